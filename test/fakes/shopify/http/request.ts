import type { Ending } from '../../shared/answer.ts'
import type { Shop } from '../world/shop.ts'

/** A request to a shop's admin, however its parameters came. */
export interface AdminRequest {
  /** Milliseconds since 1970 on the fake's clock. */
  at: number
  shop: Shop
  method: string
  /** From the shop's own root on: `/admin/oauth/access_token`. */
  path: string
  headers: Headers
  /** JSON or a form. */
  body: Record<string, unknown>
}

/** A request that was made, and how it ended. */
export type RecordedRequest = AdminRequest & Ending

/** Reads `request`; a body that is neither JSON nor a form counts as empty. */
export async function readRequest(request: Request, at: number, shop: Shop): Promise<AdminRequest> {
  const { pathname: path } = new URL(request.url)
  const body = await readBody(request)
  return { at, shop, method: request.method, path, headers: request.headers, body }
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text()
  if (request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text))
  }
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>
  } catch {
    return {}
  }
}
