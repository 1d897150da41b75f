import type { DeliveryState } from '@loods/protocol'

/** A failure is overruled by what arrived after all, and by nothing else. */
const RANK: Record<DeliveryState, number> = {
  queued: 0,
  sent: 1,
  failed: 2,
  delivered: 3,
  read: 4,
  played: 5,
}

/** Whether what is told goes further than what is known: networks tell late, twice and in any order. */
export function isFurther(told: DeliveryState, known: DeliveryState | undefined): boolean {
  return known === undefined || RANK[told] > RANK[known]
}
