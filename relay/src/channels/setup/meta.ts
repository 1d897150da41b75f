import type { ValueProblem } from '@loods/protocol'
import * as v from 'valibot'
import type { GraphAnswer, GraphClient, GraphError } from '../graph/graph-client.ts'

/** What a question to the network came to. */
export type Asked<T> = { ok: true; value: T } | { ok: false; problem: ValueProblem; said: string }

/** What a token is good for. */
export interface TokenFacts {
  appId: string
  scopes: string[]
  /** Milliseconds, UTC; absent where it never ends. */
  until?: number
  /** Accounts it reaches, where the network tells. */
  accounts: string[]
}

export interface NumberFacts {
  id: string
  name: string
  address: string
  quality?: 'green' | 'yellow' | 'red'
  /** Whether it runs on the network's own servers. */
  registered: boolean
}

/** What looks like an id, a token or a secret; nothing else is sent anywhere. */
const ID = /^\d{5,30}$/
const SECRET = /^[\w.~-]{8,600}$/

/** The questions that setting up asks the network. Reads only. */
export interface Meta {
  token(token: string): Promise<Asked<TokenFacts>>
  /** Whether an app's secret is right: only with it the app may ask about its own tokens. */
  proveSecret(facts: TokenFacts, token: string, secret: string): Promise<Asked<true>>
  number(id: string, token: string): Promise<Asked<NumberFacts>>
  /** The numbers of a business account. */
  numbersOf(accountId: string, token: string): Promise<Asked<NumberFacts[]>>
  /** @param id of the page, or `me` for the page of the token itself */
  page(id: string, token: string): Promise<Asked<{ id: string; name: string; username: string }>>
  /** People a number may write to first in a day. */
  limit(id: string, token: string): Promise<string | undefined>
}

export function createMeta(graph: GraphClient): Meta {
  async function ask<S extends v.GenericSchema>(
    call: { path: string; query?: Record<string, string>; token: string },
    schema: S,
  ): Promise<Asked<v.InferOutput<S>>> {
    const answer = await graph.call({ method: 'GET', ...call })
    if (answer.outcome !== 'ok') return refusal(answer)
    const read = v.safeParse(schema, answer.data)
    return read.success ? { ok: true, value: read.output } : unknownAnswer
  }

  return {
    async token(token) {
      if (!SECRET.test(token)) return invalid
      const query = { input_token: token }
      const asked = await ask({ path: 'debug_token', query, token }, tokenAnswer)
      return asked.ok ? { ok: true, value: toTokenFacts(asked.value.data) } : asked
    },
    async proveSecret({ appId }, token, secret) {
      if (!SECRET.test(secret)) return { ...invalid, problem: 'wrong' }
      const call = { path: 'debug_token', query: { input_token: token } }
      const asked = await ask({ ...call, token: `${appId}|${secret}` }, tokenAnswer)
      if (asked.ok) return { ok: true, value: true }
      return asked.problem === 'unreachable' ? asked : { ...asked, problem: 'wrong' }
    },
    async number(id, token) {
      if (!ID.test(id)) return missing
      const asked = await ask({ path: id, query: { fields: NUMBER_FIELDS }, token }, numberAnswer)
      return asked.ok ? { ok: true, value: toNumberFacts(asked.value) } : asked
    },
    async numbersOf(accountId, token) {
      if (!ID.test(accountId)) return missing
      const query = { fields: NUMBER_FIELDS, limit: '100' }
      const asked = await ask({ path: `${accountId}/phone_numbers`, query, token }, numbersAnswer)
      return asked.ok ? { ok: true, value: asked.value.data.map(toNumberFacts) } : asked
    },
    async page(id, token) {
      if (id !== 'me' && !ID.test(id)) return missing
      const asked = await ask({ path: id, query: { fields: 'name,username' }, token }, pageAnswer)
      return asked
    },
    async limit(id, token) {
      const query = { fields: LIMIT_FIELD }
      const asked = await ask({ path: id, query, token }, v.record(v.string(), v.unknown()))
      const limit = asked.ok ? asked.value[LIMIT_FIELD] : undefined
      return typeof limit === 'string' ? limit : undefined
    },
  }
}

const NUMBER_FIELDS = 'display_phone_number,verified_name,quality_rating,platform_type,throughput'
const LIMIT_FIELD = 'whatsapp_business_manager_messaging_limit'

const tokenAnswer = v.object({
  data: v.object({
    app_id: v.string(),
    is_valid: v.optional(v.boolean(), true),
    expires_at: v.optional(v.number(), 0),
    scopes: v.optional(v.array(v.string()), []),
    granular_scopes: v.optional(
      v.array(v.object({ scope: v.string(), target_ids: v.optional(v.array(v.string()), []) })),
      [],
    ),
  }),
})

const numberAnswer = v.object({
  id: v.string(),
  display_phone_number: v.string(),
  verified_name: v.optional(v.string(), ''),
  quality_rating: v.optional(v.string()),
  platform_type: v.optional(v.string()),
})
const numbersAnswer = v.object({ data: v.array(numberAnswer) })
const pageAnswer = v.object({
  id: v.string(),
  name: v.string(),
  username: v.optional(v.string(), ''),
})

function toTokenFacts(data: v.InferOutput<typeof tokenAnswer>['data']): TokenFacts {
  const accounts = data.granular_scopes
    .filter(({ scope }) => scope === 'whatsapp_business_management')
    .flatMap(({ target_ids }) => target_ids)
  return {
    appId: data.app_id,
    scopes: data.scopes,
    ...(data.expires_at > 0 && { until: data.expires_at * 1_000 }),
    accounts: [...new Set(accounts)],
  }
}

function toNumberFacts(number: v.InferOutput<typeof numberAnswer>): NumberFacts {
  const quality = toQuality(number.quality_rating)
  return {
    id: number.id,
    name: number.verified_name || number.display_phone_number,
    address: number.display_phone_number,
    ...(quality && { quality }),
    registered: number.platform_type === undefined || number.platform_type === 'CLOUD_API',
  }
}

/** A number that has sent little has no quality yet. */
export function toQuality(rating: string | undefined): NumberFacts['quality'] {
  const known = rating?.toLowerCase()
  return known === 'green' || known === 'yellow' || known === 'red' ? known : undefined
}

const invalid = { ok: false, problem: 'invalid', said: '' } as const
const missing = { ok: false, problem: 'not_found', said: '' } as const
const unknownAnswer = {
  ok: false,
  problem: 'not_found',
  said: 'an answer of another kind',
} as const

/** What a refused or lost call means for who set something up; their words go along. */
export function refusal(answer: Exclude<GraphAnswer, { outcome: 'ok' }>): {
  ok: false
  problem: ValueProblem
  said: string
} {
  if (answer.outcome !== 'refused') return { ok: false, problem: 'unreachable', said: '' }
  const { error } = answer
  const said = [error.message, error.details].filter(Boolean).join(': ')
  return { ok: false, problem: problemOf(error), said }
}

/** Codes that ask for patience: the service itself, and too many calls. */
const LATER = [1, 2, 4, 613, 80007, 130429, 131000, 131016, 131057]
const NOT_ALLOWED = [3, 10, 200, 131005]

function problemOf({ status, code, subcode }: GraphError): ValueProblem {
  if (code === 190) return subcode === 463 ? 'expired' : subcode === 460 ? 'revoked' : 'invalid'
  if (NOT_ALLOWED.includes(code)) return 'permission'
  if (LATER.includes(code) || status >= 500 || code === 0) return 'unreachable'
  return 'not_found'
}
