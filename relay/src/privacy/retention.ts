import type { Database } from '../db/database.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Writer } from '../db/writer.ts'
import type { Logger } from '../logger.ts'
import type { Site } from '../sites/site.service.ts'
import { ERASE_BATCH, type Erasure } from './erasure.ts'
import {
  deleteOld,
  findExpired,
  findLeftContacts,
  readClock,
  writeClock,
} from './privacy.repository.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Hour of the night, in the shop's zone, in which it is cleaned up. */
const NIGHT = 3

export interface RetentionDeps {
  db: Database
  writer: Writer
  clock: () => number
  log: Logger
  erasure: Erasure
  sites(): Promise<Site[]>
  /** Forgets what was counted on a site's pages before that moment. */
  trimInsights(siteId: string, before: number): Promise<void>
}

/** Erases what is older than each shop wants to keep. */
export interface Retention {
  /** To be called each hour: cleans up the shops where it is night, unless the clock cannot be trusted. */
  tick(): Promise<void>
  /** Cleans up one shop now. Gives how many conversations went. */
  purge(site: Site): Promise<number>
}

/** The time of the last tick, and until when nothing is erased because the clock had jumped. */
interface ClockNote {
  seen: number
  holdUntil: number
}

export function createRetention(deps: RetentionDeps): Retention {
  const retention: Retention = {
    async tick() {
      if (!(await trustClock(deps))) return
      for (const site of await deps.sites()) {
        if (hourIn(site.settings.timeZone, deps.clock()) === NIGHT) await retention.purge(site)
      }
    },
    async purge({ id, settings }) {
      const before = deps.clock() - settings.retentionDays * DAY
      const gone = await inBatches(
        (limit) => findExpired(deps.db.read, id, before, limit),
        (ids) => deps.erasure.conversations(id, ids),
      )
      await inBatches(
        (limit) => findLeftContacts(deps.db.read, id, before, limit),
        (ids) => deps.erasure.contacts(id, ids),
      )
      await deps.writer.run((tx) => deleteOld(tx.db, id, before))
      await deps.trimInsights(id, before)
      if (gone > 0) deps.log.info({ siteId: id, conversations: gone }, 'kept no longer than wished')
      return gone
    },
  }
  return retention
}

/**
 * A clock that is wrong by years would erase everything. After a jump of more than a day, forward or
 * back, nothing is erased for a day: long enough to be noticed, short for a relay that was only off.
 */
async function trustClock({ db, writer, clock, log }: RetentionDeps): Promise<boolean> {
  const now = clock()
  const noted = await readClock(db.read)
  const before = noted ? (fromJson(noted) as ClockNote) : { seen: now, holdUntil: 0 }
  const jumped = Math.abs(now - before.seen) > DAY
  const holdUntil = jumped ? now + DAY : before.holdUntil
  await writer.run((tx) => writeClock(tx.db, toJson({ seen: now, holdUntil })))
  if (jumped) log.warn({ seen: before.seen, now }, 'the clock jumped; nothing is erased for a day')
  return now >= holdUntil
}

async function inBatches(
  find: (limit: number) => Promise<string[]>,
  erase: (ids: string[]) => Promise<void>,
): Promise<number> {
  let count = 0
  for (;;) {
    const ids = await find(ERASE_BATCH)
    if (ids.length === 0) return count
    await erase(ids)
    count += ids.length
  }
}

function hourIn(timeZone: string, now: number): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' })
  return Number(format.format(now))
}
