import type { ChannelTrialView, ChannelView } from '@loods/protocol'
import type { ChannelAccount, ChannelSettings, ChannelTrial } from '../account.ts'
import { chatLink, type LinkBases } from '../chat-link.ts'

/** Everything that is known of a channel besides. */
interface Known extends ChannelSettings {
  createdAt: number
  webhookAt?: number
}

/** A channel as members see it. @param known only for those who may set it up */
export function toView(channel: ChannelAccount, known?: Known, links?: LinkBases): ChannelView {
  const { id, kind, name, address, state, trouble } = channel
  const view = { id, kind, name, address, state, ...(trouble && { trouble }) }
  return known ? { ...view, details: toDetails(channel, known, links) } : view
}

function toDetails(
  channel: ChannelAccount,
  known: Known,
  links: LinkBases | undefined,
): NonNullable<ChannelView['details']> {
  const { quality, tokenUntil, checkedAt, shakenAt, subscribedAt, webhookAt, createdAt } = known
  const limit = limitOf(known.limit)
  return {
    externalId: channel.externalId,
    ...(channel.businessId && { businessId: channel.businessId }),
    ...(quality && { quality }),
    ...(limit && { dailyLimit: limit }),
    ...(tokenUntil && { tokenUntil }),
    ...(checkedAt && { checkedAt }),
    receipts: !known.noReceipts,
    ...(shakenAt && { shakenAt }),
    ...(subscribedAt && { subscribedAt }),
    ...(webhookAt && { webhookAt }),
    ...(known.trial && links && { trial: toTrial(channel, known.trial, links) }),
    createdAt,
  }
}

/** TIER_250 is 250, TIER_2K 2,000; without a limit there is no number. */
function limitOf(tier: string | undefined): number | undefined {
  const [, digits, thousand] = /^TIER_(\d+)(K?)$/.exec(tier ?? '') ?? []
  return digits ? Number(digits) * (thousand ? 1_000 : 1) : undefined
}

function toTrial(channel: ChannelAccount, trial: ChannelTrial, links: LinkBases): ChannelTrialView {
  const { at, heardAt, answeredAt, arrivedAt, refused } = trial
  const text = trialText(trial)
  return {
    text,
    link: chatLink(links, channel, channel.kind === 'whatsapp' ? text : undefined),
    at,
    ...(heardAt && { heardAt }),
    ...(answeredAt && { answeredAt }),
    ...(arrivedAt && { arrivedAt }),
    ...(refused && { refused }),
  }
}

export function trialText({ word }: Pick<ChannelTrial, 'word'>): string {
  return `Loods test ${word}`
}
