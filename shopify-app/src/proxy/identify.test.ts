import { nanoid } from 'nanoid'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTalk, type Talk } from '../../../relay/src/testing/talk.ts'
import type { AdminAnswer } from '../admin-api/admin-api.ts'
import type { Shop, ShopService } from '../shops/shop.service.ts'
import { createIdentify } from './identify.service.ts'

const CUSTOMER = '9007199254740993'

let talk: Talk

beforeEach(async () => {
  talk = await startTalk()
})

afterEach(() => talk[Symbol.asyncDispose]())

/** What is known of the customer once Shopify answered so. */
async function identified(answer: AdminAnswer<unknown>, shop: Partial<Shop> = {}) {
  const asked: unknown[] = []
  const { sites } = talk.relay.context
  const found = { siteId: talk.owner.siteId, state: 'installed', scopes: [], ...shop } as unknown
  const identify = createIdentify({
    sites,
    shops: { byDomain: async () => found } as Pick<ShopService, 'byDomain'>,
    api: {
      async query<T>(...question: unknown[]) {
        asked.push(question[2])
        return answer as AdminAnswer<T>
      },
    },
    clock: Date.now,
  })
  const site = await identify.siteOf({ shop: 'lampen.myshopify.com', customerId: CUSTOMER })
  const shopper = await talk.shopper(nanoid())
  const token = site && (await identify.token(site, CUSTOMER))
  if (token) {
    await talk.relay.json(talk.widget('/identify'), { token: shopper.secret, body: { token } })
  }
  const { contact } = await talk.conversation(shopper.conversationId)
  const { verified, externalId, name, email } = contact
  return { asked, contact: { verified, externalId, name, email } }
}

const ALLOWED = { scopes: ['read_customers'] }

it('is a customer by Shopify’s number, exact beyond 2^53, and nothing else is asked', async () => {
  const { contact, asked } = await identified({ outcome: 'denied', message: '' })
  expect(contact).toMatchObject({ verified: true, externalId: CUSTOMER })
  expect(contact).not.toHaveProperty('email', expect.anything())
  expect(asked).toEqual([])
})

it('has a name and an address where the shop lets us ask, and Shopify tells', async () => {
  const customer = {
    firstName: 'Sanne',
    lastName: null,
    defaultEmailAddress: { emailAddress: 'Sanne@Mail.example' },
  }
  const { contact, asked } = await identified({ outcome: 'ok', data: { customer } }, ALLOWED)
  expect(contact).toEqual({
    ...{ verified: true, externalId: CUSTOMER },
    ...{ name: 'Sanne', email: 'sanne@mail.example' },
  })
  expect(asked).toEqual([{ id: `gid://shopify/Customer/${CUSTOMER}` }])
})

it.each<[string, AdminAnswer<unknown>]>([
  ['redacts everything', { outcome: 'ok', data: { customer: null } }],
  ['does not answer', { outcome: 'unreachable', reason: 'timeout' }],
])('is that customer where Shopify %s', async (_, answer) => {
  const { contact } = await identified(answer, ALLOWED)
  expect(contact).toMatchObject({ verified: true, externalId: CUSTOMER })
})

it('is nobody of a shop that took the app out', async () => {
  const answer = { outcome: 'denied', message: '' } as const
  const { contact } = await identified(answer, { state: 'uninstalled' })
  expect(contact.verified).toBe(false)
})
