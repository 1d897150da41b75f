import type { SearchAnswer } from '@loods/protocol'
import fc from 'fast-check'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTalk, type Talk } from '../testing/talk.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'
import { createSearchIndex } from './search-index.ts'

let talk: Talk

async function search(q: string) {
  await talk.relay.context.indexer.catchUp()
  const path = talk.site(`/search?q=${encodeURIComponent(q)}`)
  return (await talk.relay.json<SearchAnswer>(path, { token: talk.owner.token })).results
}

async function snippets(q: string): Promise<string[]> {
  return (await search(q)).map((result) => result.snippet)
}

describe.each(DIALECTS)('search on %s', (dialect) => {
  beforeEach(async () => {
    talk = await startTalk({ env: await dialectEnv(dialect) })
  })

  afterEach(() => talk[Symbol.asyncDispose]())

  it('finds words and their beginnings, whatever their case and accents, newest first', async () => {
    const first = await talk.shopper('Heeft u de École-lampen nog?')
    await talk.answer(first.conversationId, 'Ja, en één LAMP extra')
    const second = await talk.shopper('Mijn lampje is stuk')
    expect((await search('lamp')).map(({ conversation, seq }) => [conversation.id, seq])).toEqual([
      [second.conversationId, 1],
      [first.conversationId, 2],
    ])
    expect(await snippets('ecole')).toEqual(['Heeft u de École-lampen nog?'])
    expect(await snippets('EEN extra')).toEqual(['Ja, en één LAMP extra'])
    expect(await snippets('lamp stuk')).toEqual(['Mijn lampje is stuk'])
    expect(await snippets('koelkast')).toEqual([])
  })

  it('finds notes and the names and addresses of contacts', async () => {
    const { conversationId } = await talk.shopper('Hallo')
    await talk.answer(conversationId, 'wil korting', { note: true })
    const { contact } = await talk.conversation(conversationId)
    await talk.relay.json(talk.site(`/contacts/${contact.id}`), {
      method: 'PATCH',
      token: talk.owner.token,
      body: { name: 'Zoë van Dijk' },
    })
    expect(await snippets('korting')).toEqual(['wil korting'])
    const [found] = await search('zoe dijk')
    expect(found).toMatchObject({ snippet: 'Zoë van Dijk', conversation: { id: conversationId } })
  })

  it('follows corrections and forgets what was withdrawn', async () => {
    const { conversationId } = await talk.shopper('Hallo')
    const { id } = await talk.answer(conversationId, 'Het wordt dinsdag')
    expect(await snippets('dinsdag')).toHaveLength(1)
    const path = talk.site(`/conversations/${conversationId}/messages/${id}`)
    const token = talk.owner.token
    await talk.relay.json(path, { method: 'PATCH', token, body: { text: 'Het wordt vrijdag' } })
    expect([await snippets('dinsdag'), await snippets('vrijdag')]).toEqual([
      [],
      ['Het wordt vrijdag'],
    ])
    await talk.relay.json(path, { method: 'DELETE', token })
    expect(await snippets('vrijdag')).toEqual([])
  })

  it('finds nothing of another shop', async () => {
    const { conversationId } = await talk.shopper('Hallo')
    const { db, writer } = talk.relay.context
    const doc = { siteId: nanoid(), subject: nanoid(), conversationId, words: 'geheim' }
    const index = createSearchIndex(db)
    await writer.run((tx) => index.put(tx.db, [doc]))
    expect(await index.find(db.read, doc.siteId, ['geheim'], 10)).toHaveLength(1)
    expect(await snippets('geheim')).toEqual([])
  })

  it('T11: no query is more than words to it', async () => {
    await talk.shopper("Robert'); drop table messages; -- NEAR(a b) 100% \\ lamp:*")
    const hostile = [
      '"',
      '" OR 1=1 --',
      "' union select secret from sites --",
      'site : "x"',
      '{words} : (a',
      'NEAR(lamp, 2)',
      'lamp:* & !x | <-> (',
      'NOT lamp',
      '-lamp ^a + b',
      "\\' ; drop table search_docs; --",
      '%_*?',
      '',
    ]
    for (const q of hostile) expect(await search(q)).toBeInstanceOf(Array)
    const run = async (q: string) => {
      const path = talk.site(`/search?q=${encodeURIComponent(q)}`)
      const response = await talk.relay.call(path, { token: talk.owner.token })
      expect(response.status).toBe(200)
    }
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 100 }),
      fc.string({
        unit: fc.constantFrom(...'"\'():*^-+&|!<>{} aNOTRD\\%_;\u0301é'),
        maxLength: 60,
      }),
    )
    await fc.assert(fc.asyncProperty(texts, run), { numRuns: 150 })
    expect(await snippets('drop table')).toHaveLength(1)
  })

  it('T12: hostile values of a page’s fields are kept and found as the words they are', async () => {
    const shopper = await talk.shopper('Hallo')
    const name = "Robert'); drop table contacts; --"
    await talk.relay.json(talk.widget('/identify'), { token: shopper.secret, body: { name } })
    const fields = { "x' or '1'='1": "'; delete from messages; --" }
    await talk.relay.json(talk.widget('/context'), {
      token: shopper.secret,
      body: { context: { shop: { fields } } },
    })
    const [found] = await search('robert drop table')
    expect(found?.snippet).toBe(name)
    expect(found?.conversation.context.shop).toEqual({ fields })
    expect(await talk.messages(shopper.conversationId)).toHaveLength(1)
  })

  it('T11: lists take no other filter, order or place than they know', async () => {
    const names = fc.constantFrom('view', 'before', 'tagId')
    const values = fc.oneof(fc.json({ maxDepth: 1 }), fc.string({ maxLength: 40 }))
    const refused = async (name: string, value: string) => {
      fc.pre(!/^\d{1,15}\.[\w-]{21}$/.test(value))
      const path = talk.site(`/conversations?${name}=${encodeURIComponent(value)}`)
      const { status } = await talk.relay.call(path, { token: talk.owner.token })
      expect(status).toBe(400)
    }
    await fc.assert(fc.asyncProperty(names, values, refused), { numRuns: 60 })
  })
})
