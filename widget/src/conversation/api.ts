import type {
  ErrorBody,
  HistoryAnswer,
  IdentifyAnswer,
  Language,
  LeadRequest,
  SendAnswer,
  StartAnswer,
  StreamEvent,
  ThreadAnswer,
} from '@loods/protocol'
import type { Environment } from './environment.ts'
import { readJson } from './read-json.ts'

/** `network`: no answer came, so nobody knows whether the relay did it. */
export type FailureCode = ErrorBody['code'] | 'network'

const TRY_AGAIN: FailureCode[] = [
  'network',
  'rate_limited',
  'internal',
  'unavailable',
  'storage_full',
]

/** A request the relay refused, or never answered. */
export class Failure extends Error {
  declare readonly code: FailureCode
  /** Milliseconds to wait before the next try, when the relay said so. */
  declare readonly wait: number

  constructor(body: { code: FailureCode; message?: string; retryAfter?: number | undefined }) {
    super(body.message ?? body.code)
    this.name = 'Failure'
    this.code = body.code
    this.wait = (body.retryAfter ?? 0) * 1_000
  }

  /** Whether the same request may succeed later without being changed. */
  get passing(): boolean {
    return TRY_AGAIN.includes(this.code)
  }
}

/** The trigger whose prompt the shopper accepted, and the language it spoke. */
export interface AcceptedPrompt {
  triggerId: string
  /** Which way of saying it; absent: the first. */
  variant?: number | undefined
  language: Language
}

export interface Outgoing {
  cid: string
  text?: string
  fileId?: string
}

export interface PollAnswer {
  events: StreamEvent[]
  cursor: string
  reset: boolean
}

/** The relay's routes for one shopper. Every call throws a Failure and nothing else. */
export interface Api {
  start(body: { context: unknown; prompt?: AcceptedPrompt | undefined }): Promise<StartAnswer>
  thread(): Promise<ThreadAnswer>
  history(before: number): Promise<HistoryAnswer>
  send(message: Outgoing): Promise<SendAnswer>
  seen(marks: { delivered?: number; read?: number }): Promise<void>
  events(since: string, wait: number, signal: AbortSignal): Promise<PollAnswer>
  lead(body: LeadRequest): Promise<void>
  resume(code: string): Promise<StartAnswer>
  identify(token: string): Promise<IdentifyAnswer>
}

/** @param secret opens the conversation; asked at every call, absent before the first act */
export function createApi(
  env: Pick<Environment, 'relay' | 'siteKey' | 'fetch'>,
  secret: () => string | undefined,
): Api {
  async function call<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const token = secret()
    const response = await ask(`${env.relay}/widget/v1/${env.siteKey}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    })
    return response as T
  }

  async function ask(url: string, request: RequestInit): Promise<unknown> {
    let response: Response
    let text: string
    try {
      response = await env.fetch(url, request)
      text = await response.text()
    } catch {
      throw new Failure({ code: 'network' })
    }
    const answer = readJson(text)
    if (response.ok) return answer
    throw toFailure(response, answer)
  }

  return {
    start: (body) => call('visitors', body),
    thread: () => call('thread'),
    history: (before) => call(`messages?before=${before}`),
    send: (message) => call('messages', message),
    seen: (marks) => call('seen', marks),
    events: (since, wait, signal) =>
      call(`events?since=${encodeURIComponent(since)}&wait=${wait}`, undefined, signal),
    lead: (body) => call('leads', body),
    resume: (code) => call('resume', { code }),
    identify: (token) => call('identify', { token }),
  }
}

/** A refusal in the relay's words; what a proxy says in between becomes the nearest of them. */
export function toFailure(response: Response, answer: unknown): Failure {
  const error = (answer as { error?: ErrorBody } | undefined)?.error
  const retryAfter = Number(response.headers.get('retry-after')) || undefined
  if (error?.code) return new Failure({ retryAfter, ...error })
  const code =
    response.status === 429 ? 'rate_limited' : response.status < 500 ? 'invalid' : 'unavailable'
  return new Failure({ code, retryAfter })
}
