import * as v from 'valibot'
import { channelState, channelTrouble } from '../channels.ts'
import { id, timestamp } from '../ids.ts'

export const channelKind = v.picklist(['whatsapp', 'messenger'])

/** What an owner tries a number out with, and how far that came. */
export const channelTrial = v.object({
  /** What is to be written from a phone. */
  text: v.string(),
  /** Opens WhatsApp with that text. */
  link: v.string(),
  at: timestamp,
  heardAt: v.optional(timestamp),
  answeredAt: v.optional(timestamp),
  arrivedAt: v.optional(timestamp),
  /** Why the answer could not be sent, in the network's words. */
  refused: v.optional(v.string()),
})
export type ChannelTrialView = v.InferOutput<typeof channelTrial>

/** What only those see who may set a channel up. */
export const channelDetails = v.object({
  externalId: v.string(),
  businessId: v.optional(v.string()),
  quality: v.optional(v.picklist(['green', 'yellow', 'red'])),
  /** People it may write to first in a day; absent where there is no limit, or none is known. */
  dailyLimit: v.optional(v.number()),
  /** When its token ends; absent where it never does. */
  tokenUntil: v.optional(timestamp),
  checkedAt: v.optional(timestamp),
  shakenAt: v.optional(timestamp),
  subscribedAt: v.optional(timestamp),
  /** Whether who writes there is shown that a member has read it, and is writing. */
  receipts: v.boolean(),
  /** When the network last told of something. */
  webhookAt: v.optional(timestamp),
  trial: v.optional(channelTrial),
  createdAt: timestamp,
})

/** A number or page of the shop's. */
export const channelView = v.object({
  id,
  kind: channelKind,
  name: v.string(),
  address: v.string(),
  state: channelState,
  trouble: v.optional(channelTrouble),
  details: v.optional(channelDetails),
})
export type ChannelView = v.InferOutput<typeof channelView>

export const channelsAnswer = v.object({
  channels: v.array(channelView),
  /** Whether the relay has a number of its own that members' phones can be paired with. */
  service: v.boolean(),
})
export type ChannelsAnswer = v.InferOutput<typeof channelsAnswer>

const value = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(600)), '')

/** What is pasted from the network's screens. What is not there yet is empty. */
export const channelValues = v.strictObject({
  kind: channelKind,
  /** Of the number or page. */
  externalId: value,
  /** Of the WhatsApp business account. */
  businessId: value,
  token: value,
  appSecret: value,
})
export type ChannelValues = v.InferInput<typeof channelValues>

/**
 * What is wrong with a value.
 * - invalid: nothing of the network's · expired, revoked: was a token once · permission: may do too little
 * - not_found: no such number, account or page, or not this token's · elsewhere: belongs to another account
 * - unregistered: the number is not on the network's servers yet · taken: connected already
 * - wrong: not this app's · unreachable: the network did not answer
 */
export const valueProblem = v.picklist([
  'invalid',
  'expired',
  'revoked',
  'permission',
  'not_found',
  'elsewhere',
  'unregistered',
  'taken',
  'wrong',
  'unreachable',
])
export type ValueProblem = v.InferOutput<typeof valueProblem>

/**
 * empty: not there yet · waiting: cannot be looked at before another is right · unproven: nothing tells
 * before the first news comes · put_right: was another's, or written in another way, and is now `value`
 */
export const valueCheck = v.object({
  state: v.picklist(['empty', 'waiting', 'good', 'put_right', 'unproven', 'wrong']),
  problem: v.optional(valueProblem),
  /** Permissions that are missing. */
  missing: v.optional(v.array(v.string())),
  /** What is to stand in the field instead. */
  value: v.optional(v.string()),
  /** What it turned out to be: +31 6 12345678, Lamp & Linnen. */
  found: v.optional(v.string()),
  /** When a token ends. */
  until: v.optional(timestamp),
})
export type ValueCheck = v.InferOutput<typeof valueCheck>

export const channelCheck = v.object({
  externalId: valueCheck,
  businessId: valueCheck,
  token: valueCheck,
  appSecret: valueCheck,
})
export type ChannelCheck = v.InferOutput<typeof channelCheck>

/** A channel where all values were right; else only what is wrong with them. */
export const connectAnswer = v.object({ check: channelCheck, channel: v.optional(channelView) })
export type ConnectAnswer = v.InferOutput<typeof connectAnswer>

/** What an owner decides of a channel. */
export const channelChange = v.strictObject({ receipts: v.boolean() })
export type ChannelChange = v.InferOutput<typeof channelChange>

/** Other secrets for a channel; what is empty stays. */
export const channelRenewal = v.strictObject({ token: value, appSecret: value })
export type ChannelRenewal = v.InferInput<typeof channelRenewal>

/** What is to be pasted into the network's screens. */
export const channelCallback = v.object({
  url: v.string(),
  verifyToken: v.string(),
  fields: v.array(v.string()),
})
export type ChannelCallback = v.InferOutput<typeof channelCallback>

/** `replace`: also where the app tells its news to somebody else now. */
export const callbackRequest = v.strictObject({ replace: v.optional(v.boolean(), false) })

/** What came of a step at the network: `said` are its words, `elsewhere` the host that hears its news now. */
export const setupAnswer = v.object({
  channel: channelView,
  problem: v.optional(v.picklist([...valueProblem.options, 'handshake', 'in_use', 'refused'])),
  said: v.optional(v.string()),
  elsewhere: v.optional(v.string()),
})
export type SetupAnswer = v.InferOutput<typeof setupAnswer>

/** The text of a business profile: as it stands, and as it would stand with these words in it. */
export const profileText = v.object({ now: v.string(), next: v.string(), line: v.string() })
export type ProfileText = v.InferOutput<typeof profileText>

/** Opening hours as people read them: Mon–Fri 9:00–17:30. */
export const profileHours = v.strictObject({
  hours: v.pipe(v.string(), v.trim(), v.maxLength(200)),
})
