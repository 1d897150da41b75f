import * as v from 'valibot'
import { introduceContact } from '../../contacts/identities.ts'
import { readContact } from '../../contacts/verified-contact.ts'
import type { Row } from '../../db/schema.ts'
import type { WriteTx } from '../../db/writer.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../../outbox/handler.ts'
import { enqueue, outboxRow } from '../../outbox/outbox-row.ts'
import type { ChannelAccount } from '../account.ts'
import type { Adapters } from '../adapter.ts'
import type { ChannelService } from '../channel.service.ts'
import type { MessageUpdate } from '../update.ts'
import { labelsOf } from './person.ts'

const KIND = 'channel.name'
/** A name is worth no more: they are asked for it again when they come back. */
const ATTEMPTS = 5

const payload = v.object({ channelId: v.string(), contactId: v.string(), person: v.string() })
type Payload = v.InferOutput<typeof payload>

export interface NameDeps {
  channels: Pick<ChannelService, 'byId'>
  adapters: Adapters
}

/** Plans to ask how somebody calls themselves who comes, or comes back, without a name. */
export async function askName(
  tx: WriteTx,
  to: ChannelAccount,
  thread: Row<'channel_threads'>,
  { person, sentAt }: MessageUpdate,
): Promise<void> {
  const { contact_id: contactId, conversation_id: conversationId, window_until } = thread
  const isNew = (window_until ?? 0) < sentAt
  if (to.kind !== 'messenger' || !isNew || !person.id) return
  if ((await readContact(tx, to.siteId, contactId))?.name !== null) return
  await enqueue(tx, [
    outboxRow({
      siteId: to.siteId,
      conversationId,
      kind: KIND,
      lane: `${KIND} ${contactId}`,
      place: tx.now,
      payload: { channelId: to.id, contactId, person: person.id } satisfies Payload,
      now: tx.now,
    }),
  ])
}

/** Asks, and keeps the name where nobody gave them another one. Who may not be asked stays as they are. */
export function nameHandler({ channels, adapters }: NameDeps): OutboxHandler {
  return defineHandler({
    kind: KIND,
    payload,
    async handle(row, { channelId, contactId, person }): Promise<OutboxResult> {
      const account = await channels.byId(channelId)
      const told = await adapters[account.kind].nameOf?.(account, { id: person })
      if (told?.outcome === 'told') {
        const labels = labelsOf({ name: told.name })
        return {
          outcome: 'done',
          record: (tx) => introduceContact(tx, row.site_id, contactId, labels),
        }
      }
      if (told?.outcome !== 'later' || row.attempts >= ATTEMPTS) {
        return { outcome: 'cancel', reason: 'nobody tells their name' }
      }
      const { reason, afterMs } = told
      return { outcome: 'retry', reason, ...(afterMs !== undefined && { afterMs }) }
    },
  })
}
