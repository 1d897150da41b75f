import type {
  FileInfo,
  HostTokenAnswer,
  LinkAnswer,
  MeAnswer,
  PhoneLinkAnswer,
  TicketAnswer,
} from '@loods/protocol'
import { nanoid } from 'nanoid'
import { describe, expect, it } from 'vitest'
import { freePort } from '../server.ts'
import {
  addTestMember,
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestRelay,
} from '../testing/test-relay.ts'
import {
  type ShopKeys,
  shopHeaders,
  signAsShop,
  startTestShop,
  type TestShop,
} from '../testing/test-shop.ts'
import { openSocket } from '../testing/test-socket.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'
import { storedFiles, storedText } from '../testing/what-is-stored.ts'

const LETS_CALL = (port: string) => ({ EGRESS_ALLOW: `127.0.0.1:${port}` })

/** A relay that may call this shop back. */
async function relayFor(
  env: Record<string, string> = {},
  answer?: Parameters<typeof startTestShop>[1],
) {
  const port = String(await freePort())
  const origin = `http://127.0.0.1:${port}`
  const shop = await startTestShop(origin, answer)
  const relay = await startTestRelay({
    env: { PORT: port, SIGNUP: 'open', ...LETS_CALL(new URL(shop.url).port), ...env },
  })
  return { relay, shop }
}

async function link(relay: TestRelay, request: Record<string, unknown>) {
  const answer = await relay.json<LinkAnswer>('/host/v1/start', { body: request })
  if (answer.state !== 'linked') throw new Error('not linked')
  return answer
}

async function enter(relay: TestRelay, keys: ShopKeys, origin: string, claims = {}) {
  const token = await signAsShop(keys, 'loods-member', {
    sub: '2',
    name: 'Sam',
    role: 'agent',
    ...claims,
  })
  return relay.json<HostTokenAnswer>(`/host/v1/${keys.siteKey}/token`, {
    body: { token },
    headers: { origin },
  })
}

describe('linking a shop', () => {
  it('gives a shop that proves itself a site of its own, with its owner in it', async () => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    const { token } = await enter(relay, linked, shop.url, {
      sub: '1',
      name: 'Noor',
      role: 'admin',
    })
    const me = await relay.json<MeAnswer>('/api/me', { token })
    expect(me.sites).toMatchObject([{ siteId: linked.siteId, name: 'Lampenwinkel', role: 'owner' }])
  })

  it.each([
    ['answers with another proof', () => ({ body: '{"proof":"00"}' }), /not the one that was due/],
    ['answers garbage', () => ({ body: '<html>' }), /something else/],
    ['refuses', () => ({ status: 403, body: '{}' }), /answered 403/],
  ])('T51: refuses a shop that %s', async (_name, answer, words) => {
    const { relay, shop } = await relayFor({}, answer)
    await using _ = relay
    await using __ = shop
    const response = await relay.call('/host/v1/start', { body: shop.request() })
    expect(response.status).toBe(403)
    const { error } = (await response.json()) as { error: { message: string } }
    expect(error.message).toMatch(words)
    expect(await relay.context.sites.all()).toEqual([])
  })

  it.each([
    ['another origin', 'https://somebody-else.example', '/wp-json/loods/v1'],
    ['a shop under another path', '', '/b/wp-json/loods/v1'],
    ['something that is not the plugin', '', '/uploads/loods/v1'],
  ])('T51: does not let %s answer for the shop', async (_who, url, path) => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const request = shop.request({ url: url || shop.url, endpoint: shop.url + path })
    const response = await relay.call('/host/v1/start', { body: request })
    expect(response.status).toBe(403)
    expect(await relay.context.sites.all()).toEqual([])
  })

  it('T51: gives a shop that starts again its site back with a new secret, and tells its owners', async () => {
    const { relay, shop } = await relayFor({ SMTP_URL: 'smtp://127.0.0.1:9' })
    await using _ = relay
    await using __ = shop
    const first = await link(relay, shop.request())
    const second = await link(relay, shop.request())
    expect(second.siteId).toBe(first.siteId)
    expect(second.secret).not.toBe(first.secret)
    await expect(enter(relay, first, shop.url)).rejects.toThrow(/401/)
    expect(await notices(relay)).toMatchObject([
      { to: 'noor@lampenwinkel.example', notice: 'shopLinked' },
    ])
  })

  it('asks whoever runs the relay where sign-up is closed, and goes on once they say yes', async () => {
    const { relay, shop } = await relayFor({ SIGNUP: 'closed' })
    await using _ = relay
    await using __ = shop
    const early = await relay.call('/host/v1/start', { body: shop.request() })
    expect(early.status).toBe(403)
    const operator = await setUpOwner(relay)
    const agent = await addTestMember(relay, operator.siteId, 'agent')
    const asked = await relay.json<LinkAnswer>('/host/v1/start', { body: shop.request() })
    if (asked.state !== 'waiting') throw new Error('not waiting')
    const ticket = async () =>
      (await relay.json<TicketAnswer>(`/host/v1/requests/${asked.ticket}`)).state
    expect(await ticket()).toBe('waiting')
    expect(await relay.json('/api/link-requests', { token: agent.token })).toEqual({ shops: [] })
    const { shops } = await relay.json<{ shops: Array<{ id: string; url: string }> }>(
      '/api/link-requests',
      { token: operator.token },
    )
    expect(shops).toMatchObject([{ url: shop.url, name: 'Lampenwinkel' }])
    const decide = (token: string) =>
      relay.call(`/api/link-requests/${shops[0]?.id}`, { token, body: { approve: true } })
    expect((await decide(agent.token)).status).toBe(403)
    expect((await decide(operator.token)).status).toBe(204)
    expect(await ticket()).toBe('approved')
    expect((await link(relay, shop.request())).state).toBe('linked')
    expect((await relay.call(`/host/v1/requests/${asked.ticket}`)).status).toBe(404)
  })
})

