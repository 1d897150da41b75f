import { lineCode } from '@loods/protocol'
import * as v from 'valibot'
import type { ConversationService } from '../conversations/conversation.service.ts'
import type { Row } from '../db/schema.ts'

/** Which wait a row is about: since when, which message began it, and seconds into it. */
export const waitPayload = v.object({ since: v.number(), seq: v.number(), step: v.number() })
export type WaitPayload = v.InferOutput<typeof waitPayload>

export const waitLinePayload = v.object({ ...waitPayload.entries, code: lineCode })
export type WaitLinePayload = v.InferOutput<typeof waitLinePayload>

/**
 * The conversation a row is about, if its shopper still waits for an answer to the same message.
 * @returns undefined once somebody answered, closed, snoozed or blocked it
 */
export async function findWait(
  conversations: ConversationService,
  row: Row<'outbox'>,
  wait: WaitPayload,
): Promise<Row<'conversations'> | undefined> {
  const conversation = await conversations.row(row.site_id, row.conversation_id ?? '')
  return isWaiting(conversation, wait.since) ? conversation : undefined
}

function isWaiting(conversation: Row<'conversations'>, since: number): boolean {
  const { waiting_since, status, blocked_at } = conversation
  return waiting_since === since && status === 'open' && blocked_at === null
}

/** Whether a member has had the waiting message before their eyes. */
export function isOpened(conversation: Row<'conversations'>, wait: WaitPayload): boolean {
  return conversation.members_read >= wait.seq
}

/** Whether an open inbox has said that the message reached it; a socket that is open proves nothing. */
export function isReceived(conversation: Row<'conversations'>, wait: WaitPayload): boolean {
  return conversation.members_delivered >= wait.seq
}

/**
 * Whether the next step of the same kind is due as well: after a pause of the relay only the last
 * one speaks.
 * @param steps seconds, in order
 */
export function isOvertaken(wait: WaitPayload, steps: readonly number[], now: number): boolean {
  const next = steps.find((step) => step > wait.step)
  return next !== undefined && now >= wait.since + next * 1_000
}
