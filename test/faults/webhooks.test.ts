import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DialectName, openDatabase } from '../../relay/src/db/database.ts'
import { createFileStore, filesFolder } from '../../relay/src/files/file-store.ts'
import { dialectEnv } from '../../relay/src/testing/test-storage.ts'
import { verify } from '../../relay/src/verify/verify.ts'
import { seeded } from '../support/random.ts'
import { type RelayProcess, startRelay } from '../support/relay-process.ts'
import {
  bodyOf,
  type ChannelShop,
  makeChannelShop,
  message,
  post,
  postUntilAcked,
  status,
  storedTexts,
  type Told,
  textOf,
  workedOff,
} from './flood.ts'

/** Things told, in all; 50,000 is the figure we promise. */
const WEBHOOKS = Number(process.env.WEBHOOKS ?? (process.env.TEST_COUNTS ? 5_000 : 50_000))
const MINUTE = 60_000
/** Updates in one POST at most, as Meta may send. */
const BATCH = 1_000
const DUPLICATES = 0.3
const FORGED = 0.05

let shop: ChannelShop
const relays: RelayProcess[] = []

async function begin(dialect: DialectName): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loods-flood-'))
  shop = await makeChannelShop(dataDir, await dialectEnv(dialect))
}

async function start(): Promise<RelayProcess> {
  const relay = await startRelay({ dataDir: shop.dataDir, env: shop.env })
  relays.push(relay)
  return relay
}

afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.dispose()))
})

function open() {
  return openDatabase({ url: shop.env.DATABASE_URL, dataDir: shop.dataDir })
}

/** What does not hold in the record. */
async function wrong(db: ReturnType<typeof open>): Promise<string[]> {
  const found = await verify(db.read, Date.now(), createFileStore(filesFolder(shop.dataDir)))
  return found.map(({ rule, where }) => `${rule} (${where})`)
}

/** Messages and statuses, some twice, ten minutes out of order, and statuses before all of them. */
function shuffled(count: number, random: () => number): Told[] {
  const now = Date.now() - MINUTE
  const all = Array.from({ length: count }, (_, n) => (n % 5 === 0 ? status : message)(n, now + n))
  const twice = all.filter(() => random() < DUPLICATES)
  return [...all, ...twice]
    .map((told) => ({ told, place: told.at + (random() * 2 - 1) * 10 * MINUTE }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ told }) => told)
}

/** Most of it in batches of any size up to the largest, the rest one by one. */
function inPosts(all: readonly Told[], random: () => number): Told[][] {
  const posts: Told[][] = []
  const batched = Math.floor(all.length * 0.8)
  for (let from = 0; from < batched; ) {
    const size = random() < 0.5 ? BATCH : Math.ceil(random() * 50)
    posts.push(all.slice(from, Math.min(from + size, batched)))
    from += size
  }
  return [...posts, ...all.slice(batched).map((told) => [told])]
}

function expected(count: number): string[] {
  return Array.from({ length: count }, (_, n) => n)
    .filter((n) => n % 5 !== 0)
    .map(textOf)
    .toSorted()
}

describe('what a network tells, on sqlite', () => {
  beforeAll(() => begin('sqlite'))
  afterAll(() => shop.forget())

  it(
    `is in its conversations once and whole after ${WEBHOOKS} webhooks, though the relay is killed (T45, F10)`,
    async () => {
      const random = seeded(20261122)
      const relay = await start()
      const url = relay.url + shop.path
      const posts = inPosts(shuffled(WEBHOOKS, random), random)
      const kills = new Set([0.2, 0.5, 0.8].map((share) => Math.floor(posts.length * share)))
      const forged: number[] = []
      const waiting = posts.entries()
      const work = async (): Promise<void> => {
        for (const [index, told] of waiting) {
          const body = bodyOf(told)
          if (kills.has(index)) {
            // Acknowledged and, as like as not, not worked off yet.
            await postUntilAcked(url, body, shop.sign(body))
            await relay.kill()
            await relay.restart()
          }
          if (random() < FORGED) {
            const answer = await post(url, body, shop.sign(`${body} `))
            if (answer.status !== 0) forged.push(answer.status)
          }
          await postUntilAcked(url, body, shop.sign(body))
        }
      }
      await Promise.all(Array.from({ length: 8 }, work))
      await using db = open()
      await workedOff(db)
      expect((await storedTexts(db)).toSorted()).toEqual(expected(WEBHOOKS))
      expect(new Set(forged)).toEqual(new Set([401]))
      expect(await wrong(db)).toEqual([])
    },
    MINUTE + WEBHOOKS * 20,
  )

  it(
    'is acknowledged at two hundred a second while it is worked off',
    async () => {
      const url = (await start()).url + shop.path
      const count = Math.max(300, Math.floor(WEBHOOKS / 5))
      const first = WEBHOOKS
      const began = performance.now()
      const acks: Promise<number>[] = []
      for (let n = 0; n < count; n++) {
        await sleep(Math.max(0, began + n * 5 - performance.now()))
        const body = bodyOf([message(first + n, Date.now())])
        acks.push(postUntilAcked(url, body, shop.sign(body)))
      }
      const times = (await Promise.all(acks)).toSorted((a, b) => a - b)
      const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0)
      console.log(
        `${count} webhooks at 200/s: acknowledged in p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
      )
      await using db = open()
      await workedOff(db)
      const stored = new Set(await storedTexts(db))
      const all = Array.from({ length: count }, (_, n) => textOf(first + n))
      expect(all.filter((text) => !stored.has(text))).toEqual([])
    },
    5 * MINUTE,
  )
})

describe('what a network tells, on postgres', () => {
  beforeAll(() => begin('postgres'))
  afterAll(() => shop.forget())

  it('is one message and one event, though it comes 200 times to two processes (T42)', async () => {
    const urls = [await start(), await start()].map(({ url }) => url + shop.path)
    const body = bodyOf([message(1, Date.now())])
    const copies = Array.from({ length: 200 }, (_, n) => urls[n % 2] ?? '').values()
    const work = async (): Promise<void> => {
      for (const url of copies) await postUntilAcked(url, body, shop.sign(body))
    }
    await Promise.all(Array.from({ length: 50 }, work))
    await using db = open()
    await workedOff(db)
    expect(await storedTexts(db)).toEqual([textOf(1)])
    const events = await db.read
      .selectFrom('events')
      .select('ev')
      .where('type', '=', 'message')
      .execute()
    expect(events).toHaveLength(1)
    expect(await wrong(db)).toEqual([])
  })
})
