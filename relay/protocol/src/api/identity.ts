import * as v from 'valibot'
import { id } from '../ids.ts'
import { lineText } from '../text.ts'
import { email } from './account.ts'

/**
 * Who the shopper is. `token`: a JWT (HS256) signed with the shop's secret: aud = site key, sub = the
 * shop's customer id, exp at most an hour ahead, optionally name and email. Without it, name and
 * e-mail are labels: shown as unverified, and they open nothing.
 */
export const identifyRequest = v.object({
  token: v.optional(v.pipe(v.string(), v.maxLength(4_000))),
  name: v.optional(lineText(80)),
  email: v.optional(email),
})
export type IdentifyRequest = v.InferOutput<typeof identifyRequest>

export const identifyAnswer = v.object({
  /** The conversation of this browser from now on; when it is another than before, fetch the thread. */
  conversationId: id,
  verified: v.boolean(),
})
export type IdentifyAnswer = v.InferOutput<typeof identifyAnswer>

/** The secret a shop signs its customers' tokens with. */
export const signingSecretAnswer = v.object({ secret: v.string() })
export type SigningSecretAnswer = v.InferOutput<typeof signingSecretAnswer>
