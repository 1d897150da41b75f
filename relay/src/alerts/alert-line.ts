import type { AlertData } from '@loods/protocol'
import type { ConversationService } from '../conversations/conversation.service.ts'
import type { Row } from '../db/schema.ts'
import type { Person } from '../members/member.service.ts'

/**
 * Writes in the thread, for members, which alert went when and to whom. Named after the outbox row,
 * so that telling it twice adds nothing.
 */
export async function addAlertLine(
  conversations: ConversationService,
  row: Row<'outbox'>,
  code: 'alert_sent' | 'alert_failed',
  data: AlertData,
): Promise<void> {
  await conversations.addLine({
    siteId: row.site_id,
    conversationId: row.conversation_id ?? '',
    cid: code === 'alert_sent' ? row.id : `${row.id}-failed`,
    audience: 'members',
    line: { code, data },
  })
}

/** People as a line names them. */
export function named(people: Person[]): AlertData['members'] {
  return people.map(({ memberId, name }) => ({ id: memberId, name }))
}
