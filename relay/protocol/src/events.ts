import * as v from 'valibot'
import { contact, conversation, conversationStatus, marks, message } from './entities.ts'
import { id } from './ids.ts'

/** Facts in a site's stream, as they travel to screens. A client ignores types it does not know. */
export const eventBody = v.variant('type', [
  v.object({ type: v.literal('message'), message }),
  v.object({ type: v.literal('message_changed'), message }),
  v.object({
    type: v.literal('marks'),
    conversationId: id,
    marks,
    /** Members: the shopper's messages no member has read. */
    unread: v.optional(v.number()),
  }),
  /** Members: the conversation as it now is. */
  v.object({ type: v.literal('conversation'), conversation }),
  /** Shopper: what a shopper may know of the conversation. */
  v.object({
    type: v.literal('thread'),
    conversationId: id,
    status: conversationStatus,
    assigneeName: v.optional(v.string()),
  }),
  v.object({ type: v.literal('contact'), contact }),
  /** Erased: forget everything you hold of this conversation. */
  v.object({ type: v.literal('erased'), conversationId: id }),
  /** Settings, team, tags, canned replies or triggers changed: fetch what you show of them. */
  v.object({ type: v.literal('site'), what: v.string() }),
])
export type EventBody = v.InferOutput<typeof eventBody>

/** An event with its number in the reader's stream; numbers have no gaps. */
export type StreamEvent = { n: number } & EventBody
