import * as v from 'valibot'
import { device, pageKind } from '../entities.ts'
import { id } from '../ids.ts'
import { triggerDefinition } from '../settings.ts'

/** Days a report may cover. */
export const MAX_REPORT_DAYS = 90

const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))

/** Today and the days before it, in UTC. */
export const reportQuery = v.object({
  days: v.optional(v.pipe(wholeNumber, v.minValue(1), v.maxValue(MAX_REPORT_DAYS)), '28'),
})
export const pageReportQuery = v.object({ ...reportQuery.entries, device: v.optional(device) })

const count = v.number()
const interval = v.object({ low: v.number(), high: v.number() })

/** One way a page loses visits: how many of how many, and what that says beside pages of its kind. */
export const lossRate = v.object({
  n: count,
  hits: count,
  /** 95 % interval (Wilson) of hits / n. */
  interval,
  /**
   * Of visits no prompt could reach, old ones weighing less. `prone`: worse than its kind, with at most
   * one in ten of those named wrong; `usual`; `unclear`: more visits will tell.
   */
  standing: v.picklist(['prone', 'usual', 'unclear']),
  /** Rate that pages of this kind have on this kind of device. */
  baseline: v.number(),
  /** Visits lost beyond that. */
  lost: v.number(),
  /** `unclear`: about so many days more until it is known; absent beyond a year. */
  daysMore: v.optional(v.number()),
})
export type LossRate = v.InferOutput<typeof lossRate>

export const pageReport = v.object({
  pageId: v.number(),
  /** Path with `*` where pages are counted together. */
  key: v.string(),
  kind: pageKind,
  device,
  views: count,
  /** Visits that began here, and those of them that saw one page only. */
  entries: count,
  strictBounces: count,
  /** Seconds it was looked at, on average. */
  seconds: v.number(),
  /** Visits of one page that nobody stayed on or touched, of those that began here. */
  bounce: lossRate,
  /** Visits that ended here, of all views. */
  exit: lossRate,
  /** Visits that came to this step of an order and took no further one, of those that came. */
  dropOff: lossRate,
})
export type PageReport = v.InferOutput<typeof pageReport>

export const stepCount = v.object({ kind: pageKind, device, reached: count, wentOn: count })
export type StepCount = v.InferOutput<typeof stepCount>

/** The pages of a shop, the worst loss first. Days are counted since 1970, UTC. */
export const pagesReport = v.object({
  from: v.number(),
  to: v.number(),
  /** Whether visits are counted at all (site setting `measuring`). */
  measuring: v.boolean(),
  pages: v.array(pageReport),
  steps: v.array(stepCount),
})
export type PagesReport = v.InferOutput<typeof pagesReport>

/** Views by how long they were looked at. */
export const dwellClass = v.object({
  /** Seconds; the last class has no end. */
  until: v.optional(v.number()),
  views: count,
  /** Views a visit ended with. */
  leavers: count,
})
export type DwellClass = v.InferOutput<typeof dwellClass>

export const pageDetail = v.object({
  days: v.array(
    v.object({
      day: v.number(),
      views: count,
      entries: count,
      bounces: count,
      exits: count,
      reached: count,
      wentOn: count,
    }),
  ),
  /** Shortest first. */
  dwell: v.array(dwellClass),
  /** Seconds after which half of those who left had gone; absent while nobody left. */
  medianLeaver: v.optional(v.number()),
})
export type PageDetail = v.InferOutput<typeof pageDetail>

/** Visits of one arm of a trial, and what became of them. */
const armTotals = v.object({
  eligible: count,
  /** Ended on the page they began on, and nobody touched it; time does not count, since prompts take some. */
  bounced: count,
  addedToCart: count,
  /** Visits with an order that the shop's own server confirmed. */
  ordered: count,
  /** Minor units of the report's currency, less what was given back. */
  revenue: count,
})

/** Offered less held out, with an interval that holds at all times at once; null where nothing is known. */
const difference = v.object({
  difference: v.number(),
  low: v.nullable(v.number()),
  high: v.nullable(v.number()),
})

/** What offering help is worth. */
const verdict = v.object({
  /**
   * By orders: `better` and `worse` are proven, `unproven` is not yet. `mismatch`: visits did not go to
   * the arms as planned, so nothing can be said.
   */
  verdict: v.picklist(['better', 'worse', 'unproven', 'mismatch']),
  /** Share of eligible visits that order. */
  orders: difference,
  /** Minor units for each eligible visit. */
  revenue: difference,
  /** `unproven`: about so many days more; absent beyond a year. */
  daysMore: v.optional(v.number()),
})
export type TriggerVerdict = v.InferOutput<typeof verdict>

