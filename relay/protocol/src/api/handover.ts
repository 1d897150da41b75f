import * as v from 'valibot'
import { timestamp } from '../ids.ts'

/** A network a shopper can take a conversation along to. */
export const elsewhere = v.picklist(['whatsapp', 'messenger'])
export type Elsewhere = v.InferOutput<typeof elsewhere>

export const handoverRequest = v.object({ to: elsewhere })
export type HandoverRequest = v.InferOutput<typeof handoverRequest>

/** A link with a code that works once. Asked for again, the code before it is taken back. */
export const handoverAnswer = v.object({
  /** Opens the chat there: on a phone as it is, on a desk as a QR code. */
  url: v.string(),
  expiresAt: timestamp,
})
export type HandoverAnswer = v.InferOutput<typeof handoverAnswer>
