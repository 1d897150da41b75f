import type { FileInfo } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileStore, filesFolder } from '../files/file-store.ts'
import { type Shopper, startTalk, type Talk } from '../testing/talk.ts'
import { openSocket } from '../testing/test-socket.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'
import { storedFiles, storedText } from '../testing/what-is-stored.ts'
import { verify } from '../verify/verify.ts'
import type { ContactExport } from './contact-export.ts'

const DAY = 86_400_000

let talk: Talk
let now: number

const everything = () => storedText(talk.relay)

/** A shopper who left traces everywhere one can. */
async function talkative(word: string): Promise<Shopper & { contactId: string }> {
  const shopper = await talk.shopper(`Mijn ${word} is stuk`)
  const { conversationId, secret } = shopper
  const upload = await fetch(talk.relay.url + talk.widget('/files'), {
    method: 'POST',
    body: word,
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'text/plain',
      'x-file-name': `${word}.txt`,
    },
  })
  const { id } = (await upload.json()) as FileInfo
  await talk.say(shopper, 'Zie', { fileId: id })
  await talk.answer(conversationId, `notitie over ${word}`, { note: true })
  await talk.answer(conversationId, `Jammer van je ${word}`)
  const body = { name: word, email: `${word}@klant.example` }
  await talk.relay.json(talk.widget('/identify'), { token: secret, body })
  await talk.relay.json(talk.widget('/context'), {
    token: secret,
    body: { context: { page: { url: `https://lamp.example/${word}`, title: word } } },
  })
  await talk.relay.json(talk.widget('/leads'), {
    token: secret,
    body: { kind: 'email', value: `${word}@thuis.example`, name: word },
  })
  await talk.relay.context.indexer.catchUp()
  const { contact } = await talk.conversation(conversationId)
  return { ...shopper, contactId: contact.id }
}

function erase(contactId: string) {
  const path = talk.site(`/contacts/${contactId}`)
  return talk.relay.json(path, { method: 'DELETE', token: talk.owner.token })
}

