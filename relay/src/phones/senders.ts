import type { PhoneAnswer } from '@loods/protocol'
import type { ChannelAccount } from '../channels/account.ts'
import { type ChannelService, SERVICE_CHANNEL } from '../channels/channel.service.ts'
import type { GraphClient } from '../channels/graph/graph-client.ts'
import { createMeta } from '../channels/setup/meta.ts'

/** Milliseconds the name and number of the operator's account are believed. */
const KNOWN = 60 * 60_000

/** A number that writes to members' phones, as people know it. */
export type Sender = NonNullable<PhoneAnswer['sender']> & { channelId: string | null }

/** Which number writes to the phones of a shop: the operator's own, else the shop's. */
export interface Senders {
  of(siteId: string): Promise<Sender | undefined>
  /** The number of one channel; null is the operator's. */
  named(channelId: string | null): Promise<Sender | undefined>
}

export function createSenders(deps: {
  channels: ChannelService
  graph: GraphClient
  clock: () => number
  hasService: boolean
}): Senders {
  const { channels, clock } = deps
  const meta = createMeta(deps.graph)
  let known: { at: number; sender: Sender } | undefined

  async function service(): Promise<Sender | undefined> {
    if (known && known.at > clock() - KNOWN) return known.sender
    const { externalId } = await channels.byId(SERVICE_CHANNEL)
    const { token } = await channels.secrets(SERVICE_CHANNEL, 'check')
    const asked = await meta.number(externalId, token)
    if (!asked.ok) return known?.sender
    const { name, address } = asked.value
    known = { at: clock(), sender: { of: 'service', channelId: null, name, address } }
    return known.sender
  }

  return {
    async of(siteId) {
      if (deps.hasService) return service()
      const own = (await channels.of(siteId)).find(
        ({ kind, state }) => kind === 'whatsapp' && state === 'on',
      )
      return own && toSender(own)
    },
    async named(channelId) {
      if (channelId === null) return deps.hasService ? service() : undefined
      const own = await channels.find(channelId)
      return own && toSender(own)
    },
  }
}

function toSender({ id, name, address }: ChannelAccount): Sender {
  return { of: 'shop', channelId: id, name, address }
}
