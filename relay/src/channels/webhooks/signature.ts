import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether a body bears the signature of who knows an app's secret: `sha256=` and 64 lower-case hex
 * digits, HMAC-SHA256 over exactly the bytes that came. Whatever looks otherwise is no signature (T41).
 */
export function isSigned(bytes: Buffer, signature: string | undefined, secret: string): boolean {
  const digest = /^sha256=([0-9a-f]{64})$/.exec(signature ?? '')?.[1]
  if (digest === undefined || secret === '') return false
  const right = createHmac('sha256', secret).update(bytes).digest()
  return timingSafeEqual(right, Buffer.from(digest, 'hex'))
}
