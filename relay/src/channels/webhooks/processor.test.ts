import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DialectName } from '../../db/database.ts'
import type { WriteTx } from '../../db/writer.ts'
import { createMetrics } from '../../health/metrics.ts'
import { createTestLog, type TestLog } from '../../testing/test-log.ts'
import { DIALECTS, openTestStorage, type TestStorage } from '../../testing/test-storage.ts'
import type { ChannelAccount } from '../account.ts'
import type { ChannelAdapter } from '../adapter.ts'
import type { ChannelService } from '../channel.service.ts'
import type { Addressed, UpdateTaker } from '../update.ts'
import { createDeadWebhooks } from './dead-webhooks.service.ts'
import { createLateWatch } from './late-watch.ts'
import { createWebhookProcessor, type WebhookProcessor } from './processor.ts'
import { insertWebhooks } from './webhook.repository.ts'

const SITE = 'a site'
const account = { id: 'channel', siteId: SITE, kind: 'messenger', externalId: 'page' }
const CHANNELS = [
  account,
  { ...account, id: 'second', externalId: 'second page' },
  { ...account, id: 'other kind', kind: 'whatsapp' },
] as ChannelAccount[]

/** What a line of a test's body says: to whom, when, which words. */
interface Line {
  to?: string
  at?: number
  say: string
}

/** A network of the tests' own: each element of `messaging` is one message, or unknown. */
const adapter = {
  kind: 'messenger',
  read: (body) =>
    (body as { entry?: { messaging?: Line[] }[] } | null)?.entry?.flatMap(({ messaging = [] }) =>
      messaging.map(toUpdate),
    ) ?? [{ update: { type: 'unknown', what: 'an odd body' } }],
} as ChannelAdapter

function toUpdate({ to = 'page', at = 0, say }: Line): Addressed {
  if (say === 'unknown') return { to, update: { type: 'unknown', what: 'standby' } }
  const person = { id: 'anna' }
  return {
    to,
    update: { type: 'message', externalId: say, person, sentAt: at, content: { text: say } },
  }
}

let storage: TestStorage
let log: TestLog
/** What was taken, as committed. */
let taken: string[]
let poison: Set<string>

/** Takes a message by writing it down, so that a rollback takes it back. */
const taker: UpdateTaker = async (tx, to, update) => {
  if (update.type !== 'message') return false
  const key = `${to.id}: ${update.content.text}`
  await tx.db
    .insertInto('meta')
    .values({ key: `${key} ${Math.random()}`, value: key })
    .execute()
  if (poison.has(update.externalId)) throw new TypeError(`cannot take ${update.content.text}`)
  return true
}

function processor(takers: UpdateTaker[] = [taker]): WebhookProcessor {
  const channels = { of: async () => CHANNELS } as unknown as ChannelService
  const metrics = createMetrics(() => ({ members: 0, visitors: 0 }))
  const { db, writer } = storage
  const clock = () => storage.now
  const random = () => 0.5
  const adapters = { messenger: adapter }
  return createWebhookProcessor({
    ...{ db, writer, clock, random, log, metrics, channels, adapters, takers },
  })
}

async function addSite({ db }: WriteTx): Promise<void> {
  await db
    .insertInto('sites')
    .values({ id: SITE, key: 'shop', name: 'Shop', settings: '{}', secret: '', created_at: 0 })
    .execute()
  await db.insertInto('site_streams').values({ site_id: SITE, last_ev: 0 }).execute()
}

let place = 0

async function store(...bodies: string[]): Promise<void> {
  await storage.writer.run((tx) =>
    insertWebhooks(
      tx.db,
      bodies.map((body) => ({
        id: `row ${String(place++).padStart(6, '0')}`,
        site_id: SITE,
        channel_id: 'channel',
        body,
        state: 'pending',
        attempts: 0,
        next_at: tx.now,
        error: null,
        received_at: tx.now,
      })),
    ),
  )
}

