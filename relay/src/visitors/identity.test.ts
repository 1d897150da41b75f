import { generateKeyPairSync } from 'node:crypto'
import type { Contact, Conversation, IdentifyAnswer, ThreadAnswer } from '@loods/protocol'
import { SignJWT, UnsecuredJWT } from 'jose'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lineCodes, type Shopper, startTalk, type Talk } from '../testing/talk.ts'
import { openSocket } from '../testing/test-socket.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

let talk: Talk
let secret: string

async function start(env: Record<string, string> = {}) {
  talk = await startTalk({ env })
  const answer = await talk.relay.json<{ secret: string }>(talk.site('/signing-secret'), {
    token: talk.owner.token,
  })
  secret = answer.secret
}

interface Claims {
  sub?: string
  aud?: string
  exp?: string | number
  nbf?: string
  iat?: number
  name?: string
  email?: string
}

function sign({ sub = 'klant-1', aud = talk.owner.siteKey, exp = '30m', ...rest }: Claims = {}) {
  const { nbf, iat, ...payload } = rest
  const jwt = new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setAudience(aud)
    .setExpirationTime(exp)
  if (nbf) jwt.setNotBefore(nbf)
  if (iat !== undefined) jwt.setIssuedAt(iat)
  return jwt.sign(new TextEncoder().encode(secret))
}

function identify(shopper: Shopper, body: object): Promise<IdentifyAnswer> {
  return talk.relay.json(talk.widget('/identify'), { token: shopper.secret, body })
}

async function texts(shopper: Shopper): Promise<string[]> {
  const { messages } = await thread(shopper)
  return messages.flatMap((message) => (message.kind === 'text' ? [message.text] : []))
}

function thread(shopper: Shopper): Promise<ThreadAnswer> {
  return talk.relay.json(talk.widget('/thread'), { token: shopper.secret })
}

afterEach(() => talk[Symbol.asyncDispose]())

describe.each(DIALECTS)('on %s, a customer the shop signed for', (dialect) => {
  beforeEach(async () => start(await dialectEnv(dialect)))

  it('is verified, which members see in the thread and the shopper does not', async () => {
    const shopper = await talk.shopper('Hallo')
    const token = await sign({ name: 'Sanne de Vries', email: 'Sanne@Mail.example' })
    expect(await identify(shopper, { token })).toEqual({
      conversationId: shopper.conversationId,
      verified: true,
    })
    await identify(shopper, { token })
    const { contact } = await talk.conversation(shopper.conversationId)
    expect(contact).toMatchObject({
      verified: true,
      externalId: 'klant-1',
      name: 'Sanne de Vries',
      email: 'sanne@mail.example',
    })
    expect(lineCodes(await talk.messages(shopper.conversationId))).toEqual(['verified'])
    expect(lineCodes((await thread(shopper)).messages)).toEqual([])
  })

  it('goes on with the same conversation on another device that has said nothing yet', async () => {
    const phone = await talk.shopper('Waar blijft mijn lamp?')
    await identify(phone, { token: await sign() })
    const desk = await talk.shopper()
    const socket = await openSocket(talk.relay.url, {
      type: 'hello',
      v: 1,
      site: talk.owner.siteKey,
      secret: desk.secret,
    })
    await socket.next('live')
    const answer = await identify(desk, { token: await sign() })
    expect(answer.conversationId).toBe(phone.conversationId)
    expect(await socket.closed).toBe(4105)
    expect(await texts(desk)).toEqual(['Waar blijft mijn lamp?'])
    await talk.say(desk, 'Ik ben het nog')
    expect(await texts(phone)).toEqual(['Waar blijft mijn lamp?', 'Ik ben het nog'])
  })

  it('keeps both conversations, as one person, when both devices have spoken', async () => {
    const phone = await talk.shopper('een')
    const desk = await talk.shopper('twee')
    await identify(phone, { token: await sign({ name: 'Sanne' }) })
    await identify(desk, { token: await sign({ name: 'Sanne' }) })
    const one = await talk.conversation(phone.conversationId)
    const two = await talk.conversation(desk.conversationId)
    expect(two.contact.id).toBe(one.contact.id)
    expect([await texts(phone), await texts(desk)]).toEqual([['een'], ['twee']])
    const path = talk.site(`/contacts/${one.contact.id}/conversations`)
    const all = await talk.relay.json<{ conversations: Conversation[] }>(path, {
      token: talk.owner.token,
    })
    expect(all.conversations.map(({ id }) => id).toSorted()).toEqual(
      [phone.conversationId, desk.conversationId].toSorted(),
    )
  })

  it('sees nothing of the customer who used this browser before', async () => {
    const shopper = await talk.shopper('Mijn adres is Kade 1')
    await identify(shopper, { token: await sign({ sub: 'klant-1' }) })
    const next = await identify(shopper, { token: await sign({ sub: 'klant-2' }) })
    expect(next.conversationId).not.toBe(shopper.conversationId)
    expect(await texts(shopper)).toEqual([])
    await talk.say(shopper, 'Hallo')
    expect((await talk.conversation(next.conversationId)).contact.externalId).toBe('klant-2')
    expect((await talk.messages(shopper.conversationId)).map(({ text }) => text)).toContain(
      'Mijn adres is Kade 1',
    )
  })

  it('stays blocked on every device', async () => {
    const phone = await talk.shopper('x')
    await identify(phone, { token: await sign() })
    await talk.change(phone.conversationId, { blocked: true })
    const desk = await talk.shopper('y')
    await identify(desk, { token: await sign() })
    const call = { token: desk.secret, body: { cid: nanoid(), text: 'z' } }
    expect(await talk.refusal(talk.widget('/messages'), call)).toMatchObject({ code: 'blocked' })
  })
})

