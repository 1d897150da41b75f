import * as v from 'valibot'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import type { Egress, EgressResponse } from '../../../relay/src/egress/egress.ts'
import { EgressError } from '../../../relay/src/egress/egress-error.ts'
import { parseExactJson } from '../../../relay/src/egress/exact-json.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'
import { addressIn } from './shop-address.ts'

/** Milliseconds: somebody looks at an empty page meanwhile. */
export const TOKEN_TIMEOUT = 8_000
const MAX_BYTES = 65_536

/** Tokens a shop gave, with how many seconds they are good for. */
export interface Granted {
  access: string
  accessSeconds: number
  refresh: string
  refreshSeconds: number
  scopes: string
}

/** Somebody of a shop's staff, as Shopify knows them. */
export interface StaffMember {
  id: string
  name: string
  email: string
  locale: string
  isAccountOwner: boolean
}

/**
 * - refused: what was brought opens nothing (any more) · unreachable: no answer, or none that makes
 *   sense, so that it may have been done
 */
export type TokenAnswer<T> =
  | { outcome: 'ok'; data: T }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'unreachable'; reason: string }

/** Asks shops for tokens. Nothing of it is logged or kept. */
export interface TokenRequests {
  /** A token of the app's own for a shop, for a session token of somebody in it. */
  exchange(shop: ShopDomain, sessionToken: string): Promise<TokenAnswer<Granted>>
  refresh(shop: ShopDomain, refreshToken: string): Promise<TokenAnswer<Granted>>
  /** Who a session token is about; the token that comes with it is let go. */
  person(shop: ShopDomain, sessionToken: string): Promise<TokenAnswer<StaffMember>>
}

const EXCHANGE = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
}
const REQUESTED = 'urn:shopify:params:oauth:token-type'

export function createTokenRequests(deps: {
  egress: Egress
  shopify: ShopifyConfig
}): TokenRequests {
  const ask = createAsk(deps)
  return {
    exchange: (shop, subject_token) =>
      ask(
        shop,
        {
          ...EXCHANGE,
          subject_token,
          requested_token_type: `${REQUESTED}:offline-access-token`,
          expiring: '1',
        },
        granted,
      ),
    refresh: (shop, refresh_token) =>
      ask(shop, { grant_type: 'refresh_token', refresh_token }, granted),
    person: (shop, subject_token) =>
      ask(
        shop,
        { ...EXCHANGE, subject_token, requested_token_type: `${REQUESTED}:online-access-token` },
        person,
      ),
  }
}

type Ask = <T>(
  shop: ShopDomain,
  form: Record<string, string>,
  schema: v.GenericSchema<unknown, T>,
) => Promise<TokenAnswer<T>>

function createAsk(deps: { egress: Egress; shopify: ShopifyConfig }): Ask {
  const { apiKey, secrets } = deps.shopify

  async function send(shop: ShopDomain, form: Record<string, string>): Promise<EgressResponse> {
    const { url, host } = addressIn(deps.shopify, shop, '/admin/oauth/access_token')
    return deps.egress.request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        'user-agent': 'Loods',
      },
      body: new URLSearchParams({ client_id: apiKey, ...form }).toString(),
      hosts: [host],
      timeoutMs: TOKEN_TIMEOUT,
      maxBytes: MAX_BYTES,
    })
  }

  return async (shop, form, schema) => {
    try {
      for (const client_secret of secrets) {
        const answer = read(await send(shop, { ...form, client_secret }), schema)
        if (answer.outcome !== 'wrong_secret') return answer
      }
      return { outcome: 'unreachable', reason: 'SHOPIFY_API_SECRET is not this app’s' }
    } catch (error) {
      if (!(error instanceof EgressError)) throw error
      return { outcome: 'unreachable', reason: error.code }
    }
  }
}

const failure = v.object({ error: v.string() })
/** What tells nothing of the token that was brought. */
const NOT_THE_TOKEN = ['server_error', 'temporarily_unavailable', 'slow_down']

function read<T>(
  { status, body }: EgressResponse,
  schema: v.GenericSchema<unknown, T>,
): TokenAnswer<T> | { outcome: 'wrong_secret' } {
  const data = parse(body)
  const known = v.safeParse(schema, data)
  if (status === 200 && known.success) return { outcome: 'ok', data: known.output }
  const { error } = v.is(failure, data) ? data : { error: '' }
  if (error === 'invalid_client') return { outcome: 'wrong_secret' }
  const isRefusal = [400, 401, 403].includes(status) && error !== ''
  if (isRefusal && !NOT_THE_TOKEN.includes(error)) return { outcome: 'refused', reason: error }
  return { outcome: 'unreachable', reason: `HTTP ${status}${error && ` ${error}`}` }
}

function parse(body: Buffer): unknown {
  try {
    return parseExactJson(body)
  } catch {
    return undefined
  }
}

const token = v.pipe(v.string(), v.minLength(1), v.maxLength(500))
const seconds = v.pipe(v.number(), v.minValue(1))
/** Days a refresh token is good for where the answer does not say. */
const REFRESH_DAYS = 90

const granted = v.pipe(
  v.object({
    access_token: token,
    expires_in: seconds,
    refresh_token: token,
    refresh_token_expires_in: v.optional(seconds, REFRESH_DAYS * 86_400),
    scope: v.string(),
  }),
  v.transform(
    (it): Granted => ({
      access: it.access_token,
      accessSeconds: it.expires_in,
      refresh: it.refresh_token,
      refreshSeconds: it.refresh_token_expires_in,
      scopes: it.scope,
    }),
  ),
)

const text = v.fallback(v.string(), '')
const person = v.pipe(
  v.object({
    associated_user: v.object({
      id: v.union([v.string(), v.number()]),
      first_name: text,
      last_name: text,
      email: text,
      locale: text,
      account_owner: v.fallback(v.boolean(), false),
    }),
  }),
  v.transform(
    ({ associated_user: it }): StaffMember => ({
      id: String(it.id),
      name: `${it.first_name} ${it.last_name}`.trim(),
      email: it.email,
      locale: it.locale,
      isAccountOwner: it.account_owner,
    }),
  ),
)
