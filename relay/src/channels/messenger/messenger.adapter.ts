import type { Egress } from '../../egress/egress.ts'
import type { ChannelAccount, ChannelSecrets, SecretPurpose } from '../account.ts'
import type { ChannelAdapter, MediaResult, NameResult, Outgoing, SendResult } from '../adapter.ts'
import { download } from '../graph/download.ts'
import type { GraphAnswer, GraphCall, GraphClient } from '../graph/graph-client.ts'
import { idText, texts } from '../graph/loose.ts'
import { toResult } from '../graph/send-result.ts'
import { writeForm } from '../graph/write-form.ts'
import type { MediaRef, Person } from '../update.ts'
import { envelope, formOf, isTooLarge, messageOf, whyTooMuch } from './body-of.ts'
import { meaningOf } from './error-codes.ts'
import { midOf } from './mid.ts'
import { partsOf } from './parts.ts'
import { readWebhook } from './read-webhook.ts'

export interface MessengerDeps {
  graph: GraphClient
  egress: Egress
  /** Hosts that what people send is fetched from. */
  mediaHosts: readonly string[]
  secrets(channelId: string, purpose: SecretPurpose): Promise<Pick<ChannelSecrets, 'token'>>
  clock: () => number
}

/** Older versions of the Graph know no other name of a person (User Profile API). */
const NAME_FIELDS = { fields: 'first_name,last_name' }
/** Milliseconds for a request with a file in it. */
const UPLOAD_TIMEOUT = 20_000

/** The Messenger Platform, for a Facebook page. */
export function createMessengerAdapter(deps: MessengerDeps): ChannelAdapter {
  const { graph, egress, mediaHosts, secrets, clock } = deps

  async function post(
    from: ChannelAccount,
    body: Pick<GraphCall, 'json' | 'body' | 'timeoutMs'>,
    taken: Taken = takenAs,
  ): Promise<SendResult> {
    const { token } = await secrets(from.id, 'send')
    const answer = await graph.call({ path: `${from.externalId}/messages`, token, ...body })
    return toResult(answer, meaningOf, taken)
  }

  /** What a page does beside saying something; it has no id of its own. */
  const act = (from: ChannelAccount, to: Person, externalId: string, action: object) =>
    post(from, { json: { recipient: { id: to.id }, ...action } }, () => ({ externalId }))

  return {
    kind: 'messenger',
    read: (body) => readWebhook(body, clock()),
    parts: partsOf,
    async send(from, message) {
      const refusal = whyRefused(message)
      if (refusal) return refusal
      const { file } = message
      if (!file) return post(from, { json: { ...envelope(message), message: messageOf(message) } })
      const body = await writeForm(formOf({ ...message, file }))
      return post(from, { body, timeoutMs: UPLOAD_TIMEOUT })
    },
    // The page's one reaction to a message (Meta: send messages, sender actions).
    react: (from, to, target, emoji) =>
      act(from, to, target, {
        sender_action: emoji === '' ? 'unreact' : 'react',
        payload: { message_id: midOf(target), ...(emoji !== '' && { reaction: emoji }) },
      }),
    async markRead(from, to, externalId, typing) {
      const seen = await act(from, to, externalId, { sender_action: 'mark_seen' })
      if (!typing || seen.outcome !== 'taken') return seen
      return act(from, to, externalId, { sender_action: 'typing_on' })
    },
    fetchMedia: (_, media) => fetchMedia(egress, mediaHosts, media),
    async nameOf(from, { id = '' }) {
      const { token } = await secrets(from.id, 'profile')
      return toName(await graph.call({ method: 'GET', path: id, query: NAME_FIELDS, token }))
    },
  }
}

function whyRefused(message: Outgoing): SendResult | undefined {
  if (message.template) return refuse('template', 'Messenger has no templates of this kind.')
  if (message.file && isTooLarge(message.file)) return refuse('media', 'The file is over 25 MB.')
  const detail = whyTooMuch(message)
  return detail === undefined ? undefined : refuse('content', detail)
}

function refuse(code: 'content' | 'media' | 'template', detail: string): SendResult {
  return { outcome: 'refused', failure: { code, detail } }
}

type Taken = Parameters<typeof toResult>[2]

function takenAs(data: Record<string, unknown>): ReturnType<Taken> {
  const externalId = idText(data.message_id)
  if (externalId === undefined) return undefined
  const id = idText(data.recipient_id)
  const person: Person | undefined = id === undefined ? undefined : { id }
  return { externalId, ...(person && { person }) }
}

/** Not everybody may be asked about, nor may every app ask: then they stay without a name. */
function toName(answer: GraphAnswer): NameResult {
  if (answer.outcome === 'ok') {
    const name = texts([answer.data.first_name, answer.data.last_name]).join(' ')
    return name === '' ? { outcome: 'refused' } : { outcome: 'told', name }
  }
  if (answer.outcome !== 'refused') return { outcome: 'later', reason: answer.reason }
  const { status, code, subcode, retryAfterMs } = answer.error
  if (status < 500 && meaningOf(code, subcode).kind !== 'later') return { outcome: 'refused' }
  const wait = retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }
  return { outcome: 'later', ...wait, reason: `${status} ${code}` }
}

/** The address is good by itself, for a while: it gets no token, and there is no other way to ask (T38). */
async function fetchMedia(
  egress: Egress,
  hosts: readonly string[],
  { url, error, mimeType, fileName }: MediaRef,
): Promise<MediaResult> {
  if (url === undefined || error !== undefined) return { outcome: 'gone', why: 'failed' }
  const file = await download(egress, { url, hosts })
  if (file.outcome === 'stale') return { outcome: 'gone', why: 'expired' }
  if (file.outcome !== 'fetched') return file
  return {
    ...file,
    mimeType: mimeType ?? file.mimeType,
    ...(fileName !== undefined && { fileName }),
  }
}
