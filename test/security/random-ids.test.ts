import { nanoid } from 'nanoid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../relay/src/app.ts'
import type { Route } from '../../relay/src/http/route.ts'
import { DEFAULT_LIMITS, type LimitRules } from '../../relay/src/limits/limits.ts'
import {
  addTestSite,
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'

/** Ids tried in all, spread over what takes one. */
const GUESSES = 10_000
/** Files open by signed addresses; a callback's id is in the network's hands, and its secret opens it (T41). */
const OPENED_OTHERWISE = /^\/(files|channels)\//

const WORDS = { category: 'utility', body: 'x', examples: {} }
const TEMPLATE = { name: 'x', language: 'nl', ...WORDS }
/** What a route needs before it looks for what the id names; all others do with an empty body. */
const BODIES: Record<string, object> = {
  'PATCH /api/sites/:siteId/members/:memberId': { role: 'admin' },
  'PATCH /api/sites/:siteId/conversations/:conversationId': { status: 'closed' },
  'PATCH /api/sites/:siteId/conversations/:conversationId/messages/:messageId': { text: 'x' },
  'POST /api/sites/:siteId/conversations/:conversationId/messages': {
    cid: 'cid-of-sixteen-ok',
    text: 'x',
  },
  'POST /api/sites/:siteId/conversations/:conversationId/messages/:messageId/reaction': {
    emoji: '👍',
  },
  'POST /api/sites/:siteId/conversations/:conversationId/seen': { read: 1 },
  'POST /api/sites/:siteId/conversations/:conversationId/order': { number: '1042' },
  'POST /api/sites/:siteId/visits/:visitId/invitation': { text: 'x' },
  'PATCH /api/sites/:siteId/contacts/:contactId': { name: 'x' },
  'PATCH /api/sites/:siteId/leads/:leadId': { handled: true },
  'PATCH /api/sites/:siteId/channels/:channelId': { receipts: true },
  'POST /api/sites/:siteId/channels/:channelId/renew': { token: 'x' },
  'POST /api/sites/:siteId/channels/:channelId/templates': TEMPLATE,
  'PUT /api/sites/:siteId/channels/:channelId/templates/:templateId': WORDS,
  'POST /api/sites/:siteId/channels/:channelId/profile': { hours: 'x' },
  'POST /api/link-requests/:requestId': { approve: true },
}

let relay: TestRelay
let app: ReturnType<typeof createApp>
let shop: TestOwner
/** Ids that exist, in a shop that is not the caller's. */
let foreign: Record<string, string>

beforeAll(async () => {
  const names = Object.keys(DEFAULT_LIMITS)
  const limits = Object.fromEntries(names.map((name) => [name, { points: 1e6, seconds: 60 }]))
  relay = await startTestRelay({
    limits: limits as unknown as LimitRules,
    env: { SHOPIFY_API_KEY: 'a'.repeat(32), SHOPIFY_API_SECRET: 'hush' },
  })
  app = createApp(relay.context)
  shop = await setUpOwner(relay)
  await relay.context.writer.run((tx) =>
    tx.db
      .insertInto('shopify_shops')
      .values({
        ...{ shop: 'wilg.myshopify.com', site_id: shop.siteId, state: 'installed' },
        ...{ scopes: '', facts: '{}', installed_at: tx.now },
      })
      .execute(),
  )
  foreign = await fillShop(await addTestSite(relay))
})
afterAll(() => relay[Symbol.asyncDispose]())

/** Puts one of everything into a shop. */
async function fillShop(other: { siteId: string; siteKey: string; token: string }) {
  const site = `/api/sites/${other.siteId}`
  const made = async (path: string, body: object) =>
    (await relay.json<{ id: string }>(site + path, { token: other.token, body })).id
  const { secret, conversationId } = await startVisitor(relay, other.siteKey)
  const widget = `/widget/v1/${other.siteKey}`
  const sent = await relay.json<{ id: string }>(`${widget}/messages`, {
    token: secret,
    body: { cid: nanoid(), text: 'geheim' },
  })
  const lead = { kind: 'email', value: 'jo@shopper.example' }
  const left = await relay.json<{ id: string }>(`${widget}/leads`, { token: secret, body: lead })
  const { contact } = await relay.json<{ contact: { id: string } }>(
    `${site}/conversations/${conversationId}`,
    { token: other.token },
  )
  const invitation = await made('/invitations', { email: 'bo@lamp.example', role: 'agent' })
  const page = { url: 'https://lamp.example/' }
  await relay.json(`${widget}/views`, { body: { page } })
  const { visits } = await relay.json<{ visits: { id: string }[] }>(`${site}/visits`, {
    token: other.token,
  })
  const { members } = await relay.json<{ members: { id: string }[] }>(`${site}/members`, {
    token: other.token,
  })
  const channel = await relay.context.channels.add({
    ...{ siteId: other.siteId, kind: 'whatsapp', externalId: '1', businessId: '2' },
    ...{ name: 'x', address: '+31', token: 'x', appSecret: 'x' },
  })
  const templateId = nanoid()
  await relay.context.writer.run((tx) =>
    tx.db
      .insertInto('templates')
      .values({
        ...{ site_id: other.siteId, id: templateId, channel_id: channel.id, external_id: '3' },
        ...{ name: 'x', language: 'nl', category: 'UTILITY', status: 'APPROVED', reason: null },
        ...{ components: '[]', updated_at: tx.now },
      })
      .execute(),
  )
  return {
    channelId: channel.id,
    templateId,
    conversationId,
    messageId: sent.id,
    leadId: left.id,
    contactId: contact.id,
    invitationId: invitation,
    visitId: visits[0]?.id ?? '',
    memberId: members[0]?.id ?? '',
    tagId: await made('/tags', { name: 'Spoed', color: '#0b4f6c' }),
    replyId: await made('/canned-replies', { shortcut: 'hoi', text: 'Hoi' }),
    triggerId: await made('/triggers', {
      name: 'x',
      page: '',
      when: { type: 'exit_intent' },
      texts: { nl: 'Hulp?', en: 'Help?' },
      enabled: true,
    }),
  }
}

/** Names of the ids a path takes, but for the shop's own. */
function idsIn({ path }: Route): string[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  // Those of the chat in a checkout are words from a list.
  return names.filter((name) => !['siteId', 'siteKey', 'place', 'name'].includes(name))
}

/** Calls a route as the shop's owner. @returns status and text of the answer */
async function call(route: Route, idOf: (name: string) => string): Promise<string> {
  const path = route.path
    .replace(':siteId', shop.siteId)
    .replaceAll(/:(\w+)/g, (_, name: string) => idOf(name))
  const body = JSON.stringify(BODIES[`${route.method} ${route.path}`] ?? {})
  const answer = await app.request(path, {
    method: route.method,
    headers: { authorization: `Bearer ${shop.token}`, 'content-type': 'application/json' },
    ...(route.method !== 'GET' && { body }),
  })
  return `${answer.status} ${await answer.text()}`
}

describe('T04: an id that was guessed or belongs to another shop', () => {
  it('finds nothing in ten thousand tries, and no answer tells what exists', async () => {
    const routes = relay.context.routes.filter(
      (route) => idsIn(route).length > 0 && !OPENED_OTHERWISE.test(route.path),
    )
    const each = Math.ceil(GUESSES / routes.length)
    for (const route of routes) {
      const answers = new Set<string>()
      for (let i = 0; i < each; i += 1) answers.add(await call(route, () => nanoid()))
      answers.add(await call(route, (name) => foreign[name] ?? nanoid()))
      expect([...answers], `${route.method} ${route.path}`).toEqual([
        expect.stringMatching(/^404 .*"not_found"/),
      ])
    }
  }, 120_000)

  it('opens no file, however the address is made up', async () => {
    const later = Date.now() + 60_000
    const answers = new Set<string>()
    for (let i = 0; i < 1_000; i += 1) {
      const answer = await app.request(`/files/${nanoid()}/${later}/${nanoid()}${nanoid()}`)
      answers.add(`${answer.status} ${await answer.text()}`)
    }
    expect([...answers]).toEqual([expect.stringMatching(/^403 .*"forbidden"/)])
  })

  it('opens no thread with a secret that nobody was given', async () => {
    const answers = new Set<string>()
    for (let i = 0; i < 1_000; i += 1) {
      const answer = await app.request(`/widget/v1/${shop.siteKey}/thread`, {
        headers: { authorization: `Bearer ${nanoid(43)}` },
      })
      answers.add(`${answer.status} ${await answer.text()}`)
    }
    expect([...answers]).toEqual([expect.stringMatching(/^401 /)])
  })
})
