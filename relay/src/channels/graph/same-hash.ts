import { hash } from 'node:crypto'

/** Bytes of a SHA-256. */
const LENGTH = 32

/**
 * Whether bytes have the hash that was told of them, in hex or base64 (Meta writes both). What is
 * neither says nothing, and fits all.
 */
export function fitsHash(bytes: Buffer, told: string | undefined): boolean {
  const wanted = told === undefined ? undefined : decode(told)
  return !wanted || wanted.equals(hash('sha256', bytes, 'buffer'))
}

function decode(text: string): Buffer | undefined {
  if (/^[\da-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === LENGTH && /^[\w+/-]{43}=?$/.test(text) ? bytes : undefined
}
