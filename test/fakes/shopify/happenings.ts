import type { Core } from './core.ts'
import { orderPayload, refundPayload } from './payloads/order-payload.ts'
import { shopPayload, themePayload } from './payloads/shop-payload.ts'
import { mayHear } from './webhooks/topics.ts'
import type { Builder } from './world/builder.ts'
import { type Customer, cents, type Order, refundedOf, totalOf } from './world/sales.ts'
import type { Installation, Shop } from './world/shop.ts'
import { setEmbed, type Theme } from './world/theme.ts'

const DAY = 86_400_000

/** What happens in shops; each resolves when its webhooks have been tried once. */
export interface Happenings {
  /** The merchant installs the app: it gets the scopes of its toml. */
  install: (shop: Shop, scopes?: string[]) => Installation
  /** All tokens die; shop/redact follows after 48 hours unless the app is installed again. */
  uninstall: (shop: Shop) => Promise<void>
  grantScopes: (shop: Shop, scopes: string[]) => Promise<void>
  /** Subscriptions that need a scope go with it. */
  revokeScopes: (shop: Shop, scopes: string[]) => Promise<void>
  updateShop: (shop: Shop, changes: Partial<Shop>) => Promise<void>
  publishTheme: (shop: Shop, theme: Theme) => Promise<void>
  /** Saves in the theme editor: switches an app embed of the theme (the published one) on or off. */
  setEmbed: (shop: Shop, block: string, on: boolean, theme?: Theme) => void
  placeOrder: (shop: Shop, given?: Parameters<Builder['addOrder']>[1]) => Promise<Order>
  updateOrder: (shop: Shop, order: Order, changes: Partial<Order>) => Promise<void>
  cancelOrder: (shop: Shop, order: Order, reason?: string) => Promise<void>
  refundOrder: (shop: Shop, order: Order, amount?: string) => Promise<void>
  requestData: (shop: Shop, who: Erasable) => Promise<void>
  /** `customer` may hold an e-mail address only, as for who never had an account. */
  redactCustomer: (shop: Shop, who: Erasable) => Promise<void>
  redactShop: (shop: Shop) => Promise<void>
}

export interface Erasable {
  customer: Partial<Pick<Customer, 'id' | 'email' | 'phone'>>
  orders?: Order[]
}

export function createHappenings(core: Core, builder: Builder): Happenings {
  const { app, ids, outbox, time, tokens } = core
  const tellOrder = (shop: Shop, topic: string, order: Order): Promise<void> =>
    outbox.emit(shop, topic, orderPayload(order, app.protectedData))

  async function change(shop: Shop, order: Order, changes: Partial<Order>): Promise<void> {
    Object.assign(order, { updatedAt: time.now(), ...changes })
    await tellOrder(shop, 'orders/updated', order)
  }

  async function redactShop(shop: Shop): Promise<void> {
    await outbox.emit(shop, 'shop/redact', { shop_id: shop.id, shop_domain: shop.domain })
  }

  async function changeScopes(shop: Shop, how: (current: Set<string>) => void): Promise<void> {
    const { installation } = shop
    if (!installation) throw new Error(`the app is not installed on ${shop.domain}`)
    const previous = [...installation.scopes]
    how(installation.scopes)
    installation.subscriptions = installation.subscriptions.filter(({ topic }) =>
      mayHear(installation, topic),
    )
    await outbox.emit(shop, 'app/scopes_update', {
      id: installation.id,
      previous,
      current: [...installation.scopes],
      updated_at: new Date(time.now()).toISOString(),
    })
  }

  return {
    install(shop, scopes = app.scopes) {
      shop.installation = {
        id: ids.id(),
        at: time.now(),
        scopes: new Set(scopes),
        metafields: [],
        webPixel: undefined,
        subscriptions: [],
      }
      return shop.installation
    },
    async uninstall(shop) {
      shop.installation = undefined
      tokens.revokeAll(shop)
      time.after(2 * DAY, () => (shop.installation ? undefined : redactShop(shop)))
      await outbox.emit(shop, 'app/uninstalled', shopPayload(shop, time.now()))
    },
    grantScopes: (shop, scopes) =>
      changeScopes(shop, (current) => {
        for (const scope of scopes) current.add(scope)
      }),
    revokeScopes: (shop, scopes) =>
      changeScopes(shop, (current) => {
        for (const scope of scopes) current.delete(scope)
      }),
    async updateShop(shop, changes) {
      Object.assign(shop, changes)
      await outbox.emit(shop, 'shop/update', shopPayload(shop, time.now()))
    },
    async publishTheme(shop, theme) {
      for (const it of shop.themes) if (it.role === 'MAIN') it.role = 'UNPUBLISHED'
      Object.assign(theme, { role: 'MAIN', updatedAt: time.now() })
      await outbox.emit(shop, 'themes/publish', themePayload(theme))
    },
    setEmbed(shop, block, on, theme = mainTheme(shop)) {
      const { handle, extensionUid } = app
      const type = `shopify://apps/${handle}/blocks/${block}/${extensionUid}`
      const key = `${theme.id}${block.length}`
      setEmbed(theme, { type, key }, on)
      theme.updatedAt = time.now()
    },
    async placeOrder(shop, given) {
      const order = builder.addOrder(shop, given)
      await tellOrder(shop, 'orders/create', order)
      return order
    },
    updateOrder: change,
    async cancelOrder(shop, order, cancelReason = 'customer') {
      const cancelledAt = time.now()
      Object.assign(order, { cancelledAt, cancelReason, updatedAt: cancelledAt })
      await tellOrder(shop, 'orders/cancelled', order)
      await tellOrder(shop, 'orders/updated', order)
    },
    async refundOrder(shop, order, amount = totalOf(order)) {
      const refund = { id: ids.id(), createdAt: time.now(), amount, note: null }
      order.refunds.push(refund)
      const isAll = cents(refundedOf(order)) >= cents(totalOf(order))
      await outbox.emit(shop, 'refunds/create', refundPayload(order, refund))
      await change(shop, order, { financialStatus: isAll ? 'REFUNDED' : 'PARTIALLY_REFUNDED' })
    },
    async requestData(shop, { customer, orders = [] }) {
      await outbox.emit(shop, 'customers/data_request', {
        shop_id: shop.id,
        shop_domain: shop.domain,
        orders_requested: orders.map(({ id }) => id),
        customer: personOf(customer),
        data_request: { id: ids.id() },
      })
    },
    async redactCustomer(shop, { customer, orders = [] }) {
      await outbox.emit(shop, 'customers/redact', {
        shop_id: shop.id,
        shop_domain: shop.domain,
        customer: personOf(customer),
        orders_to_redact: orders.map(({ id }) => id),
      })
    },
    redactShop,
  }
}

/** Id, e-mail and phone, as far as they are known; nothing else of a customer. */
function personOf({ id, email, phone }: Erasable['customer']): object {
  return { ...(id && { id }), ...(email && { email }), ...(phone && { phone }) }
}

function mainTheme(shop: Shop): Theme {
  const theme = shop.themes.find(({ role }) => role === 'MAIN')
  if (!theme) throw new Error(`${shop.domain} has no published theme`)
  return theme
}
