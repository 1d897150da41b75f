import type { Row } from '../../db/schema.ts'
import { outboxRow } from '../../outbox/outbox-row.ts'
import type { OutgoingTemplate } from '../adapter.ts'

/** Names the handler that sends members' messages over channels. */
export const SEND = 'channel.send'

/** Why a row waits of which nobody knows whether it is out. */
export const UNSURE = 'no answer: waiting for a status'

/** The outbox row that sends a message: what one conversation's members say leaves in the order of its thread. */
export function sendRow(
  message: Row<'messages'>,
  now: number,
  template?: OutgoingTemplate,
): Row<'outbox'> {
  return outboxRow({
    siteId: message.site_id,
    conversationId: message.conversation_id,
    messageId: message.id,
    kind: SEND,
    lane: channelLane(message.conversation_id),
    place: message.seq,
    payload: { ...(template && { template }) },
    now,
  })
}

/** What leaves a conversation by its channel leaves one after the other. */
export function channelLane(conversationId: string): string {
  return `channel ${conversationId}`
}
