/** Words of one search; more find nothing more. */
const MAX_TERMS = 8
const MAX_TERM = 40
/** Characters of a snippet before and after what was found. */
const BEFORE = 50
const AFTER = 110

/** A text as it is compared: without case and accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The words of a search, folded: letters and digits only, so that no query language is left in them. */
export function termsOf(query: string): string[] {
  const words = fold(query.toWellFormed()).match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words)]
    .slice(0, MAX_TERMS)
    .map((word) => [...word].slice(0, MAX_TERM).join(''))
}

/** The part of a text around the first word found, as plain text in one line. */
export function snippetOf(text: string, terms: string[]): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const at = placeOf(line, terms)
  const start = at <= BEFORE ? 0 : at - BEFORE
  const end = Math.min(line.length, at + AFTER)
  const cut = line.slice(start, end).toWellFormed().trim()
  return `${start > 0 ? '…' : ''}${cut}${end < line.length ? '…' : ''}`
}

/** Where the first of these words begins in a text; 0 when only its stem was found. */
function placeOf(line: string, terms: string[]): number {
  for (const { index, 0: word } of line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (terms.some((term) => fold(word).startsWith(term))) return index
  }
  return 0
}
