import * as v from 'valibot'
import type { Egress, EgressRequest } from '../../egress/egress.ts'
import { EgressError } from '../../egress/egress-error.ts'
import { parseExactJson } from '../../egress/exact-json.ts'

/** Milliseconds for one call; Meta answers most within one second. */
const TIMEOUT = 15_000

/** What Meta says when it refuses: decide by the numbers, never by the words (contract of the Graph API). */
export interface GraphError {
  /** HTTP status. */
  status: number
  /** 0 where the answer was none of the Graph's own, such as a proxy's page. */
  code: number
  subcode?: number
  message: string
  details?: string
  /** Milliseconds it asks to wait. */
  retryAfterMs?: number
}

/**
 * - ok: Meta's answer · refused: Meta's error · unsure: the request went out and no answer came back,
 *   so it may have been done · unreachable: it was not done
 */
export type GraphAnswer =
  | { outcome: 'ok'; data: Record<string, unknown> }
  | { outcome: 'refused'; error: GraphError }
  | { outcome: 'unsure'; reason: string }
  | { outcome: 'unreachable'; reason: string }

export interface GraphCall {
  method?: 'GET' | 'POST' | 'DELETE'
  /** Below the version: `<number id>/messages`. */
  path: string
  query?: Record<string, string>
  token: string
  json?: Record<string, unknown>
  /** Another body, with its content type. */
  body?: { bytes: Buffer; type: string }
  timeoutMs?: number
}

/** Meta's Graph API: requests go to the configured host alone, and carry the token nowhere else (T38). */
export interface GraphClient {
  call(call: GraphCall): Promise<GraphAnswer>
}

export function createGraphClient(deps: {
  egress: Egress
  /** Address of the Graph, without a slash at its end, and version such as v26.0. */
  url: string
  version: string
}): GraphClient {
  const host = new URL(deps.url).hostname
  return {
    async call(call) {
      const query = call.query ? `?${new URLSearchParams(call.query)}` : ''
      const url = `${deps.url}/${deps.version}/${call.path}${query}`
      try {
        const { status, headers, body } = await deps.egress.request(url, toRequest(call, host))
        const seconds = Number(headers['retry-after'])
        return read(status, body, seconds > 0 ? seconds * 1_000 : undefined)
      } catch (error) {
        if (!(error instanceof EgressError)) throw error
        const outcome = call.method === 'GET' || !error.sent ? 'unreachable' : 'unsure'
        return { outcome, reason: error.code }
      }
    },
  }
}

function toRequest(call: GraphCall, host: string): EgressRequest {
  const body = call.json ? JSON.stringify(call.json) : call.body?.bytes
  const type = call.json ? 'application/json' : call.body?.type
  return {
    method: call.method ?? 'POST',
    headers: {
      authorization: `Bearer ${call.token}`,
      accept: 'application/json',
      'user-agent': 'Loods',
      ...(type && { 'content-type': type }),
    },
    ...(body !== undefined && { body }),
    timeoutMs: call.timeoutMs ?? TIMEOUT,
    hosts: [host],
  }
}

const errorAnswer = v.object({
  error: v.object({
    code: v.number(),
    error_subcode: v.optional(v.number()),
    message: v.optional(v.string(), ''),
    error_data: v.optional(v.object({ details: v.optional(v.string()) })),
  }),
})

function read(status: number, body: Buffer, retryAfterMs: number | undefined): GraphAnswer {
  const data = parse(body)
  if (status >= 200 && status < 300 && isRecord(data)) return { outcome: 'ok', data }
  const known = v.safeParse(errorAnswer, data)
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
  if (!known.success) {
    return { outcome: 'refused', error: { status, code: 0, message: `HTTP ${status}`, ...wait } }
  }
  const { code, error_subcode, message, error_data } = known.output.error
  return {
    outcome: 'refused',
    error: {
      status,
      code,
      message,
      ...(error_subcode !== undefined && { subcode: error_subcode }),
      ...(error_data?.details !== undefined && { details: error_data.details }),
      ...wait,
    },
  }
}

function parse(body: Buffer): unknown {
  try {
    return parseExactJson(body)
  } catch {
    return undefined
  }
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}