/** Calls as the shop's server does. */
async function asShop(relay: TestRelay, keys: ShopKeys, path: string, body: unknown) {
  const full = `/host/v1/${keys.siteKey}${path}`
  const headers = await shopHeaders(keys, { method: 'POST', path: full, body })
  return relay.call(full, { body, headers })
}

describe('a shop that moved', () => {
  const moveOf = ({ url, code }: TestShop) => ({
    url: `${url}/winkel/`,
    endpoint: `${url}/winkel/wp-json/loods/v1`,
    code,
  })

  it('takes its chat along once it proved itself there, and its owners are told', async () => {
    const { relay, shop } = await relayFor({ SMTP_URL: 'smtp://127.0.0.1:9' })
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    const answer = await asShop(relay, linked, '/move', moveOf(shop))
    expect(answer.status).toBe(204)
    const again = await link(relay, shop.request({ ...moveOf(shop) }))
    expect(again.siteId).toBe(linked.siteId)
    const elsewhere = await link(relay, shop.request())
    expect(elsewhere.siteId).not.toBe(linked.siteId)
    expect((await notices(relay))[0]).toMatchObject({ notice: 'shopMoved' })
  })

  it('may show its widget at the new address, and no longer at the old one', async () => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const old = 'http://oud.example'
    const linked = await link(relay, shop.request())
    await relay.context.writer.run(async ({ db }) => {
      await db.updateTable('site_links').set({ origin: old, url: old }).execute()
    })
    await relay.context.sites.update(linked.siteId, { origins: [old, 'http://mede.example'] })
    expect((await asShop(relay, linked, '/move', moveOf(shop))).status).toBe(204)
    const { settings } = await relay.context.sites.byId(linked.siteId)
    expect(settings.origins).toEqual([shop.url, 'http://mede.example'])
    expect(await relay.context.links.isLinkedOrigin(old)).toBe(false)
    expect(await relay.context.links.isLinkedOrigin(shop.url)).toBe(true)
  })

  it('T51: stays where it was without a proof at the new address, or where another shop is', async () => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    const unproven = { ...moveOf(shop), code: 'x'.repeat(43) }
    expect((await asShop(relay, linked, '/move', unproven)).status).toBe(403)
    await link(relay, shop.request(moveOf(shop)))
    expect((await asShop(relay, linked, '/move', moveOf(shop))).status).toBe(409)
    expect((await link(relay, shop.request())).siteId).toBe(linked.siteId)
  })
})

