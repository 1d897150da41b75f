import type { Core } from '../core.ts'
import type { Discount, Product, Variant } from './catalogue.ts'
import type { Customer, LineItem, Order } from './sales.ts'
import type { Shop, Staff } from './shop.ts'
import { freshSettings, type Theme } from './theme.ts'

const DAY = 86_400_000

export type Given<T, Own extends keyof T = never> = Partial<Omit<T, Own>>

/** What is there before anything happens. Everything has a usual value; `given` says what differs. */
export interface Builder {
  /** A shop with its owner as staff and a published theme; the app is not installed. */
  addShop: (given?: Given<Shop>) => Shop
  addStaff: (shop: Shop, given?: Given<Staff>) => Staff
  addTheme: (shop: Shop, given?: Given<Theme>) => Theme
  addProduct: (
    shop: Shop,
    given?: Given<Product, 'variants'> & { variants?: Partial<Variant>[] },
  ) => Product
  addDiscount: (shop: Shop, given?: Given<Discount>) => Discount
  addCustomer: (shop: Shop, given?: Given<Customer>) => Customer
  /** An order that stands in the shop without anybody having been told (see `placeOrder`). */
  addOrder: (shop: Shop, given?: Given<Order, 'lines'> & { lines?: Partial<LineItem>[] }) => Order
}

export function createBuilder(core: Core): Builder {
  const { ids, time, world } = core

  const builder: Builder = {
    addShop(given = {}) {
      const domain = given.domain ?? `shop-${world.shops.size + 1}.myshopify.com`
      const shop: Shop = {
        id: ids.id(),
        domain,
        name: 'Wilg & Wol',
        email: 'hallo@wilgenwol.test',
        primaryHost: domain,
        ianaTimezone: 'Europe/Amsterdam',
        currencyCode: 'EUR',
        locale: 'nl',
        plan: { displayName: 'Basic', shopifyPlus: false, partnerDevelopment: false },
        standing: 'open',
        createdAt: time.now() - 365 * DAY,
        staff: [],
        themes: [],
        products: [],
        discounts: [],
        customers: [],
        orders: [],
        installation: undefined,
        ...given,
      }
      world.shops.set(domain, shop)
      if (!given.staff) builder.addStaff(shop, { accountOwner: true })
      if (!given.themes) builder.addTheme(shop, { role: 'MAIN' })
      return shop
    },
    addStaff(shop, given = {}) {
      const staff: Staff = {
        id: ids.id(),
        firstName: 'Mila',
        lastName: 'Visser',
        email: 'mila@wilgenwol.test',
        locale: 'nl',
        accountOwner: false,
        allowed: true,
        ...given,
      }
      shop.staff.push(staff)
      return staff
    },
    addTheme(shop, given = {}) {
      const theme: Theme = {
        id: ids.id(),
        name: 'Dawn',
        role: 'UNPUBLISHED',
        files: new Map([['config/settings_data.json', freshSettings()]]),
        createdAt: time.now() - 30 * DAY,
        updatedAt: time.now() - 30 * DAY,
        ...given,
      }
      shop.themes.push(theme)
      return theme
    },
    addProduct(shop, { variants = [{}], ...given } = {}) {
      const at = time.now() - 20 * DAY
      const product: Product = {
        id: ids.id(),
        title: 'Wollen plaid',
        handle: `wollen-plaid-${shop.products.length + 1}`,
        status: 'ACTIVE',
        vendor: shop.name,
        productType: 'Plaids',
        tags: [],
        description: 'Een plaid van lamswol.',
        images: [],
        published: true,
        createdAt: at,
        updatedAt: at,
        ...given,
        variants: variants.map((it) => variant(core, it)),
      }
      shop.products.push(product)
      return product
    },
    addDiscount(shop, given = {}) {
      const discount: Discount = {
        id: ids.id(),
        kind: 'Basic',
        code: 'WELKOM10',
        title: given.code ?? 'WELKOM10',
        summary: '10% off entire order',
        startsAt: time.now() - DAY,
        endsAt: undefined,
        used: 0,
        usageLimit: undefined,
        ...given,
      }
      shop.discounts.push(discount)
      return discount
    },
    addCustomer(shop, given = {}) {
      const customer: Customer = {
        id: ids.id(),
        firstName: 'Sam',
        lastName: 'de Boer',
        email: 'sam@example.com',
        phone: '+31612345678',
        locale: 'nl-NL',
        createdAt: time.now() - 10 * DAY,
        ...given,
      }
      shop.customers.push(customer)
      return customer
    },
    addOrder(shop, { lines, ...given } = {}) {
      const number = 1001 + shop.orders.length
      const at = time.now()
      const order: Order = {
        id: ids.id(),
        name: `#${number}`,
        number,
        confirmationNumber: ids.hex(9).toUpperCase(),
        createdAt: at,
        updatedAt: at,
        processedAt: at,
        cancelledAt: undefined,
        cancelReason: undefined,
        test: false,
        financialStatus: 'PAID',
        fulfillmentStatus: 'UNFULFILLED',
        email: given.customer?.email ?? null,
        phone: given.customer?.phone ?? null,
        customer: undefined,
        currencyCode: shop.currencyCode,
        shipping: '4.95',
        discountCodes: [],
        attributes: [],
        note: null,
        cartToken: undefined,
        checkoutToken: ids.hex(32),
        refunds: [],
        fulfillments: [],
        ...given,
        lines: linesOf(core, shop, lines),
      }
      shop.orders.push(order)
      return order
    },
  }
  return builder
}

function variant({ ids }: Core, given: Partial<Variant>): Variant {
  return {
    id: ids.id(),
    title: 'Default Title',
    sku: 'PLAID-1',
    price: '49.00',
    compareAtPrice: null,
    options: [{ name: 'Title', value: given.title ?? 'Default Title' }],
    stock: 12,
    ...given,
  }
}

/** Lines as given; without any, one of the shop's first product. */
function linesOf({ ids }: Core, shop: Shop, given: Partial<LineItem>[] = [{}]): LineItem[] {
  const [product] = shop.products
  const [first] = product?.variants ?? []
  return given.map((line) => ({
    id: ids.id(),
    productId: product?.id,
    variantId: first?.id,
    title: product?.title ?? 'Wollen plaid',
    variantTitle: null,
    sku: first?.sku ?? '',
    quantity: 1,
    price: first?.price ?? '49.00',
    ...line,
  }))
}
