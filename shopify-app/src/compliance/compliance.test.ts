import type { DataRequestsAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { orderReference } from '../../../relay/src/orders/order-reference.ts'
import { type ShopifyTalk, startShopifyTalk } from '../../../relay/src/testing/shopify-talk.ts'
import { startVisitor } from '../../../relay/src/testing/test-relay.ts'
import { DIALECTS, dialectEnv } from '../../../relay/src/testing/test-storage.ts'
import { storedText } from '../../../relay/src/testing/what-is-stored.ts'
import type { Customer, Order } from '../../../test/fakes/shopify/world/sales.ts'

const DAY = 86_400_000
/** Larger than a number holds. */
const ID = 7_384_920_114_556_829_013n
const EMAIL = 'Anna@Voorbeeld.example'
const PHONE = '+31612345678'

let talk: ShopifyTalk
let owner: { token: string; siteId: string; siteKey: string }
let customer: Customer
let order: Order

type Lead = { kind: string; value: string }

/** Somebody who writes in the chat from the shop's own page. */
async function writes(text: string, lead?: Lead): Promise<string> {
  const at = (path: string) => `/widget/v1/${owner.siteKey}/${path}`
  const visitor = await startVisitor(talk.relay, owner.siteKey)
  const token = visitor.secret
  await talk.relay.json(at('messages'), { token, body: { cid: nanoid(), text } })
  if (lead) await talk.relay.json(at('leads'), { token, body: lead })
  const { contact_id } = await talk.relay.context.db.read
    .selectFrom('conversations')
    .select('contact_id')
    .where('id', '=', visitor.conversationId)
    .executeTakeFirstOrThrow()
  return contact_id
}

/** As the signed app proxy makes somebody known. */
async function vouch(contactId: string, externalId: bigint): Promise<void> {
  await talk.relay.context.writer.run((tx) =>
    tx.db
      .updateTable('contacts')
      .set({ external_id: String(externalId), verified_at: tx.now })
      .where('id', '=', contactId)
      .execute(),
  )
}

async function placeOrderOf(contactId: string): Promise<void> {
  const { writer } = talk.relay.context
  const reference = await referenceOf(order)
  await writer.run((tx) =>
    tx.db
      .insertInto('orders')
      .values({
        ...{ site_id: owner.siteId, reference, state: 'paid', total: 4900, refunded: 0 },
        ...{ currency: 'EUR', contact_id: contactId, placed_at: tx.now, as_of: tx.now },
      })
      .execute(),
  )
}

async function referenceOf({ id }: Order): Promise<string> {
  const secret = await talk.relay.context.sites.signingSecret(owner.siteId)
  return orderReference(secret, String(id))
}

/** As the cart of somebody without an account names the chat that came before. */
async function nameChat(contactId: string): Promise<void> {
  const { db, orders } = talk.relay.context
  const { id } = await db.read
    .selectFrom('conversations')
    .select('id')
    .where('contact_id', '=', contactId)
    .executeTakeFirstOrThrow()
  await orders.placed(owner.siteId, await referenceOf(order), id)
}

/** The same person in five ways, and two others. */
async function everybody(): Promise<void> {
  await vouch(await writes('woorden als klant'), ID)
  await writes('woorden met adres', { kind: 'email', value: 'anna@voorbeeld.example' })
  await writes('woorden met nummer', { kind: 'phone', value: '06-12345678' })
  await placeOrderOf(await writes('woorden met bestelling'))
  await nameChat(await writes('woorden als gast'))
  await vouch(await writes('een ander, andere klant'), ID + 1n)
  await writes('een ander, ander nummer', { kind: 'phone', value: '06-12345679' })
}

const said = async () =>
  [...(await storedText(talk.relay)).matchAll(/(woorden|een ander)[\w ,]+/g)].map(([text]) => text)

describe.each(DIALECTS)('what the law lets customers ask of a shop, on %s', (dialect) => {
  beforeEach(async () => {
    talk = await startShopifyTalk({
      env: { ...(await dialectEnv(dialect)), SMTP_URL: 'smtp://127.0.0.1:1' },
    })
    owner = await talk.enter()
    await talk.settle()
    await talk.shopify.time.advance(1_000)
    owner = await talk.enter()
    customer = talk.shopify.addCustomer(talk.shop, { id: ID, email: EMAIL, phone: PHONE })
    order = talk.shopify.addOrder(talk.shop, { customer })
  })
  afterEach(() => talk[Symbol.asyncDispose]())

  it('reaches them by id, address, number and orders, and nobody else', async () => {
    await everybody()
    await talk.shopify.redactCustomer(talk.shop, { customer, orders: [order] })
    await talk.settle()
    expect([...new Set(await said())].toSorted()).toEqual([
      'een ander, ander nummer',
      'een ander, andere klant',
    ])
    const everything = await storedText(talk.relay)
    expect(everything.toLowerCase()).not.toContain('anna@voorbeeld')
    expect(everything).not.toContain(String(ID))
    const orders = await talk.relay.context.db.read.selectFrom('orders').selectAll().execute()
    expect(orders).toEqual([])
  })

  it('reaches somebody who has an address only', async () => {
    await everybody()
    await talk.shopify.redactCustomer(talk.shop, { customer: { email: EMAIL } })
    await talk.settle()
    expect(await said()).not.toContain('woorden met adres')
    expect(await said()).toContain('woorden als klant')
  })

  it('gives owners what is kept of who asks, and of who only typed their address no words (T73)', async () => {
    await everybody()
    const ask = () => talk.shopify.requestData(talk.shop, { customer, orders: [order] })
    await ask()
    await talk.settle()
    const path = `/api/sites/${owner.siteId}/data-requests`
    const { token } = owner
    const { requests } = await talk.relay.json<DataRequestsAnswer>(path, { token })
    expect(requests).toMatchObject([{ who: EMAIL.toLowerCase() }])
    const one = `${path}/${requests[0]?.id}`
    const text = await (await talk.relay.call(`${one}/export`, { token })).text()
    const words = [...text.matchAll(/woorden[\w ]+/g)].map(([found]) => found)
    expect(new Set(words)).toEqual(new Set(['woorden als klant']))
    expect(text).toContain('06-12345678')
    expect(text).not.toContain('een ander')
    const told = await talk.relay.context.db.read
      .selectFrom('outbox')
      .select('payload')
      .where('kind', '=', 'mail.notice')
      .execute()
    expect(told.map(({ payload }) => JSON.parse(payload).notice)).toEqual(['dataAsked'])
    await talk.relay.json(one, { token, method: 'DELETE' })
    expect(await talk.relay.json(path, { token })).toEqual({ requests: [] })
  })

  it('forgets the question of somebody who is erased', async () => {
    await talk.shopify.requestData(talk.shop, { customer })
    await talk.settle()
    await talk.shopify.redactCustomer(talk.shop, { customer })
    await talk.settle()
    expect(await storedText(talk.relay)).not.toContain(String(ID))
  })

  it('erases a shop two days after the app was taken out, and not one that is back', async () => {
    await everybody()
    await talk.shopify.uninstall(talk.shop)
    await talk.settle()
    talk.shopify.install(talk.shop)
    await talk.enter()
    await talk.shopify.redactShop(talk.shop)
    await talk.settle()
    expect(await said()).not.toEqual([])
    await talk.shopify.time.advance(60_000)
    await talk.shopify.uninstall(talk.shop)
    await talk.settle()
    await talk.shopify.time.advance(2 * DAY)
    await talk.settle()
    expect(await said()).toEqual([])
    expect(await talk.relay.context.sites.all()).toEqual([])
    expect(await storedText(talk.relay)).not.toContain('wilg.myshopify')
    talk.shopify.install(talk.shop)
    expect(await talk.enter()).not.toMatchObject({ siteId: owner.siteId })
  })
})
