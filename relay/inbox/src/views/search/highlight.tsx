import type { ComponentChildren } from 'preact'

/** Letters without their accents, in lower case; as long as the text it was made from, letter by letter. */
function fold(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
      return plain.length === letter.length ? plain : letter
    })
    .join('')
}

/** The text with the words that were looked for marked; each also as the beginning of a longer word. */
export function highlight(text: string, query: string): ComponentChildren[] {
  const words = fold(query).match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return [text]
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})[\\p{L}\\p{N}]*`, 'gu')
  const parts: ComponentChildren[] = []
  let at = 0
  for (const match of fold(text).matchAll(pattern)) {
    parts.push(text.slice(at, match.index))
    at = match.index + match[0].length
    parts.push(<mark>{text.slice(match.index, at)}</mark>)
  }
  return [...parts, text.slice(at)]
}
