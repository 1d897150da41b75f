import type { Device } from '@loods/protocol'
import type { Kysely } from 'kysely'
import { fromJson } from '../db/json.ts'
import type { PastPage, PastVisit } from '../risk/snapshots.ts'
import type { InsightsSchema, PagesTable, TrailStep } from './schema.ts'
import { OUTCOME_WINDOW } from './trials.ts'

type Db = Kysely<InsightsSchema>

/** The newest visits that are learnt from; shops change, and a night is short. */
const MOST = 20_000
/** Visits that one held-out visit can stand for at most. */
const MOST_FOR_ONE = 10

/**
 * A site's newest visits in which no prompt was shown, the oldest first, with what became of them. Where
 * some like it were shown one, a visit that was held out stands for those as well: without that, whoever
 * stays long enough to be spoken to would hardly be among them.
 * @param now visits younger than a day are left out: their orders may still be confirmed
 */
export async function readPastVisits(db: Db, siteId: string, now: number): Promise<PastVisit[]> {
  const [rows, pages, ordered, trials] = await Promise.all([
    readVisits(db, siteId, now - OUTCOME_WINDOW),
    db.selectFrom('pages').select(['id', 'kind']).where('site_id', '=', siteId).execute(),
    readOrdered(db, siteId),
    readShown(db, siteId),
  ])
  const kinds = new Map(pages.map(({ id, kind }) => [id, kind]))
  return rows.toReversed().flatMap(({ id, startedAt, device, trail }): PastVisit[] => {
    const count = trials.standsFor(id)
    if (count === 0) return []
    const past = pagesOf({ startedAt, trail }, kinds)
    return [{ startedAt, device, pages: past, ordered: ordered.has(id), count }]
  })
}

/** Orders that visits' thank-you pages named, whether the shop knows them or not. */
export async function readOrderReferences(db: Db, siteId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('visit_orders')
    .where('site_id', '=', siteId)
    .select('reference')
    .execute()
  return rows.map(({ reference }) => reference)
}

interface VisitRow {
  id: string
  startedAt: number
  device: Device
  trail: string
}

function readVisits(db: Db, siteId: string, before: number): Promise<VisitRow[]> {
  return db
    .selectFrom('visits')
    .where('site_id', '=', siteId)
    .where('started_at', '<=', before)
    .where('invited', '=', 0)
    .orderBy('started_at', 'desc')
    .limit(MOST)
    .select(['id', 'started_at as startedAt', 'device', 'trail'])
    .execute()
}

/** Visits with an order that the shop confirmed. */
async function readOrdered(db: Db, siteId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('visit_orders')
    .innerJoin('order_facts', (join) =>
      join
        .onRef('order_facts.site_id', '=', 'visit_orders.site_id')
        .onRef('order_facts.reference', '=', 'visit_orders.reference')
        .on('order_facts.counts', '=', 1),
    )
    .where('visit_orders.site_id', '=', siteId)
    .select('visit_orders.visit_id as id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Visits in which a prompt came, and those in which it would have come had they not been held out. */
async function readShown(db: Db, siteId: string) {
  const rows = await db
    .selectFrom('exposures')
    .where('site_id', '=', siteId)
    .where('suppressed', '=', '')
    .select(['visit_id as id', 'trigger_id as triggerId', 'version', 'arm'])
    .execute()
  const trials = Map.groupBy(rows, ({ triggerId, version }) => `${triggerId} ${version}`)
  const byVisit = new Map<string, number>()
  for (const own of trials.values()) {
    const heldOut = own.filter(({ arm }) => arm === 'heldOut').length
    for (const { id, arm } of own) {
      const stands = arm === 'heldOut' ? own.length / heldOut : 0
      byVisit.set(id, Math.min(MOST_FOR_ONE, (byVisit.get(id) ?? 1) * stands))
    }
  }
  return { standsFor: (id: string) => byVisit.get(id) ?? 1 }
}

function pagesOf(
  { startedAt, trail }: Pick<VisitRow, 'startedAt' | 'trail'>,
  kinds: Map<number, PagesTable['kind']>,
): PastPage[] {
  const steps = fromJson(trail as never) as TrailStep[]
  return steps.map(([page, after, seconds, , , added]) => ({
    kind: kinds.get(page) ?? 'other',
    openedAt: startedAt + after * 1_000,
    seconds,
    added: added === 1,
  }))
}
