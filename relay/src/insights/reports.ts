import type { Device, PageKind } from '@loods/protocol'
import { type Kysely, sql } from 'kysely'
import { LOSSES, type Loss, type PageCounts, type Untouched } from './findings.ts'
import type { InsightsSchema } from './schema.ts'

/** Which days of a site, both included, counted in days since 1970 UTC. */
export interface Days {
  siteId: string
  from: number
  to: number
}

/** What was counted for one page key on one day. */
export interface PageDay {
  day: number
  views: number
  entries: number
  strictBounces: number
  bounces: number
  exits: number
  reached: number
  wentOn: number
  visibleMs: number
}

export interface StepCounts {
  kind: PageKind
  device: Device
  reached: number
  wentOn: number
}

/** Views by how long they were looked at (classes of DWELL_ENDS), and those of them a visit ended with. */
export interface Dwell {
  step: number
  views: number
  leavers: number
}

const SUMS = {
  views: 'views',
  entries: 'entries',
  strictBounces: 'strict_bounces',
  bounces: 'bounces',
  exits: 'exits',
  reached: 'reached',
  wentOn: 'went_on',
  visibleMs: 'visible_ms',
} as const

/** Days after which a visit weighs half in what is found: shops change. */
const HALF_LIFE = 21
/** Days that are looked back for it; what came before would weigh next to nothing. */
const JUDGED_DAYS = 90

/** Columns of the visits a page could lose, and of those it lost. */
const LOSS_COLUMNS = {
  bounce: [sql.ref<number>('entries'), sql.ref<number>('bounces')],
  exit: [sql.ref<number>('views'), sql.ref<number>('exits')],
  dropOff: [sql.ref<number>('reached'), sql<number>`reached - went_on`],
} as const

/** What was counted for every page key on each kind of device, each visit as one. */
export async function readPages(
  db: Kysely<InsightsSchema>,
  { siteId, from, to }: Days,
): Promise<PageCounts[]> {
  const rows = await db
    .selectFrom('page_days')
    .innerJoin('pages', 'pages.id', 'page_days.page_id')
    .where('page_days.site_id', '=', siteId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['page_days.page_id', 'device'])
    .select(['pages.id as pageId', 'pages.key', 'pages.kind', 'device'])
    .select(() =>
      Object.entries(SUMS).map(([name, column]) => sql<number>`sum(${sql.ref(column)})`.as(name)),
    )
    .execute()
  return (rows as unknown as CountRow[]).map(toCounts)
}

type CountRow = Omit<PageCounts, Loss> & Omit<PageDay, 'day'>

function toCounts({ bounces, exits, reached, wentOn, ...row }: CountRow): PageCounts {
  return {
    ...row,
    bounce: { n: row.entries, hits: bounces },
    exit: { n: row.views, hits: exits },
    dropOff: { n: reached, hits: reached - wentOn },
  }
}

/**
 * What findings are made of: on every page key and kind of device, visits no prompt could reach, old ones
 * weighing less.
 * @param to the last day
 */
export async function readUntouched(
  db: Kysely<InsightsSchema>,
  siteId: string,
  to: number,
): Promise<Untouched[]> {
  const weight = sql<number>`pow(0.5, (${to} - page_days.day) * 1.0 / ${HALF_LIFE})`
  const rows = await db
    .selectFrom('page_days')
    .innerJoin('pages', 'pages.id', 'page_days.page_id')
    .where('page_days.site_id', '=', siteId)
    .where('day', '>', to - JUDGED_DAYS)
    .where('day', '<=', to)
    .where('untouched', '=', 1)
    .groupBy(['page_days.page_id', 'device'])
    .select(['pages.id as pageId', 'pages.kind', 'device'])
    .select(({ fn }) => fn.min<number>('day').as('since'))
    .select(() =>
      LOSSES.flatMap((loss) => {
        const [n, hits] = LOSS_COLUMNS[loss]
        return [
          sql<number>`sum(${n})`.as(`${loss}_n`),
          sql<number>`sum(${n} * ${weight})`.as(`${loss}_weight`),
          sql<number>`sum(${n} * ${weight} * ${weight})`.as(`${loss}_squares`),
          sql<number>`sum(${hits} * ${weight})`.as(`${loss}_weighted_hits`),
        ]
      }),
    )
    .execute()
  return rows.map(toUntouched)
}

type Sum = 'n' | 'weight' | 'squares' | 'weighted_hits'
type UntouchedRow = Omit<Untouched, Loss> & Record<`${Loss}_${Sum}`, number>

function toUntouched(row: UntouchedRow): Untouched {
  const { pageId, kind, device, since } = row
  const count = (loss: Loss) => ({
    n: row[`${loss}_n`],
    weight: row[`${loss}_weight`],
    squares: row[`${loss}_squares`],
    hits: row[`${loss}_weighted_hits`],
  })
  return {
    ...{ pageId, kind, device, since },
    bounce: count('bounce'),
    exit: count('exit'),
    dropOff: count('dropOff'),
  }
}

/** Whether it is a page key of this site. */
export async function hasPage(
  db: Kysely<InsightsSchema>,
  siteId: string,
  pageId: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('pages')
    .select('id')
    .where('site_id', '=', siteId)
    .where('id', '=', pageId)
    .executeTakeFirst()
  return row !== undefined
}

/** One page key day by day, on one kind of device or on all. */
export async function readPageDays(
  db: Kysely<InsightsSchema>,
  { siteId, from, to }: Days,
  page: { pageId: number; device?: Device },
): Promise<PageDay[]> {
  return db
    .selectFrom('page_days')
    .where('site_id', '=', siteId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('page_id', '=', page.pageId)
    .$if(page.device !== undefined, (query) => query.where('device', '=', page.device as Device))
    .groupBy('day')
    .orderBy('day')
    .select('day')
    .select(() =>
      Object.entries(SUMS).map(([name, column]) => sql<number>`sum(${sql.ref(column)})`.as(name)),
    )
    .execute() as unknown as Promise<PageDay[]>
}

/** Visits at each step of an order, by device. */
export async function readSteps(
  db: Kysely<InsightsSchema>,
  { siteId, from, to }: Days,
): Promise<StepCounts[]> {
  return db
    .selectFrom('step_days')
    .where('site_id', '=', siteId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['kind', 'device'])
    .select(['kind', 'device'])
    .select(({ fn }) => [
      fn.sum<number>('reached').as('reached'),
      fn.sum<number>('went_on').as('wentOn'),
    ])
    .execute()
}

/** How long a page was looked at, by classes of time. */
export async function readDwell(
  db: Kysely<InsightsSchema>,
  { siteId, from, to }: Days,
  page: { pageId: number; device?: Device },
): Promise<Dwell[]> {
  return db
    .selectFrom('dwell_days')
    .where('site_id', '=', siteId)
    .where('page_id', '=', page.pageId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .$if(page.device !== undefined, (query) => query.where('device', '=', page.device as Device))
    .groupBy('step')
    .orderBy('step')
    .select('step')
    .select(({ fn }) => [
      fn.sum<number>('views').as('views'),
      fn.sum<number>('leavers').as('leavers'),
    ])
    .execute()
}
