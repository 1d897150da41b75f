import type { ChannelState, ChannelTrouble } from '@loods/protocol'

export type ChannelKind = 'whatsapp' | 'messenger'

/** A number or page as code that talks for it needs it. Its secrets are read apart, when they are used. */
export interface ChannelAccount {
  id: string
  /** Empty for the operator's own number. */
  siteId: string
  kind: ChannelKind
  /** The network's id of the number or page. */
  externalId: string
  /** The WhatsApp business account. */
  businessId: string | null
  name: string
  address: string
  state: ChannelState
  trouble: ChannelTrouble | undefined
}

/** What a channel talks and is talked to with. */
export interface ChannelSecrets {
  token: string
  appSecret: string
  /** What the network must know when it asks whether the callback is ours. */
  verifyToken: string
}