describe.each(DIALECTS)('a shop that wants everything erased, on %s', (dialect) => {
  it('is gone with all its people said, files and words to find, and nothing of other shops is', async () => {
    const { relay, shop } = await relayFor(await dialectEnv(dialect))
    await using _ = relay
    await using __ = shop
    const other = await setUpOwner(relay)
    const kept = await chatter(relay, other.siteKey, 'goudhaan')
    const linked = await link(relay, shop.request())
    const { token } = await enter(relay, linked, shop.url)
    await chatter(relay, linked.siteKey, 'zilvervis')
    expect(await storedText(relay)).toContain('zilvervis')
    const socket = await openSocket(relay.url, {
      type: 'member_hello',
      v: 1,
      token,
      siteId: linked.siteId,
    })
    const answer = await asShop(relay, linked, '/erase', { siteId: linked.siteId })
    expect(answer.status).toBe(204)
    await socket.closed
    const left = await storedText(relay)
    const traces = ['zilvervis', linked.siteId, linked.siteKey, 'noor@lampenwinkel']
    expect(traces.filter((trace) => left.includes(trace))).toEqual([])
    expect(['goudhaan', kept].filter((trace) => left.includes(trace))).toHaveLength(2)
    expect(storedFiles(relay)).toHaveLength(1)
    expect((await link(relay, shop.request())).siteId).not.toBe(linked.siteId)
  })

  it('is erased to the end by a relay that was stopped halfway', async () => {
    const { relay, shop } = await relayFor(await dialectEnv(dialect))
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    await chatter(relay, linked.siteKey, 'zilvervis')
    await relay.context.writer.run(async ({ db }) => {
      await db.updateTable('site_links').set({ state: 'erasing' }).execute()
    })
    expect((await relay.call(`/widget/v1/${linked.siteKey}/config`)).status).toBe(404)
    await relay.context.links.finishErasing()
    expect(await storedText(relay)).not.toContain('zilvervis')
  })
})

it('erases no shop but the one that asks', async () => {
  const { relay, shop } = await relayFor()
  await using _ = relay
  await using __ = shop
  const other = await setUpOwner(relay)
  const linked = await link(relay, shop.request())
  expect((await asShop(relay, linked, '/erase', { siteId: other.siteId })).status).toBe(404)
  expect((await asShop(relay, linked, '/erase', {})).status).toBe(400)
  expect(await relay.context.sites.all()).toHaveLength(2)
})

/** A shopper who says a word and sends a file called by it. Gives the conversation's id. */
async function chatter(relay: TestRelay, siteKey: string, word: string): Promise<string> {
  const { secret, conversationId } = await startVisitor(relay, siteKey)
  const headers = { 'content-type': 'text/plain', 'x-file-name': `${word}.txt` }
  const upload = await fetch(`${relay.url}/widget/v1/${siteKey}/files`, {
    method: 'POST',
    body: word,
    headers: { ...headers, authorization: `Bearer ${secret}` },
  })
  const { id: fileId } = (await upload.json()) as FileInfo
  await relay.json(`/widget/v1/${siteKey}/messages`, {
    token: secret,
    body: { cid: nanoid(), text: `Mijn ${word} is stuk`, fileId },
  })
  await relay.json(`/widget/v1/${siteKey}/identify`, {
    token: secret,
    body: { name: word, email: `${word}@klant.example` },
  })
  await relay.context.indexer.catchUp()
  return conversationId
}

async function notices(relay: TestRelay): Promise<unknown[]> {
  const rows = await relay.context.db.read
    .selectFrom('outbox')
    .select('payload')
    .where('kind', '=', 'mail.notice')
    .orderBy('created_at')
    .execute()
  return rows.map(({ payload }) => JSON.parse(payload))
}

describe('T15: who comes in by the shop’s admin panel', () => {
  it('is not the account somebody registered with the same address', async () => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const attacker = await setUpOwner(relay)
    const linked = await link(
      relay,
      shop.request({ owner: { id: '1', name: 'Noor', email: attacker.email } }),
    )
    const before = await relay.json<MeAnswer>('/api/me', { token: attacker.token })
    expect(before.sites.map(({ siteId }) => siteId)).not.toContain(linked.siteId)
    const { token } = await enter(relay, linked, shop.url, {
      sub: '1',
      role: 'admin',
      email: attacker.email,
    })
    const me = await relay.json<MeAnswer>('/api/me', { token })
    expect(me.sites.map(({ siteId }) => siteId)).toEqual([linked.siteId])
    expect(me.accountId).not.toBe(before.accountId)
  })

  it('cannot get a password for it by a mailed link', async () => {
    const { relay, shop } = await relayFor({ SMTP_URL: 'smtp://127.0.0.1:9' })
    await using _ = relay
    await using __ = shop
    await link(relay, shop.request())
    await relay.call('/api/password/forgot', { body: { email: 'noor@lampenwinkel.example' } })
    const mails = await relay.context.db.read
      .selectFrom('outbox')
      .select('kind')
      .where('kind', '=', 'mail.reset')
      .execute()
    expect(mails).toEqual([])
  })
})

