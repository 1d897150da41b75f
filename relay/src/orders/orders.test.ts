import type { IdentifyAnswer } from '@loods/protocol'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ContactExport } from '../privacy/contact-export.ts'
import { startTalk, type Talk } from '../testing/talk.ts'
import { shopHeaders } from '../testing/test-shop.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

const PLACED = Date.UTC(2026, 10, 20)
const ORDER = {
  reference: 'r'.repeat(43),
  state: 'open',
  total: 5990,
  refunded: 0,
  currency: 'EUR',
  placedAt: PLACED,
  asOf: PLACED + 1_000,
}

describe.each(DIALECTS)('orders a shop reports, on %s', (dialect) => {
  let talk: Talk
  let now: number

  beforeEach(async () => {
    now = PLACED + 60_000
    talk = await startTalk({ clock: () => now, env: await dialectEnv(dialect) })
  })
  afterEach(() => talk[Symbol.asyncDispose]())

  async function report(change: object = {}): Promise<Response> {
    const { siteKey, siteId } = talk.owner
    const secret = await talk.relay.context.sites.signingSecret(siteId)
    const path = `/host/v1/${siteKey}/orders`
    const body = { ...ORDER, ...change }
    const headers = await shopHeaders({ siteKey, secret }, { method: 'POST', path, body }, now)
    return talk.relay.call(path, { body, headers })
  }

  function orders() {
    return talk.relay.context.db.read.selectFrom('orders').selectAll().execute()
  }

  /** A shopper the shop says is its customer 7. */
  async function customer() {
    const shopper = await talk.shopper('Waar blijft het?')
    const secret = await talk.relay.context.sites.signingSecret(talk.owner.siteId)
    const token = await new SignJWT({ sub: '7', name: 'Jet' })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(talk.owner.siteKey)
      .setIssuedAt(new Date(now))
      .setExpirationTime(new Date(now + 600_000))
      .sign(new TextEncoder().encode(secret))
    await talk.relay.json<IdentifyAnswer>(talk.widget('/identify'), {
      token: shopper.secret,
      body: { token },
    })
    return (await talk.conversation(shopper.conversationId)).contact
  }

  it('are kept once, and an older reading never overwrites a newer one', async () => {
    expect((await report()).status).toBe(204)
    await report({ state: 'refunded', refunded: 5990, asOf: PLACED + 3_000 })
    await report({ state: 'paid', asOf: PLACED + 2_000 })
    await report()
    expect(await orders()).toMatchObject([{ state: 'refunded', refunded: 5990, total: 5990 }])
  })

  it('are refused when they say more than was asked, or make no sense', async () => {
    for (const wrong of [
      { email: 'jet@thuis.example' },
      { total: -1 },
      { refunded: -1 },
      { total: 1e13 },
      { total: 59.9 },
      { currency: 'euro' },
      { reference: '12' },
    ]) {
      expect((await report(wrong)).status).toBe(400)
    }
    expect(await orders()).toEqual([])
  })

  it('belong to a verified customer, are in their export, and are nobody’s after erasing', async () => {
    const { id } = await customer()
    await report({ customer: '7' })
    await report({ state: 'paid', asOf: PLACED + 2_000 })
    expect(await orders()).toMatchObject([{ contact_id: id, state: 'paid' }])
    const path = talk.site(`/contacts/${id}`)
    const { token } = talk.owner
    const exported = await talk.relay.json<ContactExport>(`${path}/export`, { token })
    expect(exported.orders).toEqual([
      { state: 'paid', total: 5990, refunded: 0, currency: 'EUR', at: PLACED },
    ])
    await talk.relay.call(path, { method: 'DELETE', token })
    expect(await orders()).toMatchObject([{ contact_id: null, total: 5990 }])
  })

  describe('whose shopper talked with the shop before', () => {
    const lines = async (id: string) =>
      (await talk.messages(id)).filter(({ line }) => line?.code === 'order_placed')
    const tied = async (conversationId: string, change: object = {}) =>
      talk.relay.context.orders.report(
        talk.owner.siteId,
        { ...ORDER, state: 'paid', ...change },
        conversationId,
      )

    it('are told to members in that conversation, once, whoever names it first and how often', async () => {
      const { conversationId } = await talk.shopper('Past dit?')
      const { orders: service } = talk.relay.context
      await service.placed(talk.owner.siteId, ORDER.reference, conversationId)
      expect(await lines(conversationId)).toEqual([])
      await report()
      await service.placed(talk.owner.siteId, ORDER.reference, conversationId)
      await tied(conversationId, { asOf: PLACED + 2_000 })
      await report({ state: 'refunded', refunded: 5990, asOf: PLACED + 3_000 })
      expect(await lines(conversationId)).toMatchObject([
        { audience: 'members', line: { data: { total: 5990, currency: 'EUR' } } },
      ])
      expect(await orders()).toMatchObject([{ conversation_id: conversationId, state: 'refunded' }])
    })

    it('stay with the first conversation that is named, and prove nothing of who they are', async () => {
      const first = await talk.shopper('Past dit?')
      const forged = await talk.shopper('Niet van mij')
      await tied(first.conversationId)
      await tied(forged.conversationId, { asOf: PLACED + 2_000 })
      expect(await lines(forged.conversationId)).toEqual([])
      expect(await orders()).toMatchObject([{ contact_id: null }])
      const { contact } = await talk.conversation(first.conversationId)
      expect(contact.verified).toBe(false)
    })

    it('are nobody’s news where the name is no conversation of this shop, or the order is old', async () => {
      const { conversationId } = await talk.shopper('Past dit?')
      const other = await talk.relay.context.writer.run((tx) =>
        talk.relay.context.sites.create(tx, { name: 'Elders', language: 'nl', timeZone: 'UTC' }),
      )
      await talk.relay.context.orders.report(other.id, { ...ORDER, state: 'paid' }, conversationId)
      await tied('no-conversation-here1')
      expect(await orders()).toMatchObject([{ conversation_id: null }, { conversation_id: null }])
      expect(await lines(conversationId)).toEqual([])
      now += 3 * 86_400_000
      await tied(conversationId, { asOf: now })
      await talk.renew()
      expect(await lines(conversationId)).toEqual([])
    })

    it('outlive the conversation', async () => {
      const { conversationId } = await talk.shopper('Past dit?')
      await tied(conversationId)
      const { contact } = await talk.conversation(conversationId)
      const { token } = talk.owner
      await talk.relay.call(talk.site(`/contacts/${contact.id}`), { method: 'DELETE', token })
      expect(await orders()).toMatchObject([{ conversation_id: null, total: 5990 }])
    })
  })

  it('are kept as long as the shop keeps its conversations', async () => {
    await report()
    const purge = async () => {
      const site = await talk.relay.context.sites.byId(talk.owner.siteId)
      await talk.relay.context.privacy.retention.purge(site)
      return (await orders()).length
    }
    now += 364 * 86_400_000
    expect(await purge()).toBe(1)
    now += 2 * 86_400_000
    expect(await purge()).toBe(0)
  })
})
