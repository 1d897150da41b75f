import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether a body bears the signature of who knows one of an app's secrets: base64 of HMAC-SHA256 over
 * exactly the bytes that came. Whatever looks otherwise is no signature.
 */
export function isSigned(
  bytes: Buffer,
  signature: string | undefined,
  secrets: readonly string[],
): boolean {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(signature ?? '')) return false
  const given = Buffer.from(signature ?? '', 'base64')
  return secrets.some((secret) =>
    timingSafeEqual(createHmac('sha256', secret).update(bytes).digest(), given),
  )
}
