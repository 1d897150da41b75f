import type { Egress } from '../../egress/egress.ts'
import type { ChannelAccount, ChannelSecrets, SecretPurpose } from '../account.ts'
import type { ChannelAdapter, Outgoing, SendResult } from '../adapter.ts'
import type { GraphClient } from '../graph/graph-client.ts'
import { idText, record, records } from '../graph/loose.ts'
import { toResult } from '../graph/send-result.ts'
import { contentOf, envelope, fileOf } from './body-of.ts'
import { meaningOf } from './error-codes.ts'
import { fetchMedia } from './fetch-media.ts'
import { fitFile } from './fit-file.ts'
import { createPairRate, PAIR_RATE } from './pair-rate.ts'
import { partsOf } from './parts.ts'
import { personOf } from './read-person.ts'
import { readWebhook } from './read-webhook.ts'
import { whyTooMuch } from './room.ts'
import { upload } from './upload.ts'

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
  const pairs = createPairRate()

  async function post(from: ChannelAccount, json: Json, taken: Taken): Promise<SendResult> {
    const { token } = await deps.secrets(from.id, 'send')
    const answer = await deps.graph.call({ path: `${from.externalId}/messages`, token, json })
    const pair = `${from.id} ${json.to ?? json.recipient ?? ''}`
    const isPairRate = answer.outcome === 'refused' && answer.error.code === PAIR_RATE
    const result = toResult(answer, meaningOf, taken)
    if (result.outcome === 'taken') pairs.passed(pair)
    return isPairRate && result.outcome === 'later'
      ? { afterMs: pairs.refused(pair), ...result }
      : result
  }

  /** The type of a message and what stands under it; a file is brought to Meta first. */
  async function content(
    from: ChannelAccount,
    message: Outgoing,
  ): Promise<[type: string, content: Json] | SendResult> {
    if (!message.file) return contentOf(message)
    const file = await fitFile(message.file)
    if (!file) return { outcome: 'refused', failure: { code: 'media' } }
    const { token } = await deps.secrets(from.id, 'send')
    const stored = await upload(deps.graph, { numberId: from.externalId, token }, file)
    return 'id' in stored ? [file.kind, fileOf(file, stored.id, message.text)] : stored
  }

  return {
    kind: 'whatsapp',
    read: (body) => readWebhook(body, deps.clock()),
    parts: partsOf,
    async send(from, message) {
      const detail = whyTooMuch(message)
      if (detail !== undefined) return { outcome: 'refused', failure: { code: 'content', detail } }
      const said = await content(from, message)
      return Array.isArray(said) ? post(from, toJson(message, said), takenAs) : said
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

type Json = Record<string, unknown>
type Taken = Parameters<typeof toResult>[2]

function toJson(message: Outgoing, [type, content]: [type: string, content: Json]): Json {
  const { to, ref, quote, template } = message
  return {
    ...envelope(to, ref),
    // A template shows no quote.
    ...(quote !== undefined && !template && { context: { message_id: quote } }),
    type,
    [type]: content,
  }
}

function toReaction(envelope: Json, target: string, emoji: string): Json {
  return { ...envelope, type: 'reaction', reaction: { message_id: target, emoji } }
}

/** Marks all earlier messages too; typing is seen until we answer, 25 seconds at most. */
function toReadMark(externalId: string, typing: boolean): Json {
  return {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: externalId,
    ...(typing && { typing_indicator: { type: 'text' } }),
  }
}

/** What the answer says of the message and of whom it went to. */
function takenAs(data: Json): ReturnType<Taken> {
  const externalId = idText(records(data.messages)[0]?.id)
  if (externalId === undefined) return undefined
  const [contact] = records(data.contacts)
  const person = personOf(record(contact).wa_id, record(contact).user_id)
  return { externalId, ...(Object.keys(person).length > 0 && { person }) }
}
