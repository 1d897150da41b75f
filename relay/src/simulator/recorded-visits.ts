import type {
  Condition,
  Device,
  Manners,
  PageKind,
  SimulatedTrigger,
  TriggerRule,
} from '@loods/protocol'
import { conditionsOf, type Facts, isMet, STUCK } from '@loods/protocol/conditions'
import { type Moment, suppressionOf } from '@loods/protocol/manners'
import { fitsPage } from '@loods/protocol/page-pattern'

/** One page of a visit, as the record has it. */
export interface RecordedPage {
  pageId: number
  /** Path with `*` where pages are counted together. */
  key: string
  kind: PageKind
  /** Seconds it was visible, and the deepest part that was seen, in per cent. */
  seconds: number
  depth: number
}

/** What a shop keeps of a visit that is over. */
export interface RecordedVisit {
  device: Device
  /** Host it came from; empty when that was the shop itself or nobody knows. */
  referrer: string
  pages: readonly RecordedPage[]
}

/** Seconds of one page that are looked at; a page left open overnight waits for nobody. */
const LOOKS = 600

/** What the record tells; of the rest nobody knows. */
const KNOWN = [
  'visible_seconds',
  'visit_seconds',
  'scroll_depth',
  'pages',
  'back_and_forth',
  'device',
  'page_kind',
  'page',
]

const ALWAYS: TriggerRule = { all: [] }
const NEVER: TriggerRule = { any: [] }

/** A trigger, held against visits of the past: what it waits for that they do not tell counts as met. */
export interface Replay {
  /**
   * Types of conditions that records did not tell so far, and `schedule`: with any, fewer visits it would be.
   */
  unknown: Set<string>
  /** The page on which the prompt would have come first; undefined when it would not have come at all. */
  firstOn(visit: RecordedVisit): RecordedPage | undefined
}

/**
 * Holds a trigger against recorded visits, by the rules that pages go by. How deep a page was scrolled is
 * known of its end only, so it counts as scrolled evenly.
 */
export function replayOf(trigger: SimulatedTrigger, manners: Manners): Replay {
  const conditions = conditionsOf(trigger.when)
  const rule = hopefully(trigger.when)
  const calm = calmMoment(manners)
  const { page, when } = trigger
  const waiting = { id: '', text: '', page, when }
  const speaks = (facts: Facts) => isMet(rule, facts) && !suppressionOf(waiting, facts, calm)
  const unknown = new Set<string>(conditions.filter((one) => !isKnown(one)).map(({ type }) => type))
  if (trigger.schedule) unknown.add('schedule')
  return {
    unknown,
    firstOn: (visit) =>
      visit.pages.find((page, index) => {
        if (!mayCover(trigger, page)) return false
        // Its own name may fit where the one it is counted under, with others, does not.
        if (!fitsPage(trigger.page, page.key)) unknown.add('page')
        const about = aboutPage(visit, index)
        const last = Math.min(page.seconds, LOOKS) - (trigger.delay ?? 0)
        for (let second = 1; second <= last; second += 1) {
          if (speaks(factsAt(second, page, about))) return true
        }
        return false
      }),
  }
}

function isKnown(condition: Condition): boolean {
  const { type, ...asked } = condition
  const tests = Object.keys(asked)
  // Of where a visit came from only the host is kept, and of a page the name it is counted under.
  if (type === 'referrer') return tests.every((name) => name === 'contains')
  if (type === 'page') return tests.every((name) => name === 'contains' || name === 'like')
  return KNOWN.includes(type)
}

/** A rule in which what is not known holds, wherever that brings its moment about. */
function hopefully(rule: TriggerRule, hope = true): TriggerRule {
  if ('type' in rule) {
    if (isKnown(rule)) return rule
    return hope ? ALWAYS : NEVER
  }
  const each = (rules: TriggerRule[], hope: boolean) =>
    rules.map((one) => hopefully(one, hope)) as Condition[]
  if ('all' in rule) return { all: each(rule.all, hope) }
  if ('any' in rule) return { any: each(rule.any, hope) }
  return { none: each(rule.none, !hope) }
}

/** Whether a trigger may be for this page, as far as the name tells under which it is counted. */
function mayCover(
  { page: pattern, pageKind, when }: SimulatedTrigger,
  page: RecordedPage,
): boolean {
  if (pageKind && pageKind !== page.kind) return false
  const stuck = conditionsOf(when).some(({ type }) => STUCK.includes(type))
  if (page.kind === 'checkout' && !stuck) return false
  return fitsPage(pattern, page.key) || fitsPage(page.key, pattern)
}

/** What is known of a page from the moment it is opened. */
function aboutPage({ device, referrer, pages }: RecordedVisit, index: number) {
  const before = pages.slice(0, index)
  return {
    device,
    pages: index + 1,
    before: before.reduce((sum, { seconds }) => sum + seconds, 0),
    back_and_forth: returnsOf(pages.slice(0, index + 1).map(({ key }) => key)),
    referrer: referrer && `https://${referrer}/`,
  }
}

function factsAt(
  second: number,
  { key, kind, seconds, depth }: RecordedPage,
  { before, ...known }: ReturnType<typeof aboutPage>,
): Facts {
  return {
    ...known,
    page: key,
    page_kind: kind,
    visible_seconds: second,
    visit_seconds: before + second,
    scroll_depth: (depth * second) / Math.max(second, seconds),
    open: true,
  } as unknown as Facts
}

/** Times in a row that a visit went back to the page before the last one. */
function returnsOf(keys: readonly string[]): number {
  const turns = keys.filter((key, index) => key !== keys[index - 1])
  const isReturn = (at: number) => at >= 2 && turns[at] === turns[at - 2]
  const last = turns.findLastIndex((_, at) => !isReturn(at))
  return turns.length - 1 - last
}

/** A moment in which nothing but the facts keeps a prompt back. */
function calmMoment(manners: Manners): Moment {
  return {
    ...{ now: 0, memory: undefined, acted: false, prompted: false, hidden: false },
    ...{ typing: false, paying: false, covered: false },
    secondsSinceCart: Number.POSITIVE_INFINITY,
    manners,
  }
}
