import * as v from 'valibot'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import type { Egress, EgressResponse } from '../../../relay/src/egress/egress.ts'
import { EgressError } from '../../../relay/src/egress/egress-error.ts'
import { parseExactJson } from '../../../relay/src/egress/exact-json.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'
import { addressIn } from '../tokens/shop-address.ts'
import type { TokenService } from '../tokens/token.service.ts'
import { ADMIN_API_VERSION, type AdminAnswer, type AdminApi } from './admin-api.ts'
import { readAnswer } from './read-answer.ts'

/** Milliseconds: a member may be waiting for it. */
const TIMEOUT = 6_000
const MAX_BYTES = 2 * 1_048_576
/** Milliseconds to wait where a shop says that it is asked too much, but not for how long. */
const PAUSE = 2_000

export interface AdminClientDeps {
  egress: Egress
  shopify: ShopifyConfig
  tokens: Pick<TokenService, 'open' | 'renew'>
}

/** Asks each shop at its own host alone, with its own token; a token that died is renewed once. */
export function createAdminClient(deps: AdminClientDeps): AdminApi {
  const send = createSend(deps)
  return {
    async query<T>(siteId: string, query: string, variables: Record<string, unknown> = {}) {
      const body = JSON.stringify({ query, variables })
      const opened = await deps.tokens.open(siteId)
      if (opened.outcome !== 'ok') return opened
      const first = await send<T>(opened, body)
      if (first.outcome !== 'signed_out') return first
      const renewed = await deps.tokens.renew(siteId, opened.token)
      return renewed.outcome === 'ok' ? send<T>(renewed, body) : renewed
    },
  }
}

type Send = <T>(to: { shop: ShopDomain; token: string }, body: string) => Promise<AdminAnswer<T>>

function createSend({ egress, shopify }: AdminClientDeps): Send {
  return async <T>({ shop, token }: { shop: ShopDomain; token: string }, body: string) => {
    const path = `/admin/api/${ADMIN_API_VERSION}/graphql.json`
    const { url, host } = addressIn(shopify, shop, path)
    try {
      const answer = await egress.request(url, {
        method: 'POST',
        headers: {
          'x-shopify-access-token': token,
          'content-type': 'application/json',
          accept: 'application/json',
          'user-agent': 'Loods',
        },
        body,
        hosts: [host],
        timeoutMs: TIMEOUT,
        maxBytes: MAX_BYTES,
      })
      return read<T>(answer)
    } catch (error) {
      if (!(error instanceof EgressError)) throw error
      return { outcome: 'unreachable', reason: error.code }
    }
  }
}

function read<T>({ status, headers, body }: EgressResponse): AdminAnswer<T> {
  if (status === 401) return { outcome: 'signed_out' }
  if (status === 403) return { outcome: 'denied', message: 'HTTP 403' }
  if (status === 429) {
    return { outcome: 'throttled', retryAfterMs: Number(headers['retry-after']) * 1_000 || PAUSE }
  }
  if (status >= 500) return { outcome: 'unreachable', reason: `HTTP ${status}` }
  // 402: the shop has not paid, 404: it is gone, 423: it is locked.
  if (status !== 200) return { outcome: 'refused', message: `HTTP ${status}` }
  const data = parse(body)
  if (!v.is(v.record(v.string(), v.unknown()), data)) {
    return { outcome: 'unreachable', reason: 'an answer that makes no sense' }
  }
  return readAnswer<T>(data)
}

function parse(body: Buffer): unknown {
  try {
    return parseExactJson(body)
  } catch {
    return undefined
  }
}
