import * as v from 'valibot'
import { id, timestamp } from '../ids.ts'

/** A customer who asked the shop, at the shop's own host, what is kept of them. Who it is stands in the export. */
export const dataRequest = v.object({ id, at: timestamp })
export type DataRequest = v.InferOutput<typeof dataRequest>

export const dataRequestsAnswer = v.object({ requests: v.array(dataRequest) })
export type DataRequestsAnswer = v.InferOutput<typeof dataRequestsAnswer>
