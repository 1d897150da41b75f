import { customAlphabet } from 'nanoid'

/** Crockford's base 32: no letter that is taken for a digit or another letter. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const mintLetters = customAlphabet(ALPHABET, 8)
/** As people change it: other case, spaces or nothing between, with or without what we put around it. */
const IN_TEXT = /\(?\s*\bref\.?\s*[:.]?\s*([0-9A-Z]{4})[\s\-–—_]?([0-9A-Z]{4})(?![0-9A-Z])\s*\)?/i

/**
 * A code that stands in a message a person sends, such as K7Q2-9XFD: 40 random bits, so that
 * nobody finds one by trying within its half hour. Always kept as `hashSecret` of it.
 */
export function mintVisibleCode(): string {
  const letters = mintLetters()
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** The code as it stands in a text to be sent. */
export function withVisibleCode(text: string, code: string): string {
  return `${text} (Ref: ${code})`
}

/**
 * The code in what somebody sent, however they changed it, and the text without it.
 * @returns undefined where there is none
 */
export function readVisibleCode(text: string): { code: string; rest: string } | undefined {
  const found = IN_TEXT.exec(text)
  if (!found) return undefined
  const letters = `${found[1]}${found[2]}`
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
  return {
    code: `${letters.slice(0, 4)}-${letters.slice(4)}`,
    rest: rest.replaceAll(/ {2,}/g, ' ').trim(),
  }
}
