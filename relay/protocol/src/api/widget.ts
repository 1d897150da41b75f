import * as v from 'valibot'
import {
  availabilityState,
  marks,
  message,
  pageRef,
  teamMate,
  visitorContext,
} from '../entities.ts'
import { outgoing } from '../frames.ts'
import { id, seqNumber, timestamp } from '../ids.ts'

/** What no cached page can know: answered no-store to the one request a page view makes. */
export const viewRequest = v.object({
  /** Made by the page for this view; the beats name it. */
  viewId: id,
  page: pageRef,
  referrer: v.optional(v.pipe(v.string(), v.maxLength(500))),
  language: v.optional(v.pipe(v.string(), v.maxLength(35))),
  device: v.optional(v.picklist(['phone', 'tablet', 'desk'])),
})
export type ViewRequest = v.InferOutput<typeof viewRequest>

export const viewAnswer = v.object({
  availability: availabilityState,
  /** Whether a member has an inbox open now. */
  online: v.boolean(),
  /** Measured seconds to a first reply at this hour of the week; absent until it is known. */
  waitSeconds: v.optional(v.number()),
  /** Who answers; empty where the shop shows its own name only. */
  team: v.array(teamMate),
})
export type ViewAnswer = v.InferOutput<typeof viewAnswer>

export const startRequest = v.object({ context: visitorContext })
export const startAnswer = v.object({
  /** Opens the conversation from this browser. Keep it; it is shown once. */
  secret: v.string(),
  conversationId: id,
})
export type StartAnswer = v.InferOutput<typeof startAnswer>

/** Everything the panel shows, and where its stream goes on. */
export const threadAnswer = v.object({
  conversationId: id,
  messages: v.array(message),
  more: v.boolean(),
  marks,
  status: v.picklist(['open', 'snoozed', 'closed']),
  /** Cursor of the stream at this moment. */
  cursor: v.string(),
  team: v.array(teamMate),
  availability: availabilityState,
  online: v.boolean(),
  waitSeconds: v.optional(v.number()),
  /** Where a reply goes when the shopper has gone, masked; absent when nothing was left. */
  reachableAt: v.optional(v.string()),
})
export type ThreadAnswer = v.InferOutput<typeof threadAnswer>

export const sendRequest = v.object(outgoing.entries)
export const sendAnswer = v.object({
  id,
  seq: seqNumber,
  n: v.number(),
  ts: timestamp,
  dup: v.optional(v.boolean()),
})
export type SendAnswer = v.InferOutput<typeof sendAnswer>

export const seenRequest = v.object({
  delivered: v.optional(seqNumber),
  read: v.optional(seqNumber),
})

export const historyAnswer = v.object({ messages: v.array(message), more: v.boolean() })
export type HistoryAnswer = v.InferOutput<typeof historyAnswer>
