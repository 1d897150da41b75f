import type { Change, OutboxPlanner } from '../conversations/append.ts'
import type { Row } from '../db/schema.ts'
import { outboxRow } from '../outbox/outbox-row.ts'
import { GATHER, type TellPayload } from './tell.handler.ts'

/**
 * A planner that also tells phones.
 * @param hasPhones whether anybody of a shop answers from one
 */
export function planWithPhones(
  plan: OutboxPlanner,
  hasPhones: (siteId: string) => boolean,
): OutboxPlanner {
  return (change) => [...plan(change), ...planPhones(change, hasPhones)]
}

/** What a message sets in motion where members answer from their phones. */
function planPhones(
  { after, message }: Change,
  hasPhones: (siteId: string) => boolean,
): Row<'outbox'>[] {
  const by = message.author_kind
  if (message.kind !== 'text' || (by !== 'visitor' && by !== 'member')) return []
  if (!hasPhones(after.site_id)) return []
  const payload: TellPayload = { seq: message.seq, by, at: message.created_at }
  return [
    outboxRow({
      siteId: after.site_id,
      conversationId: after.id,
      messageId: message.id,
      kind: 'phone.tell',
      lane: `phone.tell ${message.id}`,
      place: message.seq,
      payload: { ...payload },
      now: message.created_at,
      dueAt: message.created_at + GATHER,
    }),
  ]
}