/**
 * What became of the offered visits that one way of saying it belonged to. Shares follow these numbers
 * every day, so that the better one is shown more: that chooses between texts and proves nothing. Numbers
 * gathered under changing shares are biased; what help is worth is told by the hold-out alone.
 */
const variantReport = v.object({
  eligible: count,
  shown: count,
  accepted: count,
  ordered: count,
  revenue: count,
  /** Share of the visits it gets now. */
  share: v.number(),
})
export type VariantReport = v.InferOutput<typeof variantReport>

export const triggerReport = v.object({
  triggerId: id,
  /** Of the trigger as it is now; what an earlier version did is not counted with it. */
  version: v.number(),
  offered: armTotals,
  heldOut: armTotals,
  /** Of the offered visits. */
  shown: count,
  closed: count,
  accepted: count,
  replied: count,
  /** Visits in which nothing was shown although its moment had come, by reason. */
  suppressed: v.record(v.string(), count),
  /** Visits too young to count. */
  ripening: count,
  /** The first way of saying it and the others, in order; absent where there is one only. */
  variants: v.optional(v.array(variantReport)),
  /**
   * By what shares are given, per eligible visit: orders, once there are 50 among all variants; before,
   * how many took the prompt up, since texts differ sooner in that than in orders.
   */
  chosenBy: v.optional(v.picklist(['accepted', 'ordered'])),
  /** Absent without a hold-out. */
  verdict: v.optional(verdict),
})
export type TriggerReport = v.InferOutput<typeof triggerReport>

export const triggersReport = v.object({
  currency: v.string(),
  triggers: v.array(triggerReport),
  /** All triggers with a hold-out together. */
  together: v.optional(verdict),
})
export type TriggersReport = v.InferOutput<typeof triggersReport>

/** A trigger as its page, conditions, delay and schedule say, kept or not: what it says does not matter. */
const simulatedTrigger = v.partial(triggerDefinition, ['name', 'texts'])
export type SimulatedTrigger = v.InferOutput<typeof simulatedTrigger>

export const simulateRequest = v.strictObject({
  trigger: simulatedTrigger,
  /** Today and the days before it. */
  days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_REPORT_DAYS)), 28),
})

/** What a trigger would have done in the visits of the past. Days are counted since 1970, UTC. */
export const simulateAnswer = v.object({
  from: v.number(),
  to: v.number(),
  /** Visits that were counted, and in how many of them its moment would have come. */
  visits: count,
  eligible: count,
  /** Days with visits, the oldest first. */
  perDay: v.array(v.object({ day: v.number(), visits: count, eligible: count })),
  /** Where it would have spoken, the most first. */
  byPage: v.array(
    v.object({ pageId: v.number(), key: v.string(), kind: pageKind, eligible: count }),
  ),
  /** Visits that were replayed; the counts are scaled up where these are fewer than `visits`. */
  looked: count,
  /**
   * Types of its conditions that records do not tell, and `schedule`: they count as met, so `eligible` is
   * at most so many.
   */
  unknown: v.array(v.string()),
})
export type SimulateAnswer = v.InferOutput<typeof simulateAnswer>

export const planQuery = v.object({ triggerId: v.optional(id) })

/** How many visits a proof takes by how many are held out, and what that is reckoned with. */
export const planAnswer = v.object({
  currency: v.string(),
  /** Share of visits that order without help: of the trigger's own trial, of all visits, or assumed. */
  base: v.object({ rate: v.number(), from: v.picklist(['trial', 'shop', 'assumed']) }),
  /** Change that is to be proven: .2 for a fifth more orders. */
  effect: v.number(),
  /** Visits a day in which its moment came so far; absent before its trial has told. */
  perDay: v.optional(v.number()),
  /** By share of visits held out, the smallest first; visits of both arms until such a change is proven. */
  shares: v.array(v.object({ holdOut: v.number(), visits: count })),
})
export type PlanAnswer = v.InferOutput<typeof planAnswer>

/** A week of shoppers nobody is, in the demo shop. */
export const demoWeek = v.object({
  /** They are being made. */
  running: v.boolean(),
  /** How many visits of theirs are counted. */
  visits: count,
  /** When they were made. */
  at: v.optional(v.number()),
})
export type DemoWeek = v.InferOutput<typeof demoWeek>