function body(...messaging: Line[]): string {
  return JSON.stringify({ object: 'page', entry: [{ id: 'page', messaging }] })
}

async function rows() {
  return storage.db.read
    .selectFrom('webhooks')
    .select(['state', 'attempts', 'next_at', 'error'])
    .orderBy('next_at')
    .orderBy('id')
    .execute()
}

/** What is committed of what was taken. */
async function written(): Promise<string[]> {
  const found = await storage.db.read
    .selectFrom('meta')
    .select('value')
    .where('value', 'like', '%: %')
    .execute()
  return found.map(({ value }) => value).toSorted()
}

async function begin(dialect: DialectName): Promise<void> {
  storage = await openTestStorage(dialect)
  log = createTestLog()
  taken = []
  poison = new Set()
  await storage.writer.run(addSite)
}
afterEach(() => storage[Symbol.asyncDispose]())

describe.each(DIALECTS)('what networks told, on %s', (dialect) => {
  beforeEach(() => begin(dialect))

  it('does not wait for the one update among many that cannot be taken (T46)', async () => {
    poison.add('poison')
    await store(body({ at: 1, say: 'one' }, { at: 2, say: 'poison' }, { at: 3, say: 'three' }))
    await processor().settle()
    expect(await written()).toEqual(['channel: one', 'channel: three'])
    expect(await rows()).toMatchObject([{ state: 'pending', attempts: 1, error: 'TypeError' }])
  })

  it('that was given up is listed, tried again or put aside (T46)', async () => {
    const worker = processor()
    const dead = createDeadWebhooks({ ...storage, onRevived: worker.wake })
    await store('{"object":', `${'['.repeat(200_000)}`)
    await worker.settle()
    const list = await dead.list(SITE, 10)
    expect(list).toMatchObject([
      { kind: 'webhook', reason: 'unreadable body', attempts: 1, failedAt: storage.now },
      { kind: 'webhook', reason: 'unreadable body', attempts: 1 },
    ])
    expect(await dead.count(SITE)).toBe(2)
    expect(await dead.list('another site', 10)).toEqual([])
    const [first = '', second = ''] = list.map(({ id }) => id)
    expect(await dead.retry('another site', first)).toBe(false)
    expect(await dead.dismiss('another site', first)).toBe(false)
    await storage.writer.run((tx) =>
      tx.db
        .updateTable('webhooks')
        .set({ body: body({ say: 'mended' }) })
        .execute(),
    )
    expect(await dead.retry(SITE, first)).toBe(true)
    await worker.settle()
    expect(await written()).toEqual(['channel: mended'])
    expect(await dead.dismiss(SITE, second)).toBe(true)
    expect(await dead.count(SITE)).toBe(0)
  })

  it('is worked off once, also by two processes at the same time', async () => {
    await store(...Array.from({ length: 200 }, (_, n) => body({ say: `number ${n}` })))
    await Promise.all([processor().settle(), processor().settle()])
    const all = await written()
    expect(all).toHaveLength(200)
    expect(new Set(all).size).toBe(200)
    expect(await rows()).toEqual([])
  })
})

