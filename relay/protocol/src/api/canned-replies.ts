import * as v from 'valibot'
import { language } from '../entities.ts'
import { id } from '../ids.ts'
import { MAX_VISITOR_TEXT } from '../limits.ts'
import { plainText } from '../text.ts'

const cannedReplyEntries = {
  /** What a member types after the slash: letters, digits, dash, underscore. */
  shortcut: v.pipe(
    v.string(),
    v.transform((text) => text.normalize('NFC').toLowerCase()),
    v.regex(/^[\p{L}\p{N}_-]{1,30}$/u, 'takes letters, digits, - and _ only'),
  ),
  /** `{name}` becomes the shopper's first name; nothing else is replaced. */
  text: plainText(MAX_VISITOR_TEXT),
  /** Absent: for conversations in any language. */
  language: v.optional(language),
}

/** An answer kept for the next time it is asked. */
export const cannedReply = v.object({ id, ...cannedReplyEntries })
export type CannedReply = v.InferOutput<typeof cannedReply>

export const newCannedReply = v.strictObject(cannedReplyEntries)
export type NewCannedReply = v.InferOutput<typeof newCannedReply>
export const cannedReplyChange = v.partial(
  v.strictObject({ ...cannedReplyEntries, language: v.nullable(language) }),
)
export type CannedReplyChange = v.InferOutput<typeof cannedReplyChange>
export const cannedRepliesAnswer = v.object({ cannedReplies: v.array(cannedReply) })
export type CannedRepliesAnswer = v.InferOutput<typeof cannedRepliesAnswer>

/**
 * The text of a canned reply for one shopper. `{name}` is the only variable; without a known name it
 * goes, with the space before it. Everything else stays as written (T24: no expression language).
 */
export function fillCannedReply(text: string, values: { name?: string | undefined }): string {
  const first = values.name?.trim().split(/\s+/)[0] ?? ''
  return first ? text.replaceAll('{name}', () => first) : text.replaceAll(/ ?\{name\}/g, '')
}
