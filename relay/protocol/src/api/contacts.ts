import * as v from 'valibot'
import { conversation, pageRef } from '../entities.ts'
import { lineText, plainText } from '../text.ts'
import { email } from './account.ts'
import { phone } from './leads.ts'

/** What a member knows better. Only what is named changes; null takes it away. */
export const contactChange = v.strictObject({
  name: v.optional(v.nullable(lineText(80))),
  email: v.optional(v.nullable(email)),
  phone: v.optional(v.nullable(phone)),
  note: v.optional(v.nullable(plainText(1_000))),
})
export type ContactChange = v.InferOutput<typeof contactChange>

export const contactConversationsAnswer = v.object({ conversations: v.array(conversation) })

/** Pages since the conversation began, newest first. */
export const pagesAnswer = v.object({ pages: v.array(pageRef) })
export type PagesAnswer = v.InferOutput<typeof pagesAnswer>

export const exportQuery = v.object({
  format: v.optional(v.picklist(['json', 'text']), 'json'),
})