describe('a token', () => {
  beforeEach(() => start())

  it('T34: T81: is refused with any other signature, audience, time or way of signing', async () => {
    const shopper = await talk.shopper('Hallo')
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const claims = { aud: talk.owner.siteKey, sub: 'klant-1' }
    const now = Math.floor(Date.now() / 1_000)
    const header = { alg: 'RS256' }
    const rsa = new SignJWT(claims).setProtectedHeader(header).setExpirationTime('30m')
    const hs512 = new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).setExpirationTime('30m')
    const none = new UnsecuredJWT(claims).setExpirationTime('30m').encode()
    const good = await sign()
    const bad = {
      none,
      rsa: await rsa.sign(privateKey),
      hs512: await hs512.sign(new TextEncoder().encode(secret)),
      audience: await sign({ aud: 'abcdefghijklmnopqrst' }),
      expired: await sign({ exp: now - 120 }),
      future: await sign({ nbf: '10m' }),
      longLived: await sign({ exp: '2h' }),
      longLivedSince: await sign({ iat: now - 7_000, exp: '30m' }),
      noSubject: await sign({ sub: '' }),
      altered: `${good.slice(0, -2)}${good.endsWith('AA') ? 'BB' : 'AA'}`,
      text: 'geen token',
    }
    for (const [name, token] of Object.entries(bad)) {
      const call = { token: shopper.secret, body: { token } }
      expect([name, await talk.refusal(talk.widget('/identify'), call)]).toEqual([
        name,
        { status: 401, code: 'bad_token' },
      ])
    }
    expect((await talk.conversation(shopper.conversationId)).contact.verified).toBe(false)
  })

  it('T34: must expire', async () => {
    const shopper = await talk.shopper('Hallo')
    const eternal = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('klant-1')
      .setAudience(talk.owner.siteKey)
      .sign(new TextEncoder().encode(secret))
    const call = { token: shopper.secret, body: { token: eternal } }
    expect(await talk.refusal(talk.widget('/identify'), call)).toMatchObject({ code: 'bad_token' })
  })

  it('signed with a secret that was replaced is refused at once', async () => {
    const shopper = await talk.shopper('Hallo')
    const token = await sign()
    await talk.relay.json(talk.site('/signing-secret'), {
      method: 'POST',
      token: talk.owner.token,
    })
    const call = { token: shopper.secret, body: { token } }
    expect(await talk.refusal(talk.widget('/identify'), call)).toMatchObject({ code: 'bad_token' })
  })
})

describe('a name and an e-mail address without a token', () => {
  beforeEach(() => start())

  it('T01: T81: are labels: shown as unverified, they open no other chat', async () => {
    const first = await talk.shopper('Mijn bestelling is geheim')
    await identify(first, { email: 'x@y.example' })
    await identify(await talk.shopper(), { token: await sign({ email: 'x@y.example' }) })
    const second = await talk.shopper()
    const answer = await identify(second, { email: 'x@y.example', name: 'Sanne' })
    expect(answer).toEqual({ conversationId: second.conversationId, verified: false })
    expect(answer.conversationId).not.toBe(first.conversationId)
    expect(await texts(second)).toEqual([])
    await talk.say(second, 'Hallo')
    const { contact } = await talk.conversation(second.conversationId)
    expect(contact).toMatchObject({ verified: false, email: 'x@y.example', name: 'Sanne' })
    expect(contact.id).not.toBe((await talk.conversation(first.conversationId)).contact.id)
  })

  it('T81: do not touch what the shop proved', async () => {
    const shopper = await talk.shopper('Hallo')
    await identify(shopper, { token: await sign({ name: 'Sanne', email: 's@y.example' }) })
    expect(await identify(shopper, { name: 'Baas', email: 'b@y.example' })).toMatchObject({
      verified: true,
    })
    expect((await talk.conversation(shopper.conversationId)).contact).toMatchObject({
      name: 'Sanne',
      email: 's@y.example',
    })
  })

  it('T81: are refused by a shop that takes signed identities only', async () => {
    await talk.relay.json(talk.site('/settings'), {
      method: 'PATCH',
      token: talk.owner.token,
      body: { enforceIdentity: true },
    })
    const shopper = await talk.shopper('Hallo')
    const call = { token: shopper.secret, body: { email: 'x@y.example' } }
    expect(await talk.refusal(talk.widget('/identify'), call)).toEqual({
      status: 403,
      code: 'forbidden',
    })
    expect(await identify(shopper, { token: await sign() })).toMatchObject({ verified: true })
  })
})

