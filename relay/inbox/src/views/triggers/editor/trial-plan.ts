import type { PlanAnswer, SimulateAnswer } from '@loods/protocol'

/** Shares of visits a merchant can hold out; of none nothing is ever proven. */
export const HOLD_OUTS = [0, 0.05, 0.1, 0.2, 0.3, 0.5] as const

/** Days of a month, to tell costs by. */
const MONTH = 30

/** What one share means for one shop. */
export interface HoldOutTerms {
  /** Visits in which its moment comes, until a proof; absent when nothing is held out. */
  visits?: number
  /** Days until then; absent where nobody knows how many visits come. */
  days?: number
  /** Visits a month that get no help. */
  heldOut?: number
  /** Orders a month that this costs if help does what is to be proven. */
  ordersMissed?: number
}

/** What holding out this share takes and costs. @param perDay visits in which its moment comes */
export function termsOf(
  { base, effect, shares }: PlanAnswer,
  holdOut: number,
  perDay: number | undefined,
): HoldOutTerms {
  const visits = shares.find((share) => Math.abs(share.holdOut - holdOut) < 0.001)?.visits
  const heldOut = perDay === undefined ? undefined : perDay * MONTH * holdOut
  return {
    ...(visits !== undefined && { visits }),
    ...(visits !== undefined && perDay && { days: Math.ceil(visits / perDay) }),
    ...(heldOut !== undefined && { heldOut, ordersMissed: heldOut * base.rate * effect }),
  }
}

/** Visits a day in which a trigger's moment would have come; undefined before there were any visits. */
export function perDayOf({ eligible, visits, perDay }: SimulateAnswer): number | undefined {
  return visits === 0 || perDay.length === 0 ? undefined : eligible / perDay.length
}
