import type { Egress } from '../../egress/egress.ts'
import type { ChannelAccount, ChannelSecrets, SecretPurpose } from '../account.ts'
import type { ChannelAdapter, MediaResult, Outgoing, SendResult } from '../adapter.ts'
import { download } from '../graph/download.ts'
import type { GraphCall, GraphClient } from '../graph/graph-client.ts'
import { idText } from '../graph/loose.ts'
import { toResult } from '../graph/send-result.ts'
import { writeForm } from '../graph/write-form.ts'
import type { MediaRef, Person } from '../update.ts'
import { envelope, formOf, isTooLarge, messageOf, whyTooMuch } from './body-of.ts'
import { meaningOf } from './error-codes.ts'
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
    async react() {
      return refuse('content', 'Messenger takes no reactions of a page.')
    },
    async markRead(from, to, externalId, typing) {
      const act = (sender_action: string) =>
        post(from, { json: { recipient: { id: to.id }, sender_action } }, () => ({ externalId }))
      const seen = await act('mark_seen')
      return typing && seen.outcome === 'taken' ? act('typing_on') : seen
    },
    fetchMedia: (_, media) => fetchMedia(egress, mediaHosts, media),
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
