import type { Device, SimulateAnswer } from '@loods/protocol'
import { type Kysely, sql } from 'kysely'
import { fromJson } from '../db/json.ts'
import type { RecordedPage, RecordedVisit, Replay } from '../simulator/recorded-visits.ts'
import type { Days } from './reports.ts'
import type { InsightsSchema, PagesTable, TrailStep } from './schema.ts'
import { DAY, dayOf } from './tally.ts'

/** Visits that are replayed; of more, some stand for all. */
const MOST = 5_000

type Pages = Map<number, Pick<PagesTable, 'key' | 'kind'>>

/** Replays the visits of some days, and adds up by day and page in which a prompt would have come. */
export async function replayVisits(
  db: Kysely<InsightsSchema>,
  days: Days,
  replay: Replay,
): Promise<Omit<SimulateAnswer, 'from' | 'to'>> {
  const visits = await countVisits(db, days)
  const rows = await readVisits(db, days, Math.ceil(visits / MOST))
  const pages = await readPageNames(db, days.siteId)
  const all = rows.map((row) => ({
    day: dayOf(row.startedAt),
    page: replay.firstOn(toVisit(row, pages)),
  }))
  const scale = rows.length === 0 ? 1 : visits / rows.length
  const scaled = (count: number) => Math.round(count * scale)
  const spoke = all.flatMap(({ page }) => page ?? [])
  return {
    visits,
    eligible: scaled(spoke.length),
    perDay: [...Map.groupBy(all, ({ day }) => day)].map(([day, own]) => ({
      day,
      visits: scaled(own.length),
      eligible: scaled(own.filter(({ page }) => page).length),
    })),
    byPage: [...Map.groupBy(spoke, ({ pageId }) => pageId)]
      .flatMap(([pageId, own]) => {
        const page = pages.get(pageId)
        return page ? { pageId, ...page, eligible: scaled(own.length) } : []
      })
      .sort((a, b) => b.eligible - a.eligible),
    looked: rows.length,
    unknown: [...replay.unknown],
  }
}

interface VisitRow {
  startedAt: number
  device: Device
  referrer: string
  trail: string
}

function visitsOf(db: Kysely<InsightsSchema>, { siteId, from, to }: Days) {
  return db
    .selectFrom('visits')
    .where('site_id', '=', siteId)
    .where('started_at', '>=', from * DAY)
    .where('started_at', '<', (to + 1) * DAY)
}

async function countVisits(db: Kysely<InsightsSchema>, days: Days): Promise<number> {
  const { n } = await visitsOf(db, days)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** @param each of how many visits one is read, by a number that says nothing of them */
function readVisits(db: Kysely<InsightsSchema>, days: Days, each: number): Promise<VisitRow[]> {
  return visitsOf(db, days)
    .$if(each > 1, (query) => query.where(sql<boolean>`started_at % ${each} = 0`))
    .orderBy('started_at')
    .select(['started_at as startedAt', 'device', 'referrer', 'trail'])
    .execute()
}

async function readPageNames(db: Kysely<InsightsSchema>, siteId: string): Promise<Pages> {
  const rows = await db
    .selectFrom('pages')
    .select(['id', 'key', 'kind'])
    .where('site_id', '=', siteId)
    .execute()
  return new Map(rows.map(({ id, ...page }) => [id, page]))
}

function toVisit({ device, referrer, trail }: VisitRow, pages: Pages): RecordedVisit {
  const steps = fromJson(trail as never) as TrailStep[]
  return {
    device,
    referrer,
    pages: steps.flatMap(([pageId, , seconds, depth]): RecordedPage[] => {
      const page = pages.get(pageId)
      return page ? [{ pageId, ...page, seconds, depth }] : []
    }),
  }
}
