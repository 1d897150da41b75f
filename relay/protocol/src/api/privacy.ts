import * as v from 'valibot'
import { id, timestamp } from '../ids.ts'

/** A customer who asked the shop, at the shop's own host, what is kept of them. */
export const dataRequest = v.object({
  id,
  at: timestamp,
  /** Their address, else their number or what the shop numbers them by: whom to answer. */
  who: v.optional(v.string()),
})
export type DataRequest = v.InferOutput<typeof dataRequest>

export const dataRequestsAnswer = v.object({ requests: v.array(dataRequest) })
export type DataRequestsAnswer = v.InferOutput<typeof dataRequestsAnswer>
