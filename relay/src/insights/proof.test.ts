import type { OrderReport, Trigger, TriggersReport, ViewAnswer } from '@loods/protocol'
import { expect, it } from 'vitest'
import { orderReference } from '../orders/order-reference.ts'
import { startTalk } from '../testing/talk.ts'
import { shopHeaders } from '../testing/test-shop.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Ten minutes before a day ends: each of these visits begins on one day and orders on the next. */
const EVENING = Date.UTC(2026, 10, 22, 23, 50)
const VISITS = 480
/** Of the first so many, those that are offered help see the prompt; the others go on before. */
const SHOWN = 40
const TOTAL = 5_990

/** One after the other in some lines, so that a relay is busy and not flooded. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const line = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: 8 }, line))
}

it('proves what a trigger is worth by orders the shop confirmed, from page views to the verdict', async () => {
  let now = EVENING
  await using talk = await startTalk({ clock: () => now, env: { TRUST_PROXY: '1' } })
  const { siteKey, siteId } = talk.owner
  const keys = { siteKey, secret: await talk.relay.context.sites.signingSecret(siteId) }
  const { id } = await talk.relay.json<Trigger>(talk.site('/triggers'), {
    token: talk.owner.token,
    body: {
      name: 'Twijfel',
      page: '/lamp',
      when: { type: 'visible_seconds', seconds: 20 },
      texts: { nl: 'Hulp nodig?', en: 'Need help?' },
      holdOut: 0.5,
    },
  })

  function see(visit: number, path: string, more: object = {}): Promise<ViewAnswer> {
    const page = { url: `https://lamp.example${path}` }
    const headers = { 'x-forwarded-for': `10.0.${visit >> 8}.${visit & 255}` }
    return talk.relay.json(talk.widget('/views'), { body: { page, ...more }, headers })
  }
  async function report(reference: string, more: Partial<OrderReport> = {}): Promise<void> {
    const path = `/host/v1/${siteKey}/orders`
    const asked = { reference, state: 'paid', total: TOTAL, refunded: 0, currency: 'EUR' }
    const body = { ...asked, placedAt: now, asOf: now, ...more }
    const headers = await shopHeaders(keys, { method: 'POST', path, body }, now)
    expect((await talk.relay.call(path, { body, headers })).status).toBe(204)
  }
  async function read(): Promise<TriggersReport> {
    await talk.renew()
    return talk.relay.json(talk.site('/insights/triggers'), { token: talk.owner.token })
  }

  // The moment comes in every visit; the relay alone knows whether anything may be shown.
  const held = new Set<number>()
  const visits = Array.from({ length: VISITS }, (_, n) => n)
  await each(visits, async (n) => {
    const { viewId, heldOut } = await see(n, '/lamp', { trigger: { id, did: 'eligible' } })
    if (heldOut?.includes(id)) held.add(n)
    else if (n < SHOWN) await see(n, '/lamp', { viewId, trigger: { id, did: 'shown' } })
  })
  const heldOut = visits.filter((n) => held.has(n))
  const offered = visits.filter((n) => !held.has(n))

  // Three quarters of those who were offered help order, and one quarter of the others.
  now += 20 * MINUTE
  const buyers = [
    ...offered.slice(0, Math.round(offered.length * 0.75)),
    ...heldOut.slice(0, Math.round(heldOut.length * 0.25)),
  ]
  const nameOf = (n: number) => orderReference(keys.secret, `2026-${n}`)
  await each(buyers, async (n) => {
    await see(n, '/bedankt', { order: nameOf(n) })
  })
  const [dollars, givenBack, partly, unpaid, dishonest] = buyers as [
    ...[number, number, number, number, number],
    ...number[],
  ]
  await report(nameOf(dollars), { state: 'open' })
  await report(nameOf(unpaid), { state: 'open' })
  // Somebody else opens the same thank-you page again, or makes an order up.
  await see(heldOut.at(-1) as number, '/bedankt', { order: nameOf(partly) })
  await see(offered.at(-1) as number, '/bedankt', { order: orderReference('made up', '1') })
  now += 31 * MINUTE
  talk.relay.context.visits.sweep()
  await talk.relay.context.underWay.ended()

  const asOf = now
  await each(
    buyers.filter((n) => n !== unpaid),
    (n) => report(nameOf(n), n === dollars ? { currency: 'USD' } : {}),
  )
  await report(nameOf(givenBack), { state: 'refunded', refunded: TOTAL, asOf: asOf + 2 })
  await report(nameOf(partly), { refunded: 990, asOf: asOf + 2 })
  // Late and double news changes nothing.
  await report(nameOf(givenBack), { asOf: asOf + 1 })
  await report(nameOf(dishonest))

  const young = (await read()).triggers[0]
  expect(young).toMatchObject({ ripening: VISITS, offered: { eligible: 0 }, shown: 0 })

  now += 25 * HOUR
  const { currency, triggers, together } = await read()
  expect(currency).toBe('EUR')
  expect(triggers[0]).toMatchObject({
    version: 1,
    ripening: 0,
    shown: offered.filter((n) => n < SHOWN).length,
    suppressed: { gone: offered.filter((n) => n >= SHOWN).length },
    offered: {
      eligible: offered.length,
      ordered: Math.round(offered.length * 0.75) - 2,
      revenue: (Math.round(offered.length * 0.75) - 3) * TOTAL - 990,
    },
    heldOut: {
      eligible: heldOut.length,
      ordered: Math.round(heldOut.length * 0.25),
      revenue: Math.round(heldOut.length * 0.25) * TOTAL,
    },
    verdict: { verdict: 'better' },
  })
  expect(triggers[0]?.verdict?.orders.low).toBeGreaterThan(0)
  expect(together?.verdict).toBe('better')
}, 120_000)