describe('what networks told', () => {
  beforeEach(() => begin('sqlite'))

  it('goes to the first who takes it, earliest first, for the channel it is about', async () => {
    const noting: UpdateTaker = async (_, to, update) => {
      if (update.type === 'message') taken.push(`${to.id}: ${update.content.text}`)
      return update.type === 'message' && update.content.text === 'for the first'
    }
    await store(
      body({ at: 3, say: 'third' }, { at: 1, say: 'first' }, { at: 2, say: 'for the first' }),
      body({ at: 0, say: 'later body', to: 'second page' }),
    )
    await processor([noting, taker]).settle()
    expect(taken).toEqual([
      'channel: first',
      'channel: for the first',
      'channel: third',
      'second: later body',
    ])
    expect(await written()).toEqual(['channel: first', 'channel: third', 'second: later body'])
    expect(await rows()).toEqual([])
  })

  it('is only counted where nobody here takes it, and named in the log once, without text', async () => {
    const odd = [{ say: 'unknown' }, { say: 'secret words', to: 'page of another shop' }]
    await store(body(...odd), body(...odd), '17', 'null', '[]')
    await processor().settle()
    expect(await rows()).toEqual([])
    expect(await written()).toEqual([])
    const told = log.lines.filter(({ level }) => level === 'info')
    expect(told).toHaveLength(3)
    expect(JSON.stringify(log.lines)).not.toContain('secret words')
  })

  it('is taken apart where one webhook tells very much, and stays in its order', async () => {
    const count = 60
    const lines = Array.from({ length: count }, (_, n) => ({
      at: count - n,
      say: `at ${count - n}`,
    }))
    const noting: UpdateTaker = async (_, __, update) => {
      taken.push(update.type === 'message' ? (update.content.text ?? '') : '')
      return true
    }
    const sizes: number[] = []
    const begun: UpdateTaker = async (tx) => {
      const { n } = await tx.db
        .selectFrom('webhooks')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      sizes.push(Number(n))
      return false
    }
    await store(body(...lines))
    await processor([begun, noting]).settle()
    expect(taken).toEqual(lines.map(({ say }) => say).toReversed())
    expect(Math.max(...sizes)).toBe(count / 12)
    expect(await rows()).toEqual([])
  })

  it('is tried again five times, less and less often, then waits for somebody to look (T46)', async () => {
    poison.add('poison')
    await store(body({ say: 'poison' }))
    const worker = processor()
    const pauses: number[] = []
    for (;;) {
      await worker.settle()
      const [row] = await rows()
      if (row?.state !== 'pending') break
      pauses.push(row.next_at - storage.now)
      storage.now = row.next_at
    }
    expect(pauses).toEqual([1_000, 5_000, 30_000, 120_000, 600_000])
    expect(await rows()).toMatchObject([{ state: 'dead', attempts: 6, error: 'not worked off' }])
    expect(await written()).toEqual([])
  })

  it('that was given up is forgotten after 30 days', async () => {
    const dead = createDeadWebhooks({ ...storage, onRevived: () => undefined })
    await store('no JSON')
    await processor().settle()
    storage.now += 30 * 86_400_000
    await dead.trim()
    expect(await dead.count(SITE)).toBe(1)
    storage.now += 1
    await dead.trim()
    expect(await rows()).toEqual([])
  })

  it('tells whoever looks when it waits too long, and when it no longer does (T45)', async () => {
    const metrics = createMetrics(() => ({ members: 0, visitors: 0 }))
    const watch = createLateWatch({ ...storage, clock: () => storage.now, metrics, log })
    await store(body({ say: 'late' }))
    storage.now += 30_000
    await watch.look()
    expect(watch.isLate).toBe(false)
    storage.now += 1
    await watch.look()
    await watch.look()
    expect(watch.isLate).toBe(true)
    expect(log.lines.map(({ level }) => level)).toEqual(['error'])
    expect((await metrics.webhookAge.get()).values[0]?.value).toBeCloseTo(30)
    await processor().settle()
    await watch.look()
    expect(watch.isLate).toBe(false)
    expect(log.lines.map(({ level }) => level)).toEqual(['error', 'info'])
  })

  it('that was begun is finished by a process that is told to stop', async () => {
    await store(...Array.from({ length: 30 }, (_, n) => body({ say: `number ${n}` })))
    const worker = processor()
    worker.start()
    await worker.stop()
    const left = (await rows()).length
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await rows()).toHaveLength(left)
    expect(await written()).toHaveLength(30 - left)
  })

  it('waits, and counts no attempt, while storage is away', async () => {
    await store(body({ say: 'safe' }))
    const away: UpdateTaker = async () => {
      throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' })
    }
    await processor([away]).settle()
    expect(await rows()).toMatchObject([{ state: 'pending', attempts: 0 }])
    await processor().settle()
    expect(await written()).toEqual(['channel: safe'])
  })
})