describe.each(DIALECTS)('on %s', (dialect) => {
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 22, 9)
    talk = await startTalk({ clock: () => now, env: await dialectEnv(dialect) })
  })

  afterEach(() => talk[Symbol.asyncDispose]())

  describe('erasing a contact', () => {
    it('leaves nothing of it anywhere, and everything of others', async () => {
      const gone = await talkative('zilvervis')
      const stays = await talkative('goudhaan')
      expect(await everything()).toContain('zilvervis')
      await erase(gone.contactId)
      const left = await everything()
      expect(left).not.toContain('zilvervis')
      expect(left).not.toContain(gone.contactId)
      const events = await talk.relay.context.db.read
        .selectFrom('events')
        .selectAll()
        .where('conversation_id', '=', gone.conversationId)
        .execute()
      expect(events.map((event) => event.type)).toEqual(['erased'])
      expect(storedFiles(talk.relay)).toHaveLength(1)
      const search = await talk.relay.json<{ results: object[] }>(
        talk.site('/search?q=zilvervis'),
        { token: talk.owner.token },
      )
      expect(search.results).toEqual([])
      expect((await talk.messages(stays.conversationId)).length).toBeGreaterThan(3)
      const { db, config } = talk.relay.context
      const files = createFileStore(filesFolder(config.dataDir))
      expect(await verify(db.read, now, files)).toEqual([])
    })

    it('is heard by open screens, and puts the shopper out', async () => {
      const gone = await talkative('zilvervis')
      const inbox = await talk.inbox()
      const hello = { type: 'hello', v: 1, site: talk.owner.siteKey, secret: gone.secret } as const
      const socket = await openSocket(talk.relay.url, hello)
      await socket.next('live')
      await erase(gone.contactId)
      expect(await inbox.event((event) => event.type === 'erased')).toMatchObject({
        conversationId: gone.conversationId,
      })
      expect(await socket.closed).toBe(4001)
      const call = { token: gone.secret, body: { cid: nanoid(), text: 'Nog een keer' } }
      expect(await talk.refusal(talk.widget('/messages'), call)).toMatchObject({ status: 401 })
      const path = talk.site(`/conversations/${gone.conversationId}/messages`)
      const answer = { token: talk.owner.token, body: { cid: nanoid(), text: 'Hallo?' } }
      expect(await talk.refusal(path, answer)).toMatchObject({ status: 404 })
      const again = { method: 'DELETE', token: talk.owner.token }
      expect(await talk.refusal(talk.site(`/contacts/${gone.contactId}`), again)).toMatchObject({
        status: 404,
      })
    })

    it('keeps numbers whole for a screen that was away meanwhile', async () => {
      const before = await talk.inbox()
      const { epoch, head } = await before.next('welcome')
      const gone = await talkative('zilvervis')
      await erase(gone.contactId)
      const after = await openSocket(talk.relay.url, {
        type: 'member_hello',
        v: 1,
        siteId: talk.owner.siteId,
        token: talk.owner.token,
        since: `${epoch}.${head}`,
      })
      await after.event((event) => event.type === 'erased')
      expect(after.events.map((event) => event.n)).toEqual(after.events.map((_, i) => head + 1 + i))
      expect(JSON.stringify(after.events)).not.toContain('zilvervis')
    })
  })

  describe('keeping no longer than a shop wishes', () => {
    const settings = (retentionDays: number) =>
      talk.relay.json(talk.site('/settings'), {
        method: 'PATCH',
        token: talk.owner.token,
        body: { retentionDays },
      })
    const site = () => talk.relay.context.sites.byId(talk.owner.siteId)
    const { purge } = {
      purge: async () => talk.relay.context.privacy.retention.purge(await site()),
    }

    it('erases what is older, with its contact, and nothing younger', async () => {
      await settings(30)
      await talkative('zilvervis')
      for (let i = 0; i < 25; i += 1) {
        const { secret } = await talk.relay.context.live.visitors.start(talk.owner.siteId, {})
        await talk.say({ secret, conversationId: '' }, 'oud')
      }
      now += 29 * DAY
      const young = await talk.relay.context.live.visitors.start(talk.owner.siteId, {})
      await talk.say(young, 'goudhaan')
      expect(await purge()).toBe(0)
      now += 2 * DAY
      expect(await purge()).toBe(26)
      const left = await everything()
      expect(left).not.toContain('zilvervis')
      expect(left).toContain('goudhaan')
      const contacts = await talk.relay.context.db.read.selectFrom('contacts').selectAll().execute()
      expect(contacts).toHaveLength(1)
      expect(storedFiles(talk.relay)).toEqual([])
    })

    it('is a year where the shop said nothing', async () => {
      await talk.shopper('zilvervis')
      now += 365 * DAY
      expect(await purge()).toBe(0)
      now += DAY
      expect(await purge()).toBe(1)
    })

    it('waits for the shop’s night, and a day longer when the clock has jumped', async () => {
      await settings(1)
      const { tick } = talk.relay.context.privacy.retention
      const { read } = talk.relay.context.db
      const count = async () =>
        (await read.selectFrom('conversations').select('id').execute()).length
      const hours = async (n: number) => {
        for (let i = 0; i < n; i += 1) {
          now += 3_600_000
          await tick()
        }
      }
      now = Date.UTC(2026, 10, 23, 3)
      await tick()
      await talk.shopper('zilvervis')
      await hours(24)
      expect(await count()).toBe(1)
      now += 10 * 365 * DAY
      await tick()
      expect(await count()).toBe(1)
      await hours(22)
      expect(await count()).toBe(1)
      await hours(26)
      expect(await count()).toBe(0)
    })
  })
})

describe('an export', () => {
  beforeEach(async () => {
    talk = await startTalk()
  })

  afterEach(() => talk[Symbol.asyncDispose]())

  it('T59: holds everything of one contact and nothing of another, for admins only', async () => {
    const wanted = await talkative('zilvervis')
    const other = await talkative('goudhaan')
    const path = talk.site(`/contacts/${wanted.contactId}/export`)
    const response = await talk.relay.call(path, { token: talk.owner.token })
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="contact-/)
    const exported = (await response.json()) as ContactExport
    expect(exported.contact.id).toBe(wanted.contactId)
    const [conversation] = exported.conversations
    expect(conversation?.messages.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Mijn zilvervis is stuk',
        'notitie over zilvervis',
        'Jammer van je zilvervis',
      ]),
    )
    expect(conversation?.pages.map(({ url }) => url)).toContain('https://lamp.example/zilvervis')
    expect(exported.leads).toMatchObject([{ kind: 'email', value: 'zilvervis@thuis.example' }])
    expect(JSON.stringify(exported)).not.toMatch(new RegExp(`goudhaan|${other.contactId}`))
    const text = await talk.relay.call(`${path}?format=text`, { token: talk.owner.token })
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await text.text()).toContain('Jammer van je zilvervis')
    expect((await talk.relay.call(path)).status).toBe(401)
    expect((await talk.relay.call(path, { token: wanted.secret })).status).toBe(401)
  })
})
