import { lineCode } from '@loods/protocol'
import * as v from 'valibot'
import type { ConversationService } from '../conversations/conversation.service.ts'
import type { Row } from '../db/schema.ts'
import type { LeadService } from '../leads/lead.service.ts'

/** What a shopper left who does not wait on the page: it is told of in the same steps as a wait. */
const leftBehind = v.object({ id: v.string(), kind: v.picklist(['email', 'phone']) })

/**
 * Which wait a row is about: since when, from which moment its steps count (later, where its shopper wrote
 * again after long), which message or lead that was, and seconds after it.
 */
export const waitPayload = v.object({
  since: v.number(),
  from: v.number(),
  seq: v.number(),
  step: v.number(),
  lead: v.optional(leftBehind),
})
export type WaitPayload = v.InferOutput<typeof waitPayload>

export const waitLinePayload = v.object({ ...waitPayload.entries, code: lineCode })
export type WaitLinePayload = v.InferOutput<typeof waitLinePayload>

export interface WaitSources {
  conversations: ConversationService
  leads: Pick<LeadService, 'open'>
}

/**
 * The conversation a row is about, if its shopper still waits for an answer to the same message, or
 * nobody has looked after what the shopper left.
 * @returns undefined once somebody answered, closed, snoozed or blocked it, or dealt with the lead
 * @throws RelayError not_found once the conversation is erased
 */
export async function findWait(
  { conversations, leads }: WaitSources,
  row: Row<'outbox'>,
  wait: WaitPayload,
): Promise<Row<'conversations'> | undefined> {
  const conversation = await conversations.row(row.site_id, row.conversation_id ?? '')
  if (conversation.blocked_at !== null) return undefined
  const wanted = wait.lead
    ? (await leads.open(row.site_id, wait.lead.id)) &&
      !(await isAnswered(conversations, conversation, wait.seq))
    : conversation.status === 'open' && conversation.waiting_since === wait.since
  return wanted ? conversation : undefined
}

/** Answers looked through for one to a lead; whoever wrote that much more since has seen it. */
const ANSWERS = 50

async function isAnswered(
  conversations: ConversationService,
  { site_id, id }: Row<'conversations'>,
  seq: number,
): Promise<boolean> {
  const newest = { limit: ANSWERS, audience: 'all' } as const
  const { messages } = await conversations.history(site_id, id, newest)
  return messages.some(
    (message) => message.seq > seq && message.kind === 'text' && message.author.kind === 'member',
  )
}

/** Whether a member has had the waiting message, or the line of the lead, before their eyes. */
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
  return next !== undefined && now >= wait.from + next * 1_000
}
