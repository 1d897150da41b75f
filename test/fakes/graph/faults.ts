import type { ConnectionFault } from '../shared/answer.ts'
import type { PlannedFaults, RequestPlan } from '../shared/planned-faults.ts'

/** How a request goes wrong. */
export type RequestFault =
  | ConnectionFault
  /** HTTP 429 with Retry-After, code 4. */
  | 'too_many_requests'
  | 'throughput'
  | 'pair_rate'
  | 'maintenance'
  /** HTTP 500, code 131000. */
  | 'server_error'
  /** HTTP 502 with a page of HTML. */
  | 'bad_gateway'
  | 'bad_token'
  | 'locked'
  | 'spam_rate'

export interface FaultPlan extends RequestPlan<RequestFault> {
  /** When a message outside the window is refused: by a failed status, or in the answer. */
  outsideWindow: 'later' | 'at once'
  /** The same for a recipient whom nothing reaches (131026). */
  undeliverable: 'later' | 'at once'
  statuses: {
    /** Milliseconds after the answer. */
    sentAfter: number
    deliveredAfter: number
    failedAfter: number
    /** Shares of 0 to 1. */
    beforeResponse: number
    skipDelivered: number
    twice: number
    /** Milliseconds by which any status may come later than planned: they overtake each other. */
    spread: number
  }
  webhooks: {
    /** Milliseconds, from and to, drawn for every update: they overtake each other. */
    delay: [number, number]
    /** Share of updates that come twice, each with a delay of its own. */
    duplicate: number
    /** Share of updates of which a copy with a wrong signature comes too. */
    forged: number
    /** How many updates one POST carries at most (Meta: up to 1,000). */
    batch: number
    /** How long updates are gathered for a batch, milliseconds. */
    gather: number
  }
}

/** A plan in which nothing goes wrong. */
export function noFaults(): FaultPlan {
  return {
    requests: [],
    slowMs: 30_000,
    outsideWindow: 'later',
    undeliverable: 'later',
    statuses: {
      sentAfter: 40,
      deliveredAfter: 120,
      failedAfter: 60,
      beforeResponse: 0,
      skipDelivered: 0,
      twice: 0,
      spread: 0,
    },
    webhooks: { delay: [0, 0], duplicate: 0, forged: 0, batch: 1, gather: 50 },
  }
}

export type Faults = PlannedFaults<RequestFault, FaultPlan>
