const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LENGTH = 21

/** A sender's own id of a message: 21 characters, 126 random bits. @param fill crypto's random bytes */
export function createCid(fill: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(LENGTH)
  fill(bytes)
  return Array.from(bytes, (byte) => ALPHABET[byte & 63]).join('')
}
