import type { Customer, Order } from '../world/sales.ts'
import type { Theme } from '../world/theme.ts'
import { type Asking, demandScope } from './access.ts'
import { connection, type PageArguments } from './connection.ts'
import { findByGid, gid, parseGid } from './gid.ts'
import { search } from './search.ts'
import { subscriptionQueries } from './subscriptions.ts'
import { CUSTOMER_SEARCH, customerView } from './views/customer-view.ts'
import { discountSearch, discountView } from './views/discount-view.ts'
import { installationView } from './views/installation-view.ts'
import { ORDER_SEARCH, orderView } from './views/order-view.ts'
import { PRODUCT_SEARCH, productView, variantView } from './views/product-view.ts'
import { shopView } from './views/shop-view.ts'
import { themeView } from './views/theme-view.ts'

const ORDERS_FOR = 60 * 86_400_000

interface ById {
  id: string
}

type Listing = PageArguments & { query?: string | null; sortKey?: string }

/** The fields of QueryRoot, each asking for the scope that Shopify asks for. */
export function queryRoot(asking: Asking): object {
  return {
    ...subscriptionQueries(asking),
    ...ofApp(asking),
    ...ofThemes(asking),
    ...ofCatalogue(asking),
    ...ofSales(asking),
  }
}

function ofApp(asking: Asking): object {
  const { shop, installation } = asking
  return {
    shop: () => shopView(shop),
    currentAppInstallation: () => installationView(asking),
    appInstallation: ({ id }: { id?: string }) =>
      !id || findByGid([installation], 'AppInstallation', id) ? installationView(asking) : null,
    webPixel: ({ id }: { id?: string }) => {
      demandScope(asking, 'webPixel', 'read_pixels')
      const pixel = installation.webPixel
      if (!pixel || (id && !findByGid([pixel], 'WebPixel', id))) return null
      return { __typename: 'WebPixel', id: gid('WebPixel', pixel.id), settings: pixel.settings }
    },
    node: ({ id }: ById) => nodeOf(asking, id),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => nodeOf(asking, id)),
  }
}

function ofThemes(asking: Asking): object {
  const { themes } = asking.shop
  const scope = 'read_themes'
  return {
    theme: ({ id }: ById) => {
      demandScope(asking, 'theme', scope)
      const found = findByGid(themes, 'OnlineStoreTheme', id)
      return found ? themeView(found) : null
    },
    themes: ({ roles, ...page }: PageArguments & { roles?: Theme['role'][] }) => {
      demandScope(asking, 'themes', scope)
      const wanted = themes.filter(({ role }) => !roles || roles.includes(role))
      return connection(wanted, page, themeView)
    },
  }
}

function ofCatalogue(asking: Asking): object {
  const { shop, core } = asking
  const now = core.time.now()
  const demand = (field: string): void => demandScope(asking, field, 'read_products')
  const demandDiscounts = (field: string): void => demandScope(asking, field, 'read_discounts')
  return {
    product: ({ id }: ById) => {
      demand('product')
      const found = findByGid(shop.products, 'Product', id)
      return found ? productView(shop, found) : null
    },
    productByIdentifier: ({ identifier }: { identifier: { id?: string; handle?: string } }) => {
      demand('productByIdentifier')
      const { id, handle } = identifier
      const found = id
        ? findByGid(shop.products, 'Product', id)
        : shop.products.find((it) => it.handle === handle)
      return found ? productView(shop, found) : null
    },
    products: ({ query, sortKey, ...page }: Listing) => {
      demand('products')
      const found = sorted(search(shop.products, query, PRODUCT_SEARCH), sortKey)
      return connection(found, page, (it) => productView(shop, it))
    },
    codeDiscountNodes: ({ query, ...page }: Listing) => {
      demandDiscounts('codeDiscountNodes')
      const found = search(shop.discounts, query, discountSearch(now))
      return connection(found, page, (it) => discountView(shop, it, now))
    },
    codeDiscountNodeByCode: ({ code }: { code: string }) => {
      demandDiscounts('codeDiscountNodeByCode')
      const found = shop.discounts.find((it) => it.code.toLowerCase() === code.toLowerCase())
      return found ? discountView(shop, found, now) : null
    },
  }
}

function ofSales(asking: Asking): object {
  const { customers } = asking.shop
  const orders = visibleOrders(asking)
  const demand = (field: string): void => demandScope(asking, field, 'read_customers')
  const shown = (it: Customer | undefined): object | null =>
    it ? customerView(asking, it, orderView) : null
  return {
    order: ({ id }: ById) => {
      demandScope(asking, 'order', 'read_orders')
      const found = findByGid(orders, 'Order', id)
      return found ? orderView(asking, found) : null
    },
    orders: ({ query, sortKey, ...page }: Listing) => {
      demandScope(asking, 'orders', 'read_orders')
      const found = sorted(search(orders, query, ORDER_SEARCH), sortKey)
      return connection(found, page, (it) => orderView(asking, it))
    },
    customer: ({ id }: ById) => {
      demand('customer')
      return shown(findByGid(customers, 'Customer', id))
    },
    customerByIdentifier: ({ identifier }: { identifier: Record<string, string> }) => {
      demand('customerByIdentifier')
      const { id, emailAddress, phoneNumber } = identifier
      if (id) return shown(findByGid(customers, 'Customer', id))
      return shown(
        customers.find(({ email, phone }) =>
          emailAddress ? email === emailAddress : phone === phoneNumber,
        ),
      )
    },
    customers: ({ query, ...page }: Listing) => {
      demand('customers')
      return connection(search(customers, query, CUSTOMER_SEARCH), page, (it) => shown(it) ?? {})
    },
  }
}

/** Without read_all_orders an app sees those of the last 60 days. */
function visibleOrders({ core, shop, installation }: Asking): Order[] {
  if (installation.scopes.has('read_all_orders')) return shop.orders
  return shop.orders.filter(({ createdAt }) => createdAt > core.time.now() - ORDERS_FOR)
}

function nodeOf(asking: Asking, id: string): object | null {
  const { shop } = asking
  const root = queryRoot(asking) as Record<string, (by: ById) => object | null>
  const kinds: Record<string, string> = {
    AppInstallation: 'appInstallation',
    Customer: 'customer',
    OnlineStoreTheme: 'theme',
    Order: 'order',
    Product: 'product',
  }
  const type = parseGid(id)?.type ?? ''
  if (type === 'Shop') return shopView(shop)
  if (type === 'ProductVariant') return variantNode(asking, id)
  return root[kinds[type] ?? '']?.({ id }) ?? null
}

function variantNode(asking: Asking, id: string): object | null {
  demandScope(asking, 'node', 'read_products')
  for (const product of asking.shop.products) {
    const variant = findByGid(product.variants, 'ProductVariant', id)
    if (variant) return variantView(asking.shop, product, variant)
  }
  return null
}

interface Sortable {
  id: bigint
  createdAt: number
  updatedAt: number
  title?: string
}

/** By creation unless asked otherwise; ids and numbers follow it. */
function sorted<T extends Sortable>(items: T[], key: string | undefined): T[] {
  if (key === 'TITLE') {
    return items.toSorted((one, other) => (one.title ?? '').localeCompare(other.title ?? ''))
  }
  const by = key === 'UPDATED_AT' ? 'updatedAt' : 'createdAt'
  return items.toSorted((one, other) => one[by] - other[by])
}
