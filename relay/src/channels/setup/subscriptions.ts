import type { SetupAnswer } from '@loods/protocol'
import * as v from 'valibot'
import type { ChannelAccount } from '../account.ts'
import type { GraphAnswer } from '../graph/graph-client.ts'
import { callbackOf, type SetupDeps } from './callback.ts'
import { createMeta, refusal } from './meta.ts'

type Ended = Omit<SetupAnswer, 'channel'>

/** Where the network brings what happens, and what of it. */
export interface Subscriptions {
  /** Writes our callback into the app at the network, and subscribes. @param replace whoever is there now */
  register(channel: ChannelAccount, replace: boolean): Promise<Ended>
  /** Subscribes the app to the account or page; without it nothing comes. */
  subscribe(channel: ChannelAccount): Promise<Ended>
  /** @returns whether the network took it */
  end(channel: ChannelAccount, token: string): Promise<boolean>
}

const subscribed = v.object({
  data: v.array(v.object({ object: v.string(), callback_url: v.optional(v.string(), '') })),
})

const OBJECTS = { whatsapp: 'whatsapp_business_account', messenger: 'page' }

export function createSubscriptions(deps: SetupDeps): Subscriptions {
  const { channels, graph, publicUrl, writer } = deps

  async function note(channel: ChannelAccount, known: object): Promise<void> {
    await writer.run((tx) => channels.note(tx, channel, known))
  }

  async function subscribe(channel: ChannelAccount): Promise<Ended> {
    const { token } = await channels.secrets(channel.id, 'set up')
    const { fields } = callbackOf(publicUrl, channel)
    const query = channel.kind === 'messenger' && { query: { subscribed_fields: fields.join(',') } }
    const answer = await graph.call({ path: edgeOf(channel), token, json: {}, ...query })
    if (answer.outcome !== 'ok') return problemOf(answer)
    await note(channel, { subscribedAt: deps.clock() })
    return {}
  }

  return {
    subscribe,
    async register(channel, replace) {
      const { token, appSecret, verifyToken } = await channels.secrets(channel.id, 'set up')
      const { appId } = await channels.settings(channel.id)
      const facts = await createMeta(graph).token(token)
      const id = facts.ok ? facts.value.appId : appId
      if (!id) return { problem: 'permission' }
      const app = { path: `${id}/subscriptions`, token: `${id}|${appSecret}` }
      const object = OBJECTS[channel.kind]
      const now = await graph.call({ method: 'GET', ...app })
      if (now.outcome !== 'ok') return problemOf(now)
      const url = hostNow(now.data, object)
      const ours = `${publicUrl}/channels/`
      if (url && !url.startsWith(ours) && !replace) {
        return { problem: 'in_use', elsewhere: URL.parse(url)?.host ?? url }
      }
      const callback = callbackOf(publicUrl, channel)
      const json = {
        object,
        callback_url: callback.url,
        verify_token: verifyToken,
        fields: callback.fields.join(','),
      }
      const answer = await graph.call({ ...app, json })
      if (answer.outcome !== 'ok') return problemOf(answer)
      await note(channel, { shakenAt: deps.clock() })
      return subscribe(channel)
    },
    async end(channel, token) {
      const answer = await graph.call({ method: 'DELETE', path: edgeOf(channel), token })
      return answer.outcome === 'ok'
    },
  }
}

function edgeOf({ businessId, externalId }: ChannelAccount): string {
  return `${businessId ?? externalId}/subscribed_apps`
}

function hostNow(data: unknown, object: string): string | undefined {
  const read = v.safeParse(subscribed, data)
  if (!read.success) return undefined
  return read.output.data.find((it) => it.object === object)?.callback_url
}

/** The network's number for a callback that did not answer as it must. */
const NO_HANDSHAKE = 2200

function problemOf(answer: Exclude<GraphAnswer, { outcome: 'ok' }>): Ended {
  const { problem, said } = refusal(answer)
  const shook = answer.outcome === 'refused' && answer.error.code === NO_HANDSHAKE
  const why = shook ? 'handshake' : problem === 'not_found' ? 'refused' : problem
  return { problem: why, ...(said && { said }) }
}
