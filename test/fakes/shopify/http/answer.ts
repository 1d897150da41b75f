import type { Answer } from '../../shared/answer.ts'
import { toJson } from '../json.ts'

export function toResponse({ status, body, headers = {} }: Answer): Response {
  const isText = typeof body === 'string'
  const type = isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8'
  return new Response(isText ? body : toJson(body), {
    status,
    headers: { 'content-type': type, ...headers },
  })
}
