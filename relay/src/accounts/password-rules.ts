import { MIN_PASSWORD } from '@loods/protocol'
import { RelayError } from '../errors.ts'
import { COMMON_WORDS } from './common-words.ts'

/** Letters a password must have beside words anybody would try first. */
const OWN_LETTERS = 4
/** Different signs a password must have. */
const DIFFERENT = 5

const LOOKALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/**
 * Refuses what is guessed first: short, one sign or a row of digits, common words and what is
 * known of the person or shop, however decorated. No rule about kinds of signs (NIST SP 800-63B, 5.1.1.2).
 * @param known name, e-mail address, shop: everything that is no secret
 * @throws RelayError weak_password
 */
export function checkPassword(password: string, known: string[] = []): void {
  if ([...password].length < MIN_PASSWORD) {
    throw weak(`A password has at least ${MIN_PASSWORD} characters. Three or four words do well.`)
  }
  if (isGuessable(password, known)) {
    throw weak('This password is among the first anybody would try. Take three or four words.')
  }
}

function isGuessable(password: string, known: string[]): boolean {
  const signs = password.toLowerCase()
  if (new Set(signs).size < DIFFERENT) return true
  return [fold(signs, {}), fold(signs, LOOKALIKES)].some(
    (letters) => ownLetters(letters, [...knownWords(known), ...COMMON_WORDS]) < OWN_LETTERS,
  )
}

/** Letters only, plain: no digits, signs or accents. */
function fold(text: string, lookalikes: Record<string, string>): string {
  return text
    .normalize('NFKD')
    .replace(/./gsu, (sign) => lookalikes[sign] ?? sign)
    .replace(/[^\p{L}]/gu, '')
}

function knownWords(known: string[]): string[] {
  return known
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}]+/u))
    .filter((word) => word.length >= 3)
}

/** How many letters are left once every word anybody would try is taken out, longest first. */
function ownLetters(letters: string, words: string[]): number {
  const longestFirst = [...words].sort((a, b) => b.length - a.length)
  return longestFirst.reduce((left, word) => left.replaceAll(word, ''), letters).length
}

function weak(message: string): RelayError {
  return new RelayError('weak_password', message, { field: 'password' })
}
