import { createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret nobody can guess: 256 random bits as base64url, 43 characters. */
export function mintSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a secret, so that a copy of the database opens nothing. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Compares in constant time; texts of different lengths are simply not equal. */
export function equalSecrets(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A key of its own for each purpose (HKDF, RFC 5869), all from SECRET_KEY. */
export function deriveKey(secretKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', `loods ${purpose}`, 32))
}
