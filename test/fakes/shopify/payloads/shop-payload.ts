import type { Shop } from '../world/shop.ts'
import type { Theme } from '../world/theme.ts'
import { moment } from './money.ts'

/** The body of shop/update and app/uninstalled. */
export function shopPayload(shop: Shop, now: number): object {
  const owner = shop.staff.find(({ accountOwner }) => accountOwner)
  return {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    customer_email: shop.email,
    domain: shop.primaryHost,
    myshopify_domain: shop.domain,
    shop_owner: owner ? `${owner.firstName} ${owner.lastName}` : '',
    iana_timezone: shop.ianaTimezone,
    timezone: '(GMT+01:00) Amsterdam',
    currency: shop.currencyCode,
    enabled_presentment_currencies: [shop.currencyCode],
    primary_locale: shop.locale,
    country_code: 'NL',
    plan_name: shop.plan.shopifyPlus ? 'shopify_plus' : 'basic',
    plan_display_name: shop.plan.displayName,
    created_at: moment(shop.createdAt),
    updated_at: moment(now),
  }
}

/** The body of themes/*. */
export function themePayload(theme: Theme): object {
  return {
    id: theme.id,
    admin_graphql_api_id: `gid://shopify/OnlineStoreTheme/${theme.id}`,
    name: theme.name,
    role: theme.role.toLowerCase(),
    theme_store_id: null,
    previewable: true,
    processing: false,
    created_at: moment(theme.createdAt),
    updated_at: moment(theme.updatedAt),
  }
}
