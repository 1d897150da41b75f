import type { ErrorBody, ErrorCode, TokenAnswer } from '@loods/protocol'

/** A refusal of the relay, or `offline` when the relay could not be reached at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode | 'offline'
  /** Path of the field that was refused. */
  readonly field: string | undefined
  /** Seconds to wait before trying again. */
  readonly retryAfter: number | undefined

  constructor(body: Omit<ErrorBody, 'code'> & { code: ErrorCode | 'offline' }, cause?: unknown) {
    super(body.message, { cause })
    this.code = body.code
    this.field = body.field
    this.retryAfter = body.retryAfter
  }
}

export type GetToken = () => Promise<TokenAnswer>

export interface ApiOptions {
  /** Where the relay is; an empty string on the relay's own page. */
  relayUrl: string
  getToken: GetToken
  fetch: typeof fetch
  clock: () => number
  /** Called when no token can be had any more: somebody signed this session out. */
  onSignedOut(): void
}

export type Query = Record<string, string | number | boolean | undefined>

/** Calls the relay as the signed-in member. Every method @throws ApiError. */
export interface Api {
  readonly relayUrl: string
  get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T>
  post<T = void>(path: string, body?: unknown): Promise<T>
  patch<T = void>(path: string, body: unknown): Promise<T>
  put<T = void>(path: string, body: unknown): Promise<T>
  delete<T = void>(path: string): Promise<T>
  /** Calls with a body of any kind; for files. */
  request(path: string, init?: RequestInit): Promise<Response>
  /** A token that is good for half a minute at least. @param fresh true after a refusal */
  token(fresh?: boolean): Promise<TokenAnswer>
}

/** Milliseconds a token must still be good for when it is sent. */
const TOKEN_MARGIN = 30_000

export function createApi(options: ApiOptions): Api {
  const tokens = createTokens(options)

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const first = await attempt(path, init, (await tokens.get()).token)
    if (first.status !== 401) return checked(first)
    return checked(await attempt(path, init, (await tokens.get(true)).token))
  }

  async function attempt(path: string, init: RequestInit, token: string): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${token}`)
    return reach(options.fetch, options.relayUrl + path, { ...init, headers })
  }

  async function json<T>(path: string, init?: RequestInit): Promise<T> {
    return readBody<T>(await request(path, init))
  }

  return {
    relayUrl: options.relayUrl,
    request,
    token: tokens.get,
    get: (path, query, signal) => json(path + toSearch(query), signal && { signal }),
    post: (path, body = {}) => json(path, withBody('POST', body)),
    patch: (path, body) => json(path, withBody('PATCH', body)),
    put: (path, body) => json(path, withBody('PUT', body)),
    delete: (path) => json(path, { method: 'DELETE' }),
  }
}

/** Keeps one token and asks for the next one before it runs out, once for all who wait. */
function createTokens(options: ApiOptions): { get(fresh?: boolean): Promise<TokenAnswer> } {
  let known: TokenAnswer | undefined
  let asking: Promise<TokenAnswer> | undefined

  async function ask(): Promise<TokenAnswer> {
    try {
      known = await options.getToken()
      return known
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthorized') options.onSignedOut()
      // A host's own fetch says so by a TypeError when nobody answers.
      throw error instanceof TypeError ? offline(error) : error
    } finally {
      asking = undefined
    }
  }

  return {
    async get(fresh = false) {
      if (!fresh && known && known.expiresAt - options.clock() > TOKEN_MARGIN) return known
      asking ??= ask()
      return asking
    },
  }
}

/** Calls an address as whoever the browser's cookie says we are: the relay's own page only. */
export async function callAsPage<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
  const response = await reach(fetch, path, withBody(method, body))
  return readBody<T>(await checked(response))
}

async function reach(call: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await call(url, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offline(error)
  }
}

function offline(cause: unknown): ApiError {
  return new ApiError({ code: 'offline', message: 'The relay could not be reached.' }, cause)
}

async function checked(response: Response): Promise<Response> {
  if (response.ok) return response
  throw new ApiError(await readError(response))
}

async function readError(response: Response): Promise<ErrorBody> {
  const answer = (await response.json().catch(() => ({}))) as { error?: ErrorBody }
  return answer.error ?? { code: 'internal', message: `The relay answered ${response.status}.` }
}

async function readBody<T>(response: Response): Promise<T> {
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

function withBody(method: string, body: unknown): RequestInit {
  return {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  }
}

function toSearch(query: Query = {}): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined)
  return entries.length > 0 ? `?${new URLSearchParams(entries as [string, string][])}` : ''
}
