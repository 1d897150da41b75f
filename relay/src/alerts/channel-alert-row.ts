import { channelTroubleCode } from '@loods/protocol'
import * as v from 'valibot'
import type { ChannelAccount } from '../channels/account.ts'
import type { Row } from '../db/schema.ts'
import { outboxRow } from '../outbox/outbox-row.ts'

export const CHANNEL_ALERT = 'alert.channel'

/** `endsAt`: nothing is wrong yet, but the channel's token ends then. */
export const channelAlertPayload = v.object({
  channelId: v.string(),
  code: channelTroubleCode,
  endsAt: v.optional(v.number()),
})
export type ChannelAlertPayload = v.InferOutput<typeof channelAlertPayload>

/** The outbox row that tells who runs a shop of what is wrong, or soon will be, with a channel. */
export function channelAlertRow(
  { id, siteId }: ChannelAccount,
  about: Omit<ChannelAlertPayload, 'channelId'>,
  now: number,
): Row<'outbox'> {
  return outboxRow({
    siteId,
    kind: CHANNEL_ALERT,
    lane: `${CHANNEL_ALERT} ${id}`,
    place: now,
    payload: { channelId: id, ...about } satisfies ChannelAlertPayload,
    now,
  })
}
