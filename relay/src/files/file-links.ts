import { createHmac } from 'node:crypto'
import { equalSecrets } from '../crypto/secrets.ts'
import { RelayError } from '../errors.ts'

/** Longest a link opens a file, in milliseconds. */
const LINK_LIFE = 3_600_000
/** Links made within this time are the same, so that a browser's cache can help. */
const LINK_STEP = 600_000

/** Addresses that open one file for at most an hour, and nothing else. */
export interface FileLinks {
  url(fileId: string): string
  /** @throws RelayError forbidden when a byte was changed, link_used_or_expired when it is too old */
  check(fileId: string, expires: number, signature: string): void
}

export function createFileLinks(options: {
  publicUrl: string
  key: Buffer
  clock: () => number
}): FileLinks {
  const sign = (fileId: string, expires: number) =>
    createHmac('sha256', options.key).update(`${fileId}.${expires}`).digest('base64url')
  return {
    url(fileId) {
      const expires = Math.floor(options.clock() / LINK_STEP) * LINK_STEP + LINK_LIFE
      return `${options.publicUrl}/files/${fileId}/${expires}/${sign(fileId, expires)}`
    },
    check(fileId, expires, signature) {
      if (!equalSecrets(sign(fileId, expires), signature)) {
        throw new RelayError('forbidden', 'This address was changed. Open the file from its chat.')
      }
      if (expires > options.clock()) return
      throw new RelayError(
        'link_used_or_expired',
        'This address has expired. Open the file from its chat; it is still there.',
      )
    },
  }
}
