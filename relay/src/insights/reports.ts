import type { PageKind } from '@loods/protocol'
import { type Kysely, sql } from 'kysely'
import type { InsightsSchema } from './schema.ts'
import type { Device } from './visit-record.ts'

/** Which days of a site, both included, counted in days since 1970 UTC. */
export interface Days {
  siteId: string
  from: number
  to: number
}

/** What was counted for one page key on one kind of device. */
export interface PageCounts {
  pageId: number
  key: string
  kind: PageKind
  device: Device
  views: number
  entries: number
  strictBounces: number
  bounces: number
  exits: number
  reached: number
  wentOn: number
  visibleMs: number
}

export interface PageDay extends Omit<PageCounts, 'key' | 'kind' | 'pageId' | 'device'> {
  day: number
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

/**
 * Counts of every page key and device.
 * @param options.untouched only visits no prompt of ours could reach there
 * @param options.halfLife days after which a day counts half; absent: each day counts whole
 */
export async function readPages(
  db: Kysely<InsightsSchema>,
  { siteId, from, to }: Days,
  options: { untouched?: boolean; halfLife?: number } = {},
): Promise<PageCounts[]> {
  const { halfLife } = options
  const weight = halfLife
    ? sql<number>`pow(0.5, (${to} - page_days.day) * 1.0 / ${halfLife})`
    : sql<number>`1`
  return db
    .selectFrom('page_days')
    .innerJoin('pages', 'pages.id', 'page_days.page_id')
    .where('page_days.site_id', '=', siteId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .$if(options.untouched === true, (query) => query.where('untouched', '=', 1))
    .groupBy(['page_days.page_id', 'device'])
    .select(['pages.id as pageId', 'pages.key', 'pages.kind', 'device'])
    .select(() =>
      Object.entries(SUMS).map(([name, column]) =>
        sql<number>`sum(${sql.ref(column)} * ${weight})`.as(name),
      ),
    )
    .execute() as unknown as Promise<PageCounts[]>
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
