/**
 * Words somebody typed, as words of a search of the Admin API: what means something there is taken out.
 * @returns each in quotes, to be joined by AND
 */
export function searchWords(typed: string): string[] {
  const words = typed.replace(/["\\():*]/g, ' ').split(/\s+/)
  return words.filter(Boolean).map((word) => `"${word}"`)
}
