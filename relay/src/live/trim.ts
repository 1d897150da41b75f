import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'

/** A client that was away longer fetches what it shows; see `refuseResume` in hub.ts. */
const KEPT_MILLISECONDS = 7 * 86_400_000
const KEPT_EVENTS = 50_000
/** Events deleted in one transaction: a chat never waits long behind a trim. */
const STEP = 1_000

/** Forgets events nobody will resume from: older than 7 days, or beyond the newest 50,000 of a site. */
export async function trimEvents(deps: TrimDeps): Promise<void> {
  const sites = await deps.db.read.selectFrom('site_streams').selectAll().execute()
  for (const { site_id, last_ev } of sites) await trimSite(deps, site_id, last_ev)
}

interface TrimDeps {
  db: Database
  writer: Writer
  clock: () => number
}

async function trimSite(deps: TrimDeps, siteId: string, lastEv: number): Promise<void> {
  const until = Math.max(lastEv - KEPT_EVENTS, await lastExpired(deps.db, siteId, deps.clock()))
  const first = await deps.db.read
    .selectFrom('events')
    .select((eb) => eb.fn.min('ev').as('ev'))
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  for (let from = first?.ev ?? until + 1; from <= until; from += STEP) {
    await deps.writer.run(async (tx) => {
      await tx.db
        .deleteFrom('events')
        .where('site_id', '=', siteId)
        .where('ev', '<', Math.min(from + STEP, until + 1))
        .execute()
    })
  }
}

/** Number of the newest event that is too old; 0 when none is. Numbers rise with time. */
async function lastExpired(db: Database, siteId: string, now: number): Promise<number> {
  const row = await db.read
    .selectFrom('events')
    .select('ev')
    .where('site_id', '=', siteId)
    .where('created_at', '<', now - KEPT_MILLISECONDS)
    .orderBy('ev', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.ev ?? 0
}
