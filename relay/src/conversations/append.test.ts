import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createContact } from '../contacts/contact.service.ts'
import { DIALECTS, openTestStorage, type TestStorage } from '../testing/test-storage.ts'
import { type Append, createAppendCommand } from './append.ts'
import { openConversation } from './open-conversation.ts'

let storage: TestStorage
let siteId: string
let conversationId: string
const planned: string[] = []
const command = createAppendCommand(({ message }) => {
  planned.push(message.text)
  return []
})

function say(text: string, more: Partial<Append> = {}): Append {
  return {
    siteId,
    conversationId,
    cid: nanoid(),
    audience: 'all',
    kind: 'text',
    author: { kind: 'visitor', id: 'v' },
    text,
    ...more,
  }
}

function conversation() {
  return storage.db.read
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
}

describe.each(DIALECTS)('appending on %s', (dialect) => {
  beforeEach(async () => {
    storage = await openTestStorage(dialect)
    planned.length = 0
    siteId = nanoid()
    conversationId = await storage.writer.run(async (tx) => {
      await tx.db
        .insertInto('sites')
        .values({
          id: siteId,
          key: siteId,
          name: 'Winkel',
          settings: '{}',
          secret: '',
          created_at: 1,
        })
        .execute()
      await tx.db.insertInto('site_streams').values({ site_id: siteId, last_ev: 0 }).execute()
      const contactId = await createContact(tx, siteId)
      return openConversation(tx, { siteId, contactId, channel: 'web', context: {} })
    })
  })
  afterEach(() => storage[Symbol.asyncDispose]())

  it('numbers a burst in the order it was said', async () => {
    const texts = ['een', 'twee', 'drie']
    const sent = await Promise.all(texts.map((text) => storage.writer.submit(command, say(text))))
    expect(sent.map((one) => one.seq)).toEqual([1, 2, 3])
    expect(sent.map((one) => one.event.cev)).toEqual([1, 2, 3])
    expect(await conversation()).toMatchObject({
      last_seq: 3,
      last_cev: 3,
      unread: 3,
      waiting_since: 1_000_000,
    })
  })

  it('answers the same cid the same way, within a batch and long after', async () => {
    const input = say('Hallo')
    const [first, second] = await Promise.all([
      storage.writer.submit(command, input),
      storage.writer.submit(command, input),
    ])
    const third = await storage.writer.submit(command, input)
    expect(second).toMatchObject({ id: first.id, seq: 1, dup: true })
    expect(third).toMatchObject({
      id: first.id,
      seq: 1,
      dup: true,
      event: { ev: first.event.ev, cev: 1 },
    })
    expect(planned).toEqual(['Hallo'])
  })

  it('refuses another body under a used cid and keeps both numbers free of gaps', async () => {
    const input = say('Hallo')
    const outcomes = await Promise.allSettled([
      storage.writer.submit(command, input),
      storage.writer.submit(command, { ...input, text: 'Iets anders' }),
      storage.writer.submit(command, say('Nog iets')),
    ])
    expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: { code: 'cid_conflict' } })
    expect(await conversation()).toMatchObject({ last_seq: 2, last_cev: 2 })
  })

  it('gives a note a place in the thread but none in the shopper’s stream', async () => {
    await storage.writer.submit(command, say('Hallo'))
    const note = say('twijfelt', {
      audience: 'members',
      kind: 'note',
      author: { kind: 'member', id: 'm' },
    })
    await storage.writer.submit(command, note)
    const answer = await storage.writer.submit(
      command,
      say('Hoi', { author: { kind: 'member', id: 'm' } }),
    )
    expect(answer).toMatchObject({ seq: 3, event: { cev: 2 } })
    expect(await conversation()).toMatchObject({ waiting_since: null })
  })

  it('opens a closed conversation again when somebody speaks', async () => {
    await storage.writer.submit(command, say('Hallo'))
    await storage.writer.run(async (tx) => {
      await tx.db.updateTable('conversations').set({ status: 'closed', closed_at: 5 }).execute()
    })
    await storage.writer.submit(command, say('Toch nog iets'))
    expect(await conversation()).toMatchObject({ status: 'open', closed_at: null })
  })

  it('refuses a blocked shopper, and a conversation of another shop as if it were not there', async () => {
    await expect(
      storage.writer.submit(command, say('x', { siteId: nanoid() })),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
    await storage.writer.run(async (tx) => {
      await tx.db.updateTable('conversations').set({ blocked_at: 5 }).execute()
    })
    await expect(storage.writer.submit(command, say('x'))).rejects.toMatchObject({
      code: 'blocked',
    })
    expect(await conversation()).toMatchObject({ last_seq: 0 })
  })
})
