import * as v from 'valibot'
import { conversation, pageRef } from '../entities.ts'
import { lineText } from '../text.ts'

/** A member's own name for somebody; null takes it away. */
export const contactChange = v.strictObject({ name: v.nullable(lineText(80)) })
export type ContactChange = v.InferOutput<typeof contactChange>

export const contactConversationsAnswer = v.object({ conversations: v.array(conversation) })

/** Pages since the conversation began, newest first. */
export const pagesAnswer = v.object({ pages: v.array(pageRef) })
export type PagesAnswer = v.InferOutput<typeof pagesAnswer>

export const exportQuery = v.object({
  format: v.optional(v.picklist(['json', 'text']), 'json'),
})
