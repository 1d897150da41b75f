import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Names the way and the key something was sealed with, for the day either changes. */
const VERSION = 'v1'

/**
 * Encrypts a text for a database column (AES-256-GCM).
 * @param where what the text belongs to (site and column); it opens nowhere else
 */
export function seal(key: Buffer, text: string, where: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(where))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [VERSION, iv, cipher.getAuthTag(), body]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.')
}

/** Opens what `seal` made. @throws when the key, the place or a byte is another */
export function unseal(key: Buffer, sealed: string, where: string): string {
  const [version, iv = '', tag = '', body = ''] = sealed.split('.')
  if (version !== VERSION) throw new Error('sealed in a way this relay does not know')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'))
    .setAAD(Buffer.from(where))
    .setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([
    decipher.update(Buffer.from(body, 'base64url')),
    decipher.final(),
  ]).toString('utf8')
}
