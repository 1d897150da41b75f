import type { ChannelCallback } from '@loods/protocol'
import type { Writer } from '../../db/writer.ts'
import type { Logger } from '../../logger.ts'
import type { ChannelAccount } from '../account.ts'
import type { ChannelService } from '../channel.service.ts'
import type { LinkBases } from '../chat-link.ts'
import type { GraphClient } from '../graph/graph-client.ts'

export interface SetupDeps {
  writer: Writer
  channels: ChannelService
  graph: GraphClient
  clock: () => number
  log: Logger
  /** Address of the relay as the network reaches it. */
  publicUrl: string
  /** What links to a chat begin with. */
  chatLinks: LinkBases
}

/** What the network is to be told: where, and what about. */
export function callbackOf(
  publicUrl: string,
  channel: ChannelAccount,
): Omit<ChannelCallback, 'verifyToken'> {
  return { url: `${publicUrl}/channels/${channel.id}/webhook`, fields: [...FIELDS[channel.kind]] }
}

const FIELDS = {
  whatsapp: [
    'messages',
    'message_template_status_update',
    'template_category_update',
    'account_update',
    'phone_number_quality_update',
    'smb_message_echoes',
    'smb_app_state_sync',
    'history',
  ],
  messenger: [
    'messages',
    'message_echoes',
    'messaging_postbacks',
    'messaging_referrals',
    'message_deliveries',
    'message_reads',
    'message_reactions',
    'message_edits',
  ],
} as const
