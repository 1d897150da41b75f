import type { Egress } from '../../egress/egress.ts'
import type { MediaResult } from '../adapter.ts'
import { download, MAX_MEDIA_BYTES } from '../graph/download.ts'
import type { GraphAnswer, GraphClient } from '../graph/graph-client.ts'
import { amount, text } from '../graph/loose.ts'
import { fitsHash } from '../graph/same-hash.ts'
import { whyLater } from '../graph/why-later.ts'
import type { MediaRef } from '../update.ts'
import { meaningOf } from './error-codes.ts'

export interface MediaDeps {
  graph: GraphClient
  egress: Egress
  /** Hosts that files are fetched from, with the token. */
  mediaHosts: readonly string[]
}

/**
 * Fetches what somebody sent: asks for its address, which lives five minutes, then for its bytes, and
 * once more from the start where the address had expired. The address of the webhook serves where
 * there is no id.
 */
export async function fetchMedia(
  deps: MediaDeps,
  token: string,
  media: MediaRef,
): Promise<MediaResult> {
  if (media.error !== undefined) return FAILED
  const first = await tryOnce(deps, token, media)
  const again = first.outcome === 'stale' && media.id !== undefined
  const last = again ? await tryOnce(deps, token, media) : first
  return last.outcome === 'stale' ? { outcome: 'gone', why: 'expired' } : last
}

const FAILED: MediaResult = { outcome: 'gone', why: 'failed' }
const REFUSED: MediaResult = { outcome: 'gone', why: 'refused' }

async function tryOnce(
  { graph, egress, mediaHosts }: MediaDeps,
  token: string,
  media: MediaRef,
): Promise<MediaResult | { outcome: 'stale' }> {
  const found = media.id === undefined ? media : await find(graph, token, media.id)
  if ('outcome' in found) return found
  if (found.url === undefined) return FAILED
  const file = await download(egress, { url: found.url, hosts: mediaHosts, token })
  if (file.outcome !== 'fetched') return file
  const whole = [media.sha256, found.sha256].every((told) => fitsHash(file.bytes, told))
  if (!whole) return REFUSED
  const { mimeType = found.mimeType ?? file.mimeType, fileName } = media
  return { ...file, mimeType, ...(fileName !== undefined && { fileName }) }
}

type Found = Pick<MediaRef, 'url' | 'sha256' | 'mimeType'>

/** Without the number's id in the query: some apps are refused with it. */
async function find(
  graph: GraphClient,
  token: string,
  id: string,
): Promise<Found | MediaResult | { outcome: 'stale' }> {
  const answer = await graph.call({ method: 'GET', path: encodeURIComponent(id), token })
  if (answer.outcome !== 'ok') return whyNot(answer)
  const { url, sha256, mime_type, file_size } = answer.data
  if ((amount(file_size) ?? 0) > MAX_MEDIA_BYTES) return { outcome: 'gone', why: 'too_large' }
  const [address, hash, mimeType] = [text(url), text(sha256), text(mime_type)]
  return {
    ...(address !== undefined && { url: address }),
    ...(hash !== undefined && { sha256: hash }),
    ...(mimeType !== undefined && { mimeType }),
  }
}

/** A token that is refused may be renewed, so that the file can still come; an id that is gone stays gone. */
function whyNot(answer: Exclude<GraphAnswer, { outcome: 'ok' }>): MediaResult {
  if (answer.outcome !== 'refused') return { outcome: 'later', reason: answer.reason }
  const { code, subcode, retryAfterMs } = answer.error
  const wait = retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }
  const reason = whyLater(answer.error)
  if (code === 100 || code === 131_052) {
    return subcode === 33 ? { outcome: 'gone', why: 'expired' } : FAILED
  }
  const meaning = meaningOf(code, subcode)
  const lasting = meaning.kind === 'failure' && code !== 0
  return lasting ? FAILED : { outcome: 'later', ...wait, reason }
}
