import { fitPrior, type Prior, shrunkRate } from './beta-binomial.ts'
import { type Count, requireAmount } from './checks.ts'
import { selectWithin } from './false-discovery.ts'
import { chanceAbove, correctSpread, type RateSpread } from './rate-spread.ts'
import { smallestWhere } from './smallest-where.ts'
import { type Interval, wilsonInterval } from './wilson.ts'

/** How often visits ended badly on a page: bounced, left or dropped off. */
export interface PageCount extends Count {
  /** The page's key. */
  page: string
  /** Pages that may be compared: the same kind and device. */
  group: string
  /** Visits of late, for telling how long an answer takes. */
  visitsPerDay: number
}

/** What is known of a page. */
export interface PageFinding {
  page: string
  group: string
  n: number
  rate: number
  /** 95 % interval of the rate. */
  interval: Interval
  /** Rate of all visits to pages of this group. */
  baseline: number
  /** The rate with chance taken out of it. */
  shrunk: number
  /** Probability that the page is worse than PRONE times its baseline. */
  chance: number
  /** Visits lost beyond what is usual for the group: n × (shrunk - baseline); below 0 for better pages. */
  lost: number
  /**
   * `prone`: worse than its kind, with at most one in ten of these wrong. `usual`: nothing to say.
   * `unclear`: more visits will tell.
   */
  standing: 'prone' | 'usual' | 'unclear'
  /** Whether a trigger may start here by itself. */
  enoughToArm: boolean
  /** `unclear`: about so many days more until it is known, at today's pace; absent beyond a year. */
  daysMore?: number
}

/** What is known of a group of pages. */
interface Kind {
  prior: Prior
  spread: RateSpread
  baseline: number
}

/** A page is prone above this multiple of its baseline. */
export const PRONE = 1.25
/**
 * Expected share of pages called prone that are not. The promise is .10; what the fit cannot know, such
 * as how far its baseline is off, takes the rest (npm run bench:triggers).
 */
const FALSE_DISCOVERIES = 0.07
/** Visits below which a page is not spoken of, and below which no trigger starts by itself. */
const ENOUGH_TO_SHOW = 30
const ENOUGH_TO_ARM = 100
const YEAR = 365
/** Visits beyond which no page is waited for. */
const MOST_VISITS = 1e7

/**
 * Finds the pages where visits end worse than on others of their kind, worst loss first.
 * Each group has its own prior, so that a checkout is never compared with a product; what is called
 * prone is chosen over all groups together, since it is one list that the merchant reads.
 * A group of one page has nothing to be compared with: that page is never prone.
 * @throws RangeError at a count that is none
 */
export function findPronePages(pages: readonly PageCount[]): PageFinding[] {
  const groups = Map.groupBy(pages, ({ group }) => group)
  const known = [...groups.values()].flatMap(describeGroup)
  const prone = chooseProne(known)
  return known
    .map((finding) => (prone.has(finding) ? asProne(finding) : finding))
    .sort((one, other) => other.lost - one.lost)
}

function describeGroup(pages: PageCount[]): PageFinding[] {
  const prior = fitPrior(pages)
  const kind = { prior, spread: correctSpread(pages, prior), baseline: overallRate(pages) }
  return pages.map((page) => describePage(page, kind))
}

function overallRate(pages: PageCount[]): number {
  const n = pages.reduce((sum, page) => sum + page.n, 0)
  return n === 0 ? 0 : pages.reduce((sum, page) => sum + page.hits, 0) / n
}

function chooseProne(known: PageFinding[]): Set<PageFinding | undefined> {
  const enough = known.filter(
    ({ n, rate, baseline }) => n >= ENOUGH_TO_SHOW && rate > PRONE * baseline,
  )
  const chances = enough.map(({ chance }) => chance)
  return new Set(selectWithin(chances, FALSE_DISCOVERIES).map((index) => enough[index]))
}

function asProne({ daysMore: _, ...finding }: PageFinding): PageFinding {
  return { ...finding, standing: 'prone' }
}

function describePage(page: PageCount, { prior, spread, baseline }: Kind): PageFinding {
  requireAmount('visitsPerDay', page.visitsPerDay)
  const shrunk = shrunkRate(page, prior)
  return {
    page: page.page,
    group: page.group,
    n: page.n,
    rate: page.n > 0 ? page.hits / page.n : 0,
    interval: wilsonInterval(page),
    baseline,
    shrunk,
    chance: chanceAbove(PRONE * baseline, page, spread),
    lost: page.n * (shrunk - baseline),
    enoughToArm: page.n >= ENOUGH_TO_ARM,
    ...outlook(page, PRONE * baseline, spread),
  }
}

/** What is to be expected of a page that is not called prone. */
function outlook(
  page: PageCount,
  limit: number,
  spread: RateSpread,
): Pick<PageFinding, 'standing' | 'daysMore'> {
  const missing = visitsMissing(page, limit, spread)
  if (missing === 0) return { standing: 'usual' }
  const days = Math.ceil(missing / page.visitsPerDay)
  return { standing: 'unclear', ...(days <= YEAR && { daysMore: days }) }
}

/** Visits until a page that goes on as it did is spoken of, or prone; 0 when none would change a thing. */
function visitsMissing({ n, hits }: PageCount, limit: number, spread: RateSpread): number {
  const toShow = Math.max(0, ENOUGH_TO_SHOW - n)
  if (hits <= n * limit) return toShow
  const isSure = (times: number) =>
    chanceAbove(limit, { n: n * times, hits: hits * times }, spread) >= 1 - FALSE_DISCOVERIES
  const times = smallestWhere(isSure, MOST_VISITS / n)
  return times === undefined ? Number.POSITIVE_INFINITY : Math.max(toShow, n * (times - 1))
}
