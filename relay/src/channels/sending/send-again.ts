import type { Delivery } from '@loods/protocol'
import { changeMessage, storedMessage } from '../../conversations/change-message.ts'
import { fromJson, toJson } from '../../db/json.ts'
import type { Row } from '../../db/schema.ts'
import type { Writer, WriteTx } from '../../db/writer.ts'
import { notFound, RelayError } from '../../errors.ts'
import type { MemberPrincipal } from '../../http/principal.ts'
import { rowOf } from '../../outbox/outbox.service.ts'
import { enqueue } from '../../outbox/outbox-row.ts'
import type { OutgoingTemplate } from '../adapter.ts'
import { deliveryOf } from './delivery.ts'
import { checkSendable, findReach, reachKey } from './reach.ts'
import { SEND, sendRow } from './send-row.ts'

/** A message of the caller's shop. */
export interface Where {
  conversationId: string
  messageId: string
}

/** Sends a message that failed once more, under a ref of its own. @throws RelayError not_found, invalid, window_closed */
export async function sendAgain(writer: Writer, who: MemberPrincipal, where: Where): Promise<void> {
  await writer.run(async (tx) => {
    const message = await messageOf(tx, who, where)
    if (deliveryOf(message)?.state !== 'failed') throw notFailed()
    const template = await templateOf(tx, where)
    const reach = (await findReach(tx.db, [where.conversationId])).get(
      reachKey(where.conversationId, message.channel),
    )
    checkSendable(reach, { template }, tx.now)
    const delivery: Delivery = { state: 'queued' }
    await changeMessage(tx, message, { delivery: toJson(delivery) })
    await enqueue(tx, [sendRow(message, tx.now, template)])
  })
}

/** A message as it is now. @throws RelayError not_found for one of another shop or thread, or taken back */
export async function messageOf(
  tx: WriteTx,
  who: MemberPrincipal,
  { conversationId, messageId }: Where,
): Promise<Row<'messages'>> {
  const row = await storedMessage(tx.db, messageId)
  const own = row?.site_id === who.siteId && row.conversation_id === conversationId
  if (!row || !own || row.withdrawn_at !== null) throw notFound('This message')
  return row
}

/** What the message was sent as before. */
async function templateOf(tx: WriteTx, where: Where): Promise<OutgoingTemplate | undefined> {
  const row = await rowOf(tx, { ...where, kind: SEND })
  return row && (fromJson(row.payload) as { template?: OutgoingTemplate }).template
}

function notFailed(): RelayError {
  return new RelayError(
    'already_sent',
    'This message did not fail, so it is not sent a second time. Reload to see how far it is.',
  )
}
