import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import { toJson } from '../json.ts'

/** What a request is answered with; an object goes out as JSON. */
export interface Answer {
  status: number
  body: object | string
  headers?: Record<string, string>
}

export function toResponse({ status, body, headers = {} }: Answer): Response {
  const isText = typeof body === 'string'
  const type = isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8'
  return new Response(isText ? body : toJson(body), {
    status,
    headers: { 'content-type': type, ...headers },
  })
}

/** Breaks the connection. */
export function hangUp(c: Context): Response {
  const { outgoing } = (c.env ?? {}) as { outgoing?: { destroy: () => void } }
  if (!outgoing) throw new TypeError('fetch failed: the connection broke')
  outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}
