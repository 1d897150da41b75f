import type { DeliveryState } from '@loods/protocol'
import { changeMessage, storedMessage } from '../../conversations/change-message.ts'
import { markSeen } from '../../conversations/marks.ts'
import { toJson } from '../../db/json.ts'
import type { WriteTx } from '../../db/writer.ts'
import type { ChannelAccount } from '../account.ts'
import type { ChannelService } from '../channel.service.ts'
import { findChannelMessage, findSentUpTo } from '../channel-message.repository.ts'
import { noteDelivery } from '../sending/delivery.ts'
import { isFurther } from '../sending/delivery-state.ts'
import { findThread } from '../thread.repository.ts'
import type { ChannelUpdate } from '../update.ts'
import { knownPerson } from './person.ts'

type Status = Extract<ChannelUpdate, { type: 'status' }>
type Watermark = Extract<ChannelUpdate, { type: 'watermark' }>

/** Milliseconds in which what is told of a whole channel is news; later somebody may have seen to it. */
const NEWS = 3_600_000

/** Notes how far one of our messages has come. */
export async function takeStatus(
  tx: WriteTx,
  channels: Pick<ChannelService, 'pause'>,
  to: ChannelAccount,
  { externalId, ref, state, at, failure, trouble }: Status,
): Promise<void> {
  await noteDelivery(tx, to, { externalId, ref, state, at, failure })
  await raiseMarks(tx, to, [externalId], state)
  if (trouble === undefined || to.state !== 'on' || tx.now - at > NEWS) return
  const { number, detail } = failure ?? {}
  await channels.pause(tx, to, { code: trouble, at, number, detail })
}

/** Shows what was told of a message of the shop's before the message itself. */
export async function catchUp(
  tx: WriteTx,
  to: ChannelAccount,
  externalId: string,
  messageId: string,
): Promise<void> {
  const state = (await findChannelMessage(tx.db, to.id, externalId))?.state as DeliveryState | null
  const message = await storedMessage(tx.db, messageId)
  if (!message || state === null || !isFurther(state, 'sent')) return
  await changeMessage(tx, message, { delivery: toJson({ state }) })
  await raiseMarks(tx, to, [externalId], state)
}

/** Everything sent to somebody up to a moment has come as far. */
export async function takeWatermark(
  tx: WriteTx,
  to: ChannelAccount,
  { person, state, at }: Watermark,
): Promise<boolean> {
  const contactId = await knownPerson(tx, to, person, at)
  const thread = contactId && (await findThread(tx.db, to.id, contactId))
  if (!thread) return false
  const sent = await findSentUpTo(tx.db, to.id, thread.conversation_id, at)
  const behind = sent.filter((row) => isFurther(state, row.state ?? undefined))
  for (const { externalId } of behind) await noteDelivery(tx, to, { externalId, state, at })
  const ids = behind.map(({ externalId }) => externalId)
  await raiseMarks(tx, to, ids, state)
  return true
}

/** A shopper who has read something there has seen it, wherever their conversation is shown. */
async function raiseMarks(
  tx: WriteTx,
  to: ChannelAccount,
  externalIds: string[],
  state: DeliveryState,
): Promise<void> {
  if (!isFurther(state, 'failed')) return
  let [seq, conversationId] = [0, '']
  for (const externalId of externalIds) {
    const known = await findChannelMessage(tx.db, to.id, externalId)
    const message = known?.message_id && (await storedMessage(tx.db, known.message_id))
    if (message && message.seq > seq) [seq, conversationId] = [message.seq, message.conversation_id]
  }
  if (seq === 0) return
  const seen = state === 'delivered' ? { delivered: seq } : { read: seq }
  await markSeen(tx, to.siteId, conversationId, 'visitor', seen)
}
