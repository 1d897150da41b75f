import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createContact } from '../contacts/contact.service.ts'
import type { Writer } from '../db/writer.ts'
import { openTestStorage, secondWriter, type TestStorage } from '../testing/test-storage.ts'
import { createAppendCommand } from './append.ts'
import { updateConversation } from './conversation.repository.ts'
import { openConversation } from './open-conversation.ts'

const siteId = nanoid()
const command = createAppendCommand(() => [])
let storage: TestStorage
let other: Writer & AsyncDisposable
let ids: string[]

/** Two relays on one database. SQLite has one process by its nature. */
describe('two processes that write at once, on postgres', () => {
  beforeEach(async () => {
    storage = await openTestStorage('postgres')
    other = secondWriter(storage)
    ids = await storage.writer.run(async (tx) => {
      const site = { id: siteId, key: siteId, name: 'Winkel', settings: '{}', secret: '' }
      await tx.db
        .insertInto('sites')
        .values({ ...site, created_at: 1 })
        .execute()
      await tx.db.insertInto('site_streams').values({ site_id: siteId, last_ev: 0 }).execute()
      const contactId = await createContact(tx, siteId)
      const open = () => openConversation(tx, { siteId, contactId, channel: 'web', context: {} })
      return [await open(), await open()]
    })
  })
  afterEach(async () => {
    await other[Symbol.asyncDispose]()
    await storage[Symbol.asyncDispose]()
  })

  function say(writer: Writer, conversationId: string, cid: string = nanoid()) {
    return writer.submit(command, {
      siteId,
      conversationId,
      cid,
      audience: 'all',
      kind: 'text',
      author: { kind: 'visitor', id: 'v' },
      text: 'Hallo',
    })
  }

  const [ROUNDS, PER_ROUND] = [12, 4]

  it('puts everything both say into its place, and refuses nothing', async () => {
    const [first = '', second = ''] = ids
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(
        Array.from({ length: PER_ROUND }, () => [
          say(storage.writer, first),
          say(storage.writer, second),
          say(other, second),
          say(other, first),
        ]).flat(),
      )
    }
    const said = 2 * ROUNDS * PER_ROUND
    for (const id of ids) {
      const messages = await storage.db.read
        .selectFrom('messages')
        .select('seq')
        .where('conversation_id', '=', id)
        .orderBy('seq')
        .execute()
      expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: said }, (_, i) => i + 1))
      expect(await conversation(id)).toMatchObject({ last_seq: said, last_cev: said, unread: said })
    }
    const events = await storage.db.read.selectFrom('events').select('ev').orderBy('ev').execute()
    expect(events.map(({ ev }) => ev)).toEqual(events.map((_, i) => i + 1))
  })

  it('gives one place to what is sent to both, as a client does that comes back elsewhere', async () => {
    const [first = ''] = ids
    for (let round = 0; round < ROUNDS; round++) {
      const cid = nanoid()
      const both = [say(storage.writer, first, cid), say(other, first, cid)]
      const [one, two] = await Promise.all(both)
      expect(one?.seq).toBe(two?.seq)
      expect([one?.dup, two?.dup].sort()).toEqual([false, true])
    }
    expect((await conversation(first)).last_seq).toBe(ROUNDS)
  })

  it('loses no change that the other makes to a conversation meanwhile', async () => {
    const [first = ''] = ids
    for (let round = 0; round < ROUNDS; round++) {
      const change = { members_read: round, unread: 0, assignee_id: `m${round}` }
      await Promise.all([
        say(storage.writer, first),
        other.run((tx) => updateConversation(tx.db, siteId, first, change)),
      ])
      const { unread, ...row } = await conversation(first)
      expect(row).toMatchObject({ members_read: round, assignee_id: `m${round}` })
      expect(unread).toBeLessThanOrEqual(1)
    }
    expect((await conversation(first)).rev).toBe(1 + 2 * ROUNDS)
  })

  it('begins again where each waits for what the other holds', async () => {
    const [first = '', second = ''] = ids
    const met = Promise.withResolvers<void>()
    let arrived = 0
    const both = (writer: Writer, here: string, there: string) => {
      let tries = 0
      return writer.run(async (tx) => {
        await updateConversation(tx.db, siteId, here, {})
        if (tries++ === 0 && ++arrived === 2) met.resolve()
        await met.promise
        await updateConversation(tx.db, siteId, there, {})
      })
    }
    await Promise.all([both(storage.writer, first, second), both(other, second, first)])
    for (const id of ids) expect((await conversation(id)).rev).toBe(3)
  })

  function conversation(id: string) {
    return storage.db.read
      .selectFrom('conversations')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  }
})
