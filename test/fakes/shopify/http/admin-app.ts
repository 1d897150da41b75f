import type { Context } from 'hono'
import { type Answer, answerAsPlanned } from '../../shared/answer.ts'
import { type Bucket, createBucket } from '../admin-api/bucket.ts'
import { graphql } from '../admin-api/graphql.route.ts'
import { accessToken } from '../auth/access-token.route.ts'
import type { Core } from '../core.ts'
import type { RequestFault } from '../faults.ts'
import type { Shop } from '../world/shop.ts'
import { toResponse } from './answer.ts'
import { type AdminRequest, type RecordedRequest, readRequest } from './request.ts'

const GRAPHQL = /^\/admin\/api\/([\w-]+)\/graphql\.json$/
const STANDARD = { maximum: 2000, restoreRate: 100 }
const PLUS = { maximum: 20_000, restoreRate: 1000 }

/** Answers what an app's server asks of a shop's admin: tokens and the Admin API. */
export type AdminApp = (c: Context, request: Request, shop: Shop) => Promise<Response>

/** Every request is recorded, then goes wrong as planned, then is answered. */
export function createAdminApp(core: Core, requests: RecordedRequest[]): AdminApp {
  const buckets = new Map<string, Bucket>()

  function bucketOf(shop: Shop): Bucket {
    const limits = shop.plan.shopifyPlus ? PLUS : STANDARD
    const bucket = buckets.get(shop.domain) ?? createBucket(limits, core.time.now)
    buckets.set(shop.domain, bucket)
    return bucket
  }

  async function answerTo(request: AdminRequest, fault: RequestFault | undefined): Promise<Answer> {
    const { method, path, shop } = request
    if (shop.standing === 'closed') return { status: 404, body: { errors: 'Not Found' } }
    if (shop.standing === 'frozen') return unavailable()
    if (method === 'POST' && path === '/admin/oauth/access_token') return accessToken(core, request)
    if (method !== 'POST' || !GRAPHQL.test(path))
      return { status: 404, body: { errors: 'Not Found' } }
    const answer = await graphql(core, request, bucketOf(shop), fault === 'throttled')
    const [, version = ''] = GRAPHQL.exec(path) ?? []
    return {
      ...answer,
      headers: { 'x-shopify-api-version': version, 'x-request-id': core.ids.uuid() },
    }
  }

  return async (c, request, shop) => {
    const read = await readRequest(request, core.time.now(), shop)
    const recorded = { ...read, status: undefined, answer: undefined }
    requests.push(recorded)
    return await answerAsPlanned(c, core, recorded, {
      answer: async (fault) => failing(fault) ?? (await answerTo(read, fault)),
      write: toResponse,
    })
  }
}

function failing(fault: RequestFault | undefined): Answer | undefined {
  if (fault === 'bad_gateway') {
    return { status: 502, body: '<!DOCTYPE html><html><body>502 Bad Gateway</body></html>' }
  }
  if (fault === 'server_error') return { status: 500, body: { errors: 'Internal Server Error' } }
  if (fault === 'bad_token') {
    const errors = '[API] Invalid API key or access token (unrecognized login or wrong password)'
    return { status: 401, body: { errors } }
  }
  if (fault === 'frozen_shop') return unavailable()
  if (fault !== 'too_many_requests') return undefined
  const errors =
    'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.'
  return { status: 429, body: { errors }, headers: { 'retry-after': '2.0' } }
}

function unavailable(): Answer {
  return { status: 402, body: { errors: 'Unavailable Shop' } }
}
