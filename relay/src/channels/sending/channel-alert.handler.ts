import { channelTroubleCode } from '@loods/protocol'
import * as v from 'valibot'

/** Tells a shop's owner that a channel is in trouble. */
export const channelAlertPayload = v.object({ channelId: v.string(), code: channelTroubleCode })
export type ChannelAlertPayload = v.InferOutput<typeof channelAlertPayload>
