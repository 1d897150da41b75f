/** Makes every identifier of the fake from one source of randomness. */
export interface Identifiers {
  /** A Graph object: 15 to 17 digits. */
  node: () => string
  /** Beyond 2^53, as ids of templates may be. */
  bigNode: () => string
  /** `wamid.` and base64 of changing length; "=", "+" and "/" occur. */
  wamid: () => string
  /** A Messenger message. */
  mid: () => string
  /** `CC.` and alphanumerics (contract 1.6). */
  bsuid: (country: string) => string
  accessToken: () => string
  secret: () => string
  traceId: () => string
  /** Letters and digits, for QR codes and hashes. */
  word: (length: number) => string
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** @param random numbers from 0 to 1; the same sequence gives the same identifiers */
export function createIdentifiers(random: () => number): Identifiers {
  const below = (limit: number): number => Math.floor(random() * limit)
  const many = (length: number, alphabet: string): string =>
    Array.from({ length }, () => alphabet[below(alphabet.length)]).join('')
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => below(256)))
  const digits = (length: number): string => `${1 + below(9)}${many(length - 1, '0123456789')}`

  return {
    node: () => digits(15 + below(3)),
    bigNode: () => `9${digits(16 + below(2))}`,
    wamid: () => `wamid.HBg${bytes(36 + below(14)).toString('base64')}`,
    mid: () => `m_${bytes(60).toString('base64url')}`,
    bsuid: (country) => `${country}.${many(13 + below(20), LETTERS)}`,
    accessToken: () => `EAA${many(160, LETTERS)}`,
    secret: () => bytes(16).toString('hex'),
    traceId: () => `A${many(22, LETTERS)}`,
    word: (length) => many(length, LETTERS),
  }
}
