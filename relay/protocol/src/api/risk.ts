import * as v from 'valibot'
import { timestamp } from '../ids.ts'
import { RISK_FEATURES } from '../risk.ts'

const count = v.number()
const share = v.number()

/** How good the score is, on visits that are newer than those it was learnt from. */
const riskQuality = v.object({
  visits: count,
  orders: count,
  /** Chance that a visit without an order was given a higher risk than one with; .5 is guessing. */
  auc: share,
  /** Mean squared error of the risks. */
  brier: share,
  /** By what share that is less than with one number for all visits; 0 is no better. */
  skill: share,
  /** Mean distance between what is foretold and what happened. */
  calibrationError: share,
  /** Moments by their risk, the lowest first. */
  bins: v.array(
    v.object({
      /** Lowest and highest risk among them. */
      from: share,
      to: share,
      n: count,
      /** Mean risk, and share of them after which the visit ended without an order. */
      foretold: share,
      happened: share,
    }),
  ),
})

/** What a shop's own visits tell of how likely a visit is to end without an order. */
export const riskReport = v.object({
  /**
   * `on`: triggers can wait for it. `few`: not visits enough yet. `useless`: no better than one number for
   * all; `uncalibrated`: what is foretold and what happens differ. `off`: visits are not counted.
   */
  state: v.picklist(['on', 'few', 'useless', 'uncalibrated', 'off']),
  /** Visits and visits with an order that it was learnt from and judged by. */
  visits: count,
  orders: count,
  /** `few`: about so many more. */
  missing: v.optional(v.object({ visits: count, orders: count })),
  /** Absent before the first time. */
  learntAt: v.optional(timestamp),
  nextAt: timestamp,
  quality: v.optional(riskQuality),
  /**
   * What it goes by, the most telling first: change of the log-odds that a usual difference makes, above 0
   * where more of it means more risk.
   */
  effects: v.array(v.object({ feature: v.picklist(RISK_FEATURES), effect: v.number() })),
})
export type RiskReport = v.InferOutput<typeof riskReport>
