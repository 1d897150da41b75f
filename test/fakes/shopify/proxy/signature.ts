import { createHmac } from 'node:crypto'

/**
 * The signature of a proxied request: parameters as `name=value`, values of the same name joined by a
 * comma, sorted, put together without anything between them; hexadecimal HMAC-SHA256.
 */
export function proxySignature(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())].filter((name) => name !== 'signature')
  const parts = names.map((name) => `${name}=${query.getAll(name).join(',')}`).toSorted()
  return createHmac('sha256', secret).update(parts.join('')).digest('hex')
}
