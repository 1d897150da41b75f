import type { Egress } from '../../egress/egress.ts'
import type { ChannelAccount, ChannelSecrets, SecretPurpose } from '../account.ts'
import type { ChannelAdapter, Outgoing, SendResult } from '../adapter.ts'
import type { GraphClient } from '../graph/graph-client.ts'
import { idText, record, records } from '../graph/loose.ts'
import { contentOf, envelope } from './body-of.ts'
import { fetchMedia } from './fetch-media.ts'
import { partsOf } from './parts.ts'
import { personOf } from './read-person.ts'
import { readWebhook } from './read-webhook.ts'
import { toResult } from './results.ts'
import { whyTooMuch } from './room.ts'

export interface WhatsappDeps {
  graph: GraphClient
  egress: Egress
  /** Hosts that what people send is fetched from; the token goes to no other (T38). */
  mediaHosts: readonly string[]
  secrets(channelId: string, purpose: SecretPurpose): Promise<Pick<ChannelSecrets, 'token'>>
  clock: () => number
}

/** WhatsApp's Cloud API. */
export function createWhatsappAdapter(deps: WhatsappDeps): ChannelAdapter {
  async function post(
    from: ChannelAccount,
    json: Record<string, unknown>,
    taken: Taken,
  ): Promise<SendResult> {
    const { token } = await deps.secrets(from.id, 'send')
    const answer = await deps.graph.call({ path: `${from.externalId}/messages`, token, json })
    return toResult(answer, taken)
  }

  return {
    kind: 'whatsapp',
    read: (body) => readWebhook(body, deps.clock()),
    parts: partsOf,
    async send(from, message) {
      const detail = whyTooMuch(message)
      if (detail !== undefined) return { outcome: 'refused', failure: { code: 'content', detail } }
      return post(from, toJson(message), takenAs)
    },
    react: (from, to, target, emoji, ref) =>
      post(from, toReaction(envelope(to, ref), target, emoji), takenAs),
    markRead: (from, _to, externalId, typing) =>
      post(from, toReadMark(externalId, typing), () => ({ externalId })),
    async fetchMedia(from, media) {
      const { token } = await deps.secrets(from.id, 'media')
      return fetchMedia(deps, token, media)
    },
  }
}

function toJson(message: Outgoing): Record<string, unknown> {
  const { to, ref, quote, template } = message
  const [type, content] = contentOf(message)
  return {
    ...envelope(to, ref),
    ...(quote !== undefined && !template && { context: { message_id: quote } }),
    type,
    [type]: content,
  }
}

function toReaction(
  envelope: Record<string, unknown>,
  target: string,
  emoji: string,
): Record<string, unknown> {
  return { ...envelope, type: 'reaction', reaction: { message_id: target, emoji } }
}

/** Marks all earlier messages too; typing is seen until we answer, 25 seconds at most. */
function toReadMark(externalId: string, typing: boolean): Record<string, unknown> {
  return {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: externalId,
    ...(typing && { typing_indicator: { type: 'text' } }),
  }
}

type Taken = Parameters<typeof toResult>[1]

/** What the answer says of the message and of whom it went to. */
function takenAs(data: Record<string, unknown>): ReturnType<Taken> {
  const externalId = idText(records(data.messages)[0]?.id)
  if (externalId === undefined) return undefined
  const [contact] = records(data.contacts)
  const person = personOf(record(contact).wa_id, record(contact).user_id)
  return { externalId, ...(Object.keys(person).length > 0 && { person }) }
}
