import type { Shop } from '../../world/shop.ts'
import { dateTime, gid } from '../gid.ts'

export function shopView(shop: Shop): object {
  const { plan, staff } = shop
  const owner = staff.find(({ accountOwner }) => accountOwner)
  return {
    __typename: 'Shop',
    id: gid('Shop', shop.id),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    myshopifyDomain: shop.domain,
    primaryDomain: {
      __typename: 'Domain',
      id: gid('Domain', shop.id),
      host: shop.primaryHost,
      url: `https://${shop.primaryHost}`,
      sslEnabled: true,
    },
    ianaTimezone: shop.ianaTimezone,
    timezoneOffset: '+0100',
    currencyCode: shop.currencyCode,
    plan: { ...plan, publicDisplayName: plan.displayName },
    url: `https://${shop.primaryHost}`,
    createdAt: dateTime(shop.createdAt),
    shopOwnerName: owner ? `${owner.firstName} ${owner.lastName}` : '',
  }
}
