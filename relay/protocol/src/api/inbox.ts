import * as v from 'valibot'
import { conversation, conversationStatus, language, member, role } from '../entities.ts'
import { mentions, outgoing } from '../frames.ts'
import { id, timestamp } from '../ids.ts'
import { MAX_MEMBER_TEXT } from '../limits.ts'
import { siteSettings } from '../settings.ts'
import { lineText, plainText } from '../text.ts'

/** An e-mail address as a label: one @, no spaces; whether it works is known when mail arrives. */
export const email = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254),
  v.regex(/^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/, 'is not an e-mail address'),
  v.transform((text) => text.toLowerCase()),
)

/** 10 to 128 characters; which words are too common is the relay's to say. */
export const password = v.pipe(v.string(), v.minLength(10), v.maxLength(128))

export const setUpRequest = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(100)),
  name: lineText(80),
  email,
  password,
  siteName: lineText(80),
  language,
  timeZone: v.pipe(v.string(), v.maxLength(60)),
})

export const signInRequest = v.strictObject({
  email,
  password: v.pipe(v.string(), v.maxLength(128)),
})

export const tokenAnswer = v.object({ token: v.string(), expiresAt: timestamp })
export type TokenAnswer = v.InferOutput<typeof tokenAnswer>

export const meAnswer = v.object({
  accountId: id,
  name: v.string(),
  email: v.string(),
  language,
  sites: v.array(v.object({ siteId: id, memberId: id, role, name: v.string(), key: v.string() })),
})
export type MeAnswer = v.InferOutput<typeof meAnswer>

export const listQuery = v.object({
  view: v.optional(v.picklist(['waiting', 'mine', 'unassigned', 'all', 'closed']), 'all'),
  /** `next` of the page before; pages neither repeat nor skip, also where times are equal. */
  before: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,15}\.[A-Za-z0-9_-]{21}$/, 'is not where a page of this list ended'),
      v.transform((text) => {
        const dot = text.indexOf('.')
        return { at: Number(text.slice(0, dot)), id: text.slice(dot + 1) }
      }),
    ),
  ),
  tagId: v.optional(id),
})
export const listAnswer = v.object({
  conversations: v.array(conversation),
  more: v.boolean(),
  /** Goes into `before` for the next page; absent when this was the last. */
  next: v.optional(v.string()),
})
export type ListAnswer = v.InferOutput<typeof listAnswer>

export const siteAnswer = v.object({
  id,
  key: v.string(),
  settings: siteSettings,
  members: v.array(member),
})
export type SiteAnswer = v.InferOutput<typeof siteAnswer>

export const historyQuery = v.object({
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))),
})

export const memberSendRequest = v.strictObject({
  ...outgoing.entries,
  note: v.optional(v.boolean()),
  mentions,
})

/** An own message's better words, within EDIT_WINDOW of sending it. */
export const messageChange = v.strictObject({ text: plainText(MAX_MEMBER_TEXT) })

/** Only what is named changes. Snoozing needs `snoozedUntil`; null unassigns. */
export const conversationChange = v.strictObject({
  status: v.optional(conversationStatus),
  snoozedUntil: v.optional(timestamp),
  assigneeId: v.optional(v.nullable(id)),
  tagIds: v.optional(v.pipe(v.array(id), v.maxLength(20))),
  blocked: v.optional(v.boolean()),
})
export type ConversationChange = v.InferOutput<typeof conversationChange>
