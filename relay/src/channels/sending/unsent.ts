import type { Row } from '../../db/schema.ts'
import type { WriteTx } from '../../db/writer.ts'
import { RelayError } from '../../errors.ts'
import { rowOf } from '../../outbox/outbox.service.ts'
import { CUT_OFF } from '../../outbox/outbox-row.ts'
import { deliveryOf } from './delivery.ts'
import { SEND, UNSURE } from './send-row.ts'

/**
 * Makes sure that nothing of a message can have left by another network, so that it may still be
 * changed: it waits, or it failed. @throws RelayError already_sent
 */
export async function checkUnsent(tx: WriteTx, message: Row<'messages'>): Promise<void> {
  const delivery = deliveryOf(message)
  if (!delivery || delivery.state === 'failed') return
  const row = await rowOf(tx, {
    conversationId: message.conversation_id,
    messageId: message.id,
    kind: SEND,
  })
  if (row && delivery.state === 'queued' && waits(row)) return
  throw new RelayError(
    'already_sent',
    'This has left by another network, which cannot take it back. Nothing was changed; send a new message.',
  )
}

function waits({ state, error }: Row<'outbox'>): boolean {
  return state === 'pending' || (state === 'retry' && error !== UNSURE && error !== CUT_OFF)
}
