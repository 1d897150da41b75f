import { riskFeatures, type VisitSoFar } from '@loods/protocol/risk'
import { type PastVisit, snapshotsOf } from './snapshots.ts'

/** A moment of a visit to learn from or be judged by. */
export interface Moment {
  known: VisitSoFar
  features: number[]
  /** The visit ended without an order. */
  lost: boolean
  /** How many moments it stands for. */
  count: number
}

export function momentsOf(visits: readonly PastVisit[]): Moment[] {
  return visits.flatMap((visit) =>
    snapshotsOf(visit).map((known) => ({
      known,
      features: riskFeatures(known),
      lost: !visit.ordered,
      count: visit.count,
    })),
  )
}

/** Share of moments after which the visit ended without an order. */
export function lostShare(moments: readonly Moment[]): number {
  return countOf(moments.filter(({ lost }) => lost)) / countOf(moments)
}

export function countOf(moments: readonly Moment[]): number {
  return moments.reduce((sum, { count }) => sum + count, 0)
}

export interface Counts {
  visits: number
  orders: number
}

export function countVisits(visits: readonly PastVisit[]): Counts {
  return { visits: visits.length, orders: visits.filter(({ ordered }) => ordered).length }
}

/** Visits of the rarer end: what there is to learn from. */
export function rarer({ visits, orders }: Counts): number {
  return Math.min(orders, visits - orders)
}