describe('a person of the shop’s admin panel', () => {
  it('comes in as a member with an own name, and stays the same one', async () => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    await enter(relay, linked, shop.url)
    await enter(relay, linked, shop.url, { name: 'Sam de Wit' })
    const members = await relay.context.members.list(linked.siteId)
    expect(members.map(({ name, role }) => [name, role])).toEqual([
      ['Noor', 'owner'],
      ['Sam de Wit', 'agent'],
    ])
  })

  it('uses the API from the panel’s origin, and from no other', async () => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    const { token } = await enter(relay, linked, shop.url)
    const allowed = async (origin: string, path: string) => {
      const response = await relay.call(path, { token, headers: { origin } })
      return response.headers.get('access-control-allow-origin')
    }
    expect(await allowed(shop.url, `/api/sites/${linked.siteId}`)).toBe(shop.url)
    expect(await allowed(shop.url, '/api/me')).toBe(shop.url)
    expect(await allowed('https://evil.example', `/api/sites/${linked.siteId}`)).toBeNull()
    const preflight = await relay.call('/api/me', {
      method: 'OPTIONS',
      headers: { origin: shop.url },
    })
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
  })

  it('loses the access, open sockets too, when the panel removes them', async () => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    const { token } = await enter(relay, linked, shop.url)
    const socket = await openSocket(relay.url, {
      type: 'member_hello',
      v: 1,
      token,
      siteId: linked.siteId,
    })
    const path = `/host/v1/${linked.siteKey}/people/removed`
    const headers = await shopHeaders(linked, { method: 'POST', path, body: { id: '2' } })
    const answer = await relay.call(path, { body: { id: '2' }, headers })
    expect(answer.status).toBe(204)
    await socket.closed
    expect((await relay.call(`/api/sites/${linked.siteId}`, { token })).status).toBe(404)
  })

  it('is brought in by nothing but a fresh token of the shop for that purpose', async () => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    const claims = { sub: '2', name: 'Sam', role: 'admin' }
    const tokens = await Promise.all([
      signAsShop({ ...linked, secret: 'x'.repeat(43) }, 'loods-member', claims),
      signAsShop(linked, linked.siteKey, claims),
      signAsShop(linked, 'loods-member', claims, Date.now() - 600_000),
      signAsShop(linked, 'loods-member', { ...claims, role: 'owner' }),
    ])
    for (const token of tokens) {
      const answer = await relay.call(`/host/v1/${linked.siteKey}/token`, { body: { token } })
      expect(answer.status).toBe(401)
    }
  })
})

describe('what a shop’s server says', () => {
  it('counts only for the very request it signed', async () => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    const path = `/host/v1/${linked.siteKey}/link`
    const headers = await shopHeaders(linked, { method: 'PATCH', path, body: { state: 'on' } })
    const other = await relay.call(path, { method: 'PATCH', body: { state: 'off' }, headers })
    expect(other.status).toBe(401)
  })

  it('switches the widget off and on again, for pages that are cached too', async () => {
    const { relay, shop } = await relayFor()
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    const config = () => relay.call(`/widget/v1/${linked.siteKey}/config`)
    const turn = async (state: 'on' | 'off') => {
      const path = `/host/v1/${linked.siteKey}/link`
      const headers = await shopHeaders(linked, { method: 'PATCH', path, body: { state } })
      await relay.call(path, { method: 'PATCH', body: { state }, headers })
    }
    expect((await config()).status).toBe(200)
    await turn('off')
    expect((await config()).status).toBe(404)
    await turn('on')
    expect((await config()).status).toBe(200)
  })
})

