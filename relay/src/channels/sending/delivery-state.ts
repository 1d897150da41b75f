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

/** How far a message has come that left in parts: as far as the last of them, or not at all if one failed. */
export function ofParts(states: readonly DeliveryState[]): DeliveryState | undefined {
  if (states.includes('failed')) return 'failed'
  return states.toSorted((a, b) => RANK[a] - RANK[b])[0]
}

/** Whether what is told goes further than what is known: networks tell late, twice and in any order. */
export function isFurther(told: DeliveryState, known: DeliveryState | undefined): boolean {
  return known === undefined || RANK[told] > RANK[known]
}
