import type { Egress, EgressResponse } from '../../egress/egress.ts'
import { EgressError } from '../../egress/egress-error.ts'
import type { MediaResult } from '../adapter.ts'
import { whyLater } from './why-later.ts'

/** Bytes of one file: what a message carries is held in memory once. */
export const MAX_MEDIA_BYTES = 25 * 1024 * 1024
/** Milliseconds for one file; an outbox handler has little more. */
const TIMEOUT = 20_000
const MAX_REDIRECTS = 3

export interface Download {
  url: string
  /** The only hosts that are asked. */
  hosts: readonly string[]
  /** For the address's own host; one that it leads on to is not told (T38). */
  token?: string
}

/** A file, or how asking for it ended: `stale` where the address is no longer good. */
export type Downloaded = MediaResult | { outcome: 'stale' }

/**
 * Fetches a file. Redirects are followed by hand, a few, and only to the hosts named; the
 * token stays with the first.
 */
export async function download(egress: Egress, wanted: Download): Promise<Downloaded> {
  try {
    return toResult(await follow(egress, wanted, MAX_REDIRECTS))
  } catch (error) {
    if (!(error instanceof EgressError)) throw error
    if (error.reason === 'refused') return { outcome: 'gone', why: 'refused' }
    if (error.reason === 'too_large') return { outcome: 'gone', why: 'too_large' }
    return { outcome: 'later', reason: error.code }
  }
}

async function follow(
  egress: Egress,
  { url, hosts, token }: Download,
  redirects: number,
): Promise<EgressResponse> {
  const answer = await egress.request(url, {
    // Without a User-Agent Meta's file host refuses.
    headers: { 'user-agent': 'Loods', ...(token && { authorization: `Bearer ${token}` }) },
    timeoutMs: TIMEOUT,
    maxBytes: MAX_MEDIA_BYTES,
    hosts,
  })
  const { location } = answer.headers
  if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer
  const next = redirects > 0 ? URL.parse(location, url) : null
  if (!next) throw new EgressError('refused', 'a redirect that leads nowhere')
  const own = next.origin === URL.parse(url)?.origin
  return follow(egress, { url: next.href, hosts, ...(own && token && { token }) }, redirects - 1)
}

const STALE = new Set([401, 403, 404, 410])

function toResult({ status, headers, body }: EgressResponse): Downloaded {
  if (status === 200) {
    return { outcome: 'fetched', bytes: body, mimeType: headers['content-type'] ?? '' }
  }
  if (STALE.has(status)) return { outcome: 'stale' }
  const seconds = Number(headers['retry-after'])
  const wait = seconds > 0 ? { afterMs: seconds * 1_000 } : {}
  if (status === 429 || status >= 500) {
    return { outcome: 'later', ...wait, reason: whyLater({ status, code: 0 }) }
  }
  return { outcome: 'gone', why: 'failed' }
}
