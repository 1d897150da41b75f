import type { PageKind } from '@loods/protocol'
import type { DwellDaysTable, PageDaysTable, StepDaysTable } from './schema.ts'
import type { ViewRecord, VisitRecord } from './visit-record.ts'

/** Milliseconds of looking after which a visit of one page was no bounce. */
const ENGAGED_AFTER = 10_000
/** Milliseconds in which the next step of an order must follow to count. */
const STEP_WITHIN = 30 * 60_000
/** Milliseconds. */
export const DAY = 86_400_000

/** Steps towards an order; each page kind leads to the next. */
export const STEPS = ['product', 'cart', 'checkout', 'thank-you'] as const

/**
 * Upper ends of the classes in which looking time is counted, in seconds; what lasts longer is in one
 * more class. Two to each doubling, so that short looks are told apart.
 */
export const DWELL_ENDS = [
  1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 90, 128, 181, 256, 600,
] as const

/** Roll-up rows that some visits add to. */
export interface Tally {
  pages: PageDaysTable[]
  dwells: DwellDaysTable[]
  steps: StepDaysTable[]
}

/** Days since 1970, UTC. */
export function dayOf(time: number): number {
  return Math.floor(time / DAY)
}

/**
 * Adds up what visits that are over say of the pages they saw. Bounce, exit and drop-off stay three
 * numbers; a visit belongs to the day it began.
 * @param pageId the row of a view's page key
 */
export function tally(
  visits: readonly VisitRecord[],
  pageId: (siteId: string, view: ViewRecord) => number,
): Tally {
  const pages = createSums<PageDaysTable>()
  const dwells = createSums<DwellDaysTable>()
  const steps = createSums<StepDaysTable>()
  for (const { siteId, startedAt, device, views } of visits) {
    const visit = { site_id: siteId, day: dayOf(startedAt), device }
    const ids = views.map((view) => pageId(siteId, view))
    const onPages = stepsBy(views, (_, index) => ids[index])
    views.forEach((view, index) => {
      const where = { ...visit, page_id: ids[index] as number }
      const last = index === views.length - 1
      pages.add(
        { ...where, untouched: Number(view.untouched) },
        {
          views: 1,
          ...bounceOf(views, index),
          ...stepCounts(onPages.get(index)),
          exits: Number(last && view.kind !== 'thank-you'),
          visible_ms: view.visibleMs,
        },
      )
      dwells.add({ ...where, step: dwellStep(view.visibleMs) }, { views: 1, leavers: Number(last) })
    })
    for (const [index, wentOn] of stepsBy(views, ({ kind }) => kind)) {
      steps.add({ ...visit, kind: (views[index] as ViewRecord).kind }, stepCounts(wentOn))
    }
  }
  return { pages: pages.all(), dwells: dwells.all(), steps: steps.all() }
}

/** Which class of DWELL_ENDS a time belongs to. */
export function dwellStep(milliseconds: number): number {
  const step = DWELL_ENDS.findIndex((end) => milliseconds < end * 1_000)
  return step < 0 ? DWELL_ENDS.length : step
}

/** Whether a visit was of one page that nobody stayed on or touched. An order is no bounce. */
export function isBounce(views: readonly ViewRecord[]): boolean {
  const [view] = views
  if (!view || views.length > 1 || view.kind === 'thank-you') return false
  return view.visibleMs < ENGAGED_AFTER && view.interactions === 0
}

/**
 * The same for a visit in a trial, whatever the time: a prompt that is read keeps its shopper on the page,
 * and must not count as engagement in the arm that has one.
 */
export function isTrialBounce(views: readonly ViewRecord[]): boolean {
  const [view] = views
  return view !== undefined && isBounce([{ ...view, visibleMs: 0 }, ...views.slice(1)])
}

function bounceOf(views: readonly ViewRecord[], index: number) {
  const alone = views.length === 1
  return {
    entries: Number(index === 0),
    strict_bounces: Number(alone),
    bounces: Number(isBounce(views)),
  }
}

/**
 * Whether the visit took the next step in time, for each view that came to one; of the views `nameOf`
 * calls the same, only the first counts.
 */
function stepsBy(
  views: readonly ViewRecord[],
  nameOf: (view: ViewRecord, index: number) => unknown,
): Map<number, boolean> {
  const steps = new Map<number, boolean>()
  const seen = new Set<unknown>()
  views.forEach((view, index) => {
    const later = laterSteps(view.kind)
    const name = nameOf(view, index)
    if (later.length === 0 || seen.has(name)) return
    seen.add(name)
    const until = view.openedAt + STEP_WITHIN
    const after = views.slice(index + 1)
    steps.set(
      index,
      after.some(({ kind, openedAt }) => later.includes(kind) && openedAt <= until),
    )
  })
  return steps
}

/** A later step counts as the next one: some shops lead from a product straight to the checkout. */
function laterSteps(kind: PageKind): readonly PageKind[] {
  const at = (STEPS as readonly PageKind[]).indexOf(kind)
  return at < 0 ? [] : STEPS.slice(at + 1)
}

function stepCounts(wentOn: boolean | undefined) {
  return { reached: Number(wentOn !== undefined), went_on: Number(wentOn === true) }
}

/** Adds up counts that belong to the same place. */
function createSums<Row extends object>() {
  const sums = new Map<string, Row>()
  return {
    add<Where extends Partial<Row>>(where: Where, counts: Omit<Row, keyof Where>): void {
      const key = Object.values(where).join(' ')
      const known = sums.get(key) as Record<string, number> | undefined
      if (!known) {
        sums.set(key, { ...where, ...counts } as unknown as Row)
        return
      }
      for (const [name, count] of Object.entries(counts) as [string, number][]) {
        known[name] = (known[name] ?? 0) + count
      }
    },
    all: () => [...sums.values()],
  }
}
