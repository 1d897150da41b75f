import type { ConnectionFault } from '../shared/answer.ts'
import type { PlannedFaults, RequestPlan } from '../shared/planned-faults.ts'

/** How a request to a shop's admin goes wrong. */
export type RequestFault =
  | ConnectionFault
  /** HTTP 429 with Retry-After. */
  | 'too_many_requests'
  /** HTTP 200 with a THROTTLED error. */
  | 'throttled'
  /** HTTP 500 with Shopify's `errors`. */
  | 'server_error'
  /** HTTP 502 with a page of HTML. */
  | 'bad_gateway'
  /** HTTP 401, as for a token that died. */
  | 'bad_token'
  /** HTTP 402: the shop has not paid. */
  | 'frozen_shop'

export interface FaultPlan extends RequestPlan<RequestFault> {
  webhooks: {
    /** Milliseconds, from and to, drawn for every delivery: they overtake each other. */
    delay: [number, number]
    /** Share of deliveries that come twice under the same webhook id. */
    duplicate: number
    /** Share of deliveries of which a copy with a wrong HMAC comes too. */
    forged: number
  }
}

/** A plan in which nothing goes wrong. */
export function noFaults(): FaultPlan {
  return {
    requests: [],
    slowMs: 30_000,
    webhooks: { delay: [0, 0], duplicate: 0, forged: 0 },
  }
}

export type Faults = PlannedFaults<RequestFault, FaultPlan>
