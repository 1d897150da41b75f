import { beforeEach, describe, expect, it } from 'vitest'
import type { SeenView, VisitRecord } from '../../../relay/src/insights/visit-record.ts'
import { createVisits } from '../../../relay/src/visitors/visits.ts'
import { createPixel, type PixelDeps, type PixelEvent, type PixelShop } from './pixel.service.ts'

const SHOP: PixelShop = {
  siteId: 'site',
  language: 'nl',
  url: 'https://lampen.example',
  nameOf: (number) => `reference of ${number}`,
}
const BROWSER = { address: '192.0.2.7', agent: 'Chrome' }

let now: number
let ended: VisitRecord<SeenView>[]
let visits: ReturnType<typeof createVisits>
let told: Parameters<PixelDeps['follow']>[]
let pixel: ReturnType<typeof createPixel>

beforeEach(() => {
  now = Date.UTC(2026, 10, 22, 9)
  ended = []
  told = []
  visits = createVisits({ clock: () => now, onChange() {}, onEnd: (visit) => ended.push(visit) })
  pixel = createPixel({
    visits,
    async follow(...call) {
      told.push(call)
    },
    orders: { placed: async () => {} },
  })
})

/** A page of the shop's own, which carries the widget. */
function looksAt(path: string, conversationId?: string): void {
  const page = { url: `https://lampen.example${path}` }
  const view = { viewId: `view of ${path}`, page, ...(conversationId && { conversationId }) }
  visits.view('site', BROWSER, view)
}

function happens(event: PixelEvent['event'], more: Partial<PixelEvent> = {}): Promise<void> {
  const one: PixelEvent = { visit: null, clientId: 'client', event, at: now, ...more }
  return pixel.take(SHOP, BROWSER, one)
}

describe('a checkout where no widget runs', () => {
  it('belongs to the visit of the pages before it, a page for each step', async () => {
    looksAt('/products/noot')
    await happens('checkout_started', { step: 'started' })
    now += 20_000
    await happens('checkout_contact_info_submitted', { step: 'contact' })
    visits.endAll()
    expect(ended).toHaveLength(1)
    expect(ended[0]?.views.map(({ path, kind }) => [path, kind])).toEqual([
      ['/products/noot', 'other'],
      ['/checkouts/contact', 'checkout'],
      ['/checkouts/address', 'checkout'],
    ])
    expect(ended[0]?.views[1]?.visibleMs).toBe(20_000)
  })

  it('names its order to the visit by the shop’s own hash', async () => {
    looksAt('/products/noot')
    await happens('checkout_completed', { step: 'completed', order: { id: '820982911946154508' } })
    visits.endAll()
    expect(ended[0]?.orders).toEqual(['reference of 820982911946154508'])
    expect(ended[0]?.views.at(-1)).toMatchObject({ kind: 'thank-you' })
  })

  it('names an order once, however often the pixel tells of it', async () => {
    await happens('checkout_completed', { step: 'completed', order: { id: '7' } })
    await happens('checkout_completed', { step: 'completed', order: { id: '7' } })
    visits.endAll()
    expect(ended[0]?.orders).toEqual(['reference of 7'])
    expect(ended[0]?.views).toHaveLength(1)
  })

  it('is in the list of who is there, in words of the shop’s language', async () => {
    await happens('checkout_shipping_info_submitted', { step: 'shipping' })
    expect(visits.list('site')).toMatchObject([
      { page: { title: 'Afrekenen: betalen', kind: 'checkout' } },
    ])
  })

  it('is told to members whose shopper it is', async () => {
    looksAt('/cart', 'conversation')
    await happens('checkout_address_info_submitted', { step: 'address' })
    expect(told).toEqual([
      [
        { siteId: 'site', conversationId: 'conversation' },
        {
          page: {
            url: 'https://lampen.example/checkouts/shipping',
            title: 'Afrekenen: verzending',
            kind: 'checkout',
          },
          signals: [],
        },
      ],
    ])
  })

  it('says what was refused, once, and nothing of what was typed', async () => {
    looksAt('/cart', 'conversation')
    const alert = { type: 'DELIVERY_ERROR', target: 'cart.deliveryGroups[0]' }
    await happens('alert_displayed', { eventId: 'event', alert })
    await happens('alert_displayed', { eventId: 'event', alert })
    const [first, second] = told.map(([, { signals = [] }]) => signals)
    expect(first).toMatchObject([{ code: 'checkout_failed', text: 'de bezorging' }])
    expect(second?.map(({ id }) => id)).toEqual(first?.map(({ id }) => id))
  })

  it('stays where it was when something is refused', async () => {
    looksAt('/cart', 'conversation')
    await happens('checkout_address_info_submitted', { step: 'address' })
    await happens('alert_displayed', { alert: { type: 'DELIVERY_ERROR' } })
    const titles = told.map(([, { page }]) => page?.title)
    expect(titles).toEqual(['Afrekenen: verzending', 'Afrekenen: verzending'])
  })

  it('calls a refused discount what it is on every other page', async () => {
    looksAt('/cart', 'conversation')
    await happens('alert_displayed', { eventId: 'event', alert: { type: 'DISCOUNT_ERROR' } })
    expect(told[0]?.[1].signals).toMatchObject([{ code: 'coupon_failed' }])
  })

  it('of nobody who talks is told to nobody', async () => {
    await happens('checkout_started', { step: 'started' })
    expect(told).toEqual([])
  })

  it('tells what the cart comes to in the currency’s main unit, and no page of its own for a cart', async () => {
    await happens('cart_viewed', {
      visit: 'chat',
      cart: { lines: 1, total: 1_200, currency: 'JPY' },
    })
    await happens('checkout_shipping_info_submitted', {
      ...{ visit: 'chat', step: 'shipping' },
      cart: { lines: 2, total: 12_475, currency: 'EUR' },
    })
    const [viewed, shipping] = told
    expect(viewed?.[1]).toEqual({ cart: { total: 1_200, currency: 'JPY' }, signals: [] })
    expect(shipping?.[1].cart).toEqual({ total: 124.75, currency: 'EUR' })
    visits.endAll()
    expect(ended[0]?.views).toHaveLength(1)
  })

  it('belongs to the conversation its browser names, wherever its requests come from', async () => {
    await happens('checkout_started', { visit: 'chat', step: 'started' })
    expect(told[0]?.[0]).toEqual({ siteId: 'site', conversationId: 'chat' })
    expect(visits.list('site')).toMatchObject([{ conversationId: 'chat' }])
  })

  it('is something triggers may wait for on the pages after it, until there is an order', async () => {
    await happens('checkout_started', { step: 'started' })
    await happens('alert_displayed', { alert: { type: 'DELIVERY_ERROR' } })
    await happens('alert_displayed', { alert: { type: 'DISCOUNT_ERROR' } })
    looksAt('/cart')
    const next = () => visits.about('site', 'view of /cart')?.happened
    expect(next()).toEqual(['checkout_started', 'checkout_failed', 'coupon_failed'])
    await happens('checkout_completed', { step: 'completed', order: { id: '7' } })
    expect(next()).toBeUndefined()
  })
})
