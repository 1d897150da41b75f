import type { ChannelState, ChannelTrouble, Language } from '@loods/protocol'

export type ChannelKind = 'whatsapp' | 'messenger'

/** What networks call themselves. */
export const NETWORK_NAMES: Record<ChannelKind, string> = {
  whatsapp: 'WhatsApp',
  messenger: 'Messenger',
}

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

/** What is known of a channel besides, and changes as it goes. */
export interface ChannelSettings {
  quality?: 'green' | 'yellow' | 'red'
  /** People it may write to first in a day, as the network names it: TIER_250. */
  limit?: string
  /** When its token ends; absent where it never does. */
  tokenUntil?: number
  /** The end that its owners were warned of. */
  warnedOf?: number
  /** The app at the network that brings what happens. */
  appId?: string
  /** When number and token were looked at last. */
  checkedAt?: number
  /** When the network found that the callback is ours. */
  shakenAt?: number
  /** When the app was told to bring what happens here. */
  subscribedAt?: number
  /** Nobody there is shown that a member has read what they wrote. */
  noReceipts?: true
  /** What we wrote into its profile, to be found again. */
  profileLine?: string
  /** What the owner tries it out with: a word to write from a phone, and how far that came. */
  trial?: ChannelTrial
}

export interface ChannelTrial {
  word: string
  /** When it was asked for, and in which language its answer is. */
  at: number
  language?: Language
  /** When it came in, from whom. */
  heardAt?: number
  phone?: string
  person?: string
  /** Our answer: when the network took it, under which id, and when it reached the phone. */
  answeredAt?: number
  answerId?: string
  arrivedAt?: number
  /** Why the network did not take it, in its words. */
  refused?: string
}

/** What somebody opens a channel's secrets for; it stands in the log. */
export type SecretPurpose =
  | 'webhook'
  | 'send'
  | 'media'
  | 'templates'
  | 'profile'
  | 'set up'
  | 'check'
  | 'disconnect'

/** What a channel talks and is talked to with. */
export interface ChannelSecrets {
  token: string
  appSecret: string
  /** What the network must know when it asks whether the callback is ours. */
  verifyToken: string
}
