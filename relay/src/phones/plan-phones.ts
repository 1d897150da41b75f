import type { Change, OutboxPlanner } from '../conversations/append.ts'
import type { Row } from '../db/schema.ts'
import type { LeadPlanner } from '../leads/lead.service.ts'
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
  const { id, seq, created_at } = message
  return [tellRow(after.site_id, after.id, { id, seq, by, at: created_at }, id)]
}

/** A planner of what shoppers leave behind that also tells phones. */
export function planLeadWithPhones(
  plan: LeadPlanner,
  hasPhones: (siteId: string) => boolean,
): LeadPlanner {
  return (left) => {
    const rows = plan(left)
    const { siteId, conversationId, lead, seq, now } = left
    if (!hasPhones(siteId)) return rows
    return [...rows, tellRow(siteId, conversationId, { id: lead.id, seq, by: 'visitor', at: now })]
  }
}

function tellRow(
  siteId: string,
  conversationId: string,
  { id, ...told }: TellPayload & { id: string },
  messageId?: string,
): Row<'outbox'> {
  return outboxRow({
    siteId,
    conversationId,
    ...(messageId && { messageId }),
    kind: 'phone.tell',
    lane: `phone.tell ${id}`,
    place: told.seq,
    payload: { ...told },
    now: told.at,
    dueAt: told.at + GATHER,
  })
}