describe('after logging out', () => {
  beforeEach(() => start())

  it('the secret opens nothing, and the conversation stays with the shop', async () => {
    const shopper = await talk.shopper('Hallo')
    const socket = await openSocket(talk.relay.url, {
      type: 'hello',
      v: 1,
      site: talk.owner.siteKey,
      secret: shopper.secret,
    })
    await socket.next('live')
    await talk.relay.json(talk.widget('/logout'), { method: 'POST', token: shopper.secret })
    expect(await socket.closed).toBe(4001)
    const origin = 'https://lamp.example'
    const call = { token: shopper.secret, headers: { origin } }
    const refused = await talk.relay.call(talk.widget('/thread'), call)
    expect(refused.status).toBe(401)
    // A page that could not read this would try for ever.
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin)
    expect(await talk.messages(shopper.conversationId)).toHaveLength(1)
  })
})

describe('a contact', () => {
  beforeEach(() => start())

  it('gets a name from a member, on every screen', async () => {
    const { conversationId } = await talk.shopper('Hallo')
    const inbox = await talk.inbox()
    const { contact } = await talk.conversation(conversationId)
    const path = talk.site(`/contacts/${contact.id}`)
    const call = { method: 'PATCH', token: talk.owner.token, body: { name: 'Meneer Bakker' } }
    const renamed = await talk.relay.json<Contact>(path, call)
    expect(await inbox.event((event) => event.type === 'contact')).toMatchObject({
      contact: renamed,
    })
    expect(await talk.relay.json(path, { token: talk.owner.token })).toEqual(renamed)
    const foreign = { token: talk.owner.token }
    expect(await talk.refusal(talk.site(`/contacts/${nanoid()}`), foreign)).toMatchObject({
      status: 404,
    })
  })

  it('keeps what a member does not name, and loses what a member takes away', async () => {
    const { conversationId } = await talk.shopper('Hallo')
    const { contact } = await talk.conversation(conversationId)
    const change = (body: object) =>
      talk.relay.json<Contact>(talk.site(`/contacts/${contact.id}`), {
        method: 'PATCH',
        token: talk.owner.token,
        body,
      })
    await change({ name: 'Bakker', email: 'bakker@voorbeeld.example', phone: '06 12345678' })
    expect(await change({ note: 'Belt liever', phone: null })).toMatchObject({
      name: 'Bakker',
      email: 'bakker@voorbeeld.example',
      note: 'Belt liever',
    })
    expect((await talk.conversation(conversationId)).contact.phone).toBeUndefined()
  })

  it('keeps the address its shop proved, and the notes of before it was known', async () => {
    const known = await talk.shopper('een')
    await identify(known, { token: await sign({ email: 'sanne@voorbeeld.example' }) })
    const { contact } = await talk.conversation(known.conversationId)
    const path = talk.site(`/contacts/${contact.id}`)
    const change = (body: object) => ({ method: 'PATCH', token: talk.owner.token, body })
    expect(await talk.refusal(path, change({ email: 'ander@voorbeeld.example' }))).toEqual({
      status: 403,
      code: 'forbidden',
    })
    await talk.relay.json(path, change({ email: 'sanne@voorbeeld.example', note: 'Vaste klant' }))
    const fresh = await talk.shopper('twee')
    const stranger = (await talk.conversation(fresh.conversationId)).contact
    const noted = change({ note: 'Wil zwart' })
    await talk.relay.json(talk.site(`/contacts/${stranger.id}`), noted)
    await identify(fresh, { token: await sign({ email: 'sanne@voorbeeld.example' }) })
    expect((await talk.conversation(fresh.conversationId)).contact.note).toBe(
      'Vaste klant\nWil zwart',
    )
  })
})