describe('the phone of somebody of the admin panel', () => {
  async function scanned() {
    const { relay, shop } = await relayFor()
    const linked = await link(relay, shop.request())
    const token = await signAsShop(linked, 'loods-member', { sub: '2', name: 'Sam', role: 'agent' })
    const path = `/host/v1/${linked.siteKey}/phone-link`
    const show = () => relay.json<PhoneLinkAnswer>(path, { body: { token } })
    const signIn = (url: string) =>
      relay.call('/api/session/phone', { body: { token: url.split('#phone=')[1] } })
    return { relay, shop, linked, show, signIn }
  }

  it('is signed in by a code that works once, and by the newest only', async () => {
    const { relay, shop, linked, show, signIn } = await scanned()
    await using _ = relay
    await using __ = shop
    const first = await show()
    const second = await show()
    expect(second.url).toMatch(/\/inbox#phone=[\w-]{43}$/)
    expect((await signIn(first.url)).status).toBe(410)
    const answer = await signIn(second.url)
    expect(answer.status).toBe(204)
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    const { token } = await relay.json<{ token: string }>('/api/session/token', {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin', origin: relay.url },
      body: {},
    })
    const me = await relay.json<MeAnswer>('/api/me', { token })
    expect(me.sites).toMatchObject([{ siteId: linked.siteId, role: 'agent' }])
    expect((await signIn(second.url)).status).toBe(410)
  })

  it('is not signed in after ten minutes, nor by a code nobody signed for', async () => {
    const { relay, shop, linked, show, signIn } = await scanned()
    await using _ = relay
    await using __ = shop
    const { url, expiresAt } = await show()
    expect(expiresAt - Date.now()).toBeLessThanOrEqual(600_000)
    await relay.context.writer.run(async ({ db }) => {
      await db.updateTable('one_time_links').set({ expires_at: Date.now() }).execute()
    })
    expect((await signIn(url)).status).toBe(410)
    const forged = await signAsShop({ ...linked, secret: 'x'.repeat(43) }, 'loods-member', {
      sub: '2',
      name: 'Sam',
      role: 'agent',
    })
    const path = `/host/v1/${linked.siteKey}/phone-link`
    expect((await relay.call(path, { body: { token: forged } })).status).toBe(401)
  })
})

describe.each(DIALECTS)('what a shop asks of somebody by their address, on %s', (dialect) => {
  it('T73: is what was said where the address is proven, and no more than was typed elsewhere', async () => {
    const { relay, shop } = await relayFor(await dialectEnv(dialect))
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    await chatter(relay, linked.siteKey, 'zilvervis')
    await chatter(relay, linked.siteKey, 'goudhaan')
    const ask = async () => {
      const body = { email: 'Zilvervis@Klant.example', page: 1 }
      return (await asShop(relay, linked, '/people/export', body)).json()
    }
    const typed = await ask()
    expect(typed).toMatchObject({
      done: true,
      people: [{ proven: false, conversations: 1, addresses: [] }],
    })
    expect(JSON.stringify(typed)).not.toContain('stuk')
    await relay.context.writer.run(async ({ db }) => {
      await db.updateTable('contacts').set({ verified_at: 1 }).execute()
      const contacts = await db.selectFrom('contacts').select(['id', 'email']).execute()
      const order = { state: 'paid', refunded: 0, currency: 'EUR', placed_at: 1, as_of: 1 }
      for (const { id, email } of contacts) {
        const total = email?.startsWith('zilvervis') ? 5_990 : 777
        const row = { ...order, total, site_id: linked.siteId, reference: id, contact_id: id }
        await db.insertInto('orders').values(row).execute()
        const value = email?.startsWith('zilvervis') ? '31612345678' : '31687654321'
        const known = { site_id: linked.siteId, contact_id: id, former_at: null, created_at: 2 }
        await db
          .insertInto('identities')
          .values({ ...known, kind: 'phone', value })
          .execute()
      }
    })
    const proven = await ask()
    const orders = [{ state: 'paid', total: 5_990, refunded: 0, currency: 'EUR', at: 1 }]
    const addresses = [{ kind: 'phone', value: '31612345678', at: 2 }]
    expect(proven).toMatchObject({
      people: [{ proven: true, name: 'zilvervis', orders, addresses }],
    })
    expect(JSON.stringify(proven)).toContain('Mijn zilvervis is stuk')
    expect(JSON.stringify(proven)).not.toMatch(/goudhaan|31687654321/)
  })

  it('is erased, with all that was said, and nobody else is', async () => {
    const { relay, shop } = await relayFor(await dialectEnv(dialect))
    await using _ = relay
    await using __ = shop
    const linked = await link(relay, shop.request())
    await chatter(relay, linked.siteKey, 'zilvervis')
    await chatter(relay, linked.siteKey, 'goudhaan')
    const body = { email: 'zilvervis@klant.example' }
    const answer = await (await asShop(relay, linked, '/people/erase', body)).json()
    expect(answer).toEqual({ erased: 1, done: true })
    const left = await storedText(relay)
    expect([left.includes('zilvervis'), left.includes('goudhaan')]).toEqual([false, true])
  })
})
