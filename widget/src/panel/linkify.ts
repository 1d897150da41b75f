/**
 * Web and e-mail addresses and phone numbers in a text. Every repetition that may be tried from many
 * places is bounded, so that the time stays in proportion to the text.
 */
const LINK =
  /https?:\/\/[^\s<>"]+|www\.[^\s<>"]+|[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}|\+\d(?:[ -]?\d){7,14}/gi
const SAFE = ['http:', 'https:', 'mailto:', 'tel:']
/** Punctuation that ends a sentence rather than an address. */
const TAIL = /[.,;:!?'*_~\]}]$/

export interface Link {
  href: string
  text: string
}

/** The same text in pieces: plain ones, and those that lead somewhere. Only http, https, mailto and tel. */
export function linkify(text: string): Array<string | Link> {
  const pieces: Array<string | Link> = []
  let at = 0
  for (const found of text.matchAll(LINK)) {
    const word = trimTail(found[0])
    const href = toHref(word)
    if (!href) continue
    if (found.index > at) pieces.push(text.slice(at, found.index))
    pieces.push({ href, text: word })
    at = found.index + word.length
  }
  if (at < text.length) pieces.push(text.slice(at))
  return pieces
}

/** Takes off what belongs to the sentence: its punctuation, and a bracket that was opened before the address. */
function trimTail(word: string): string {
  let opened = 0
  for (const char of word) opened += char === '(' ? 1 : char === ')' ? -1 : 0
  let end = word.length
  for (;;) {
    if (opened < 0 && word[end - 1] === ')') opened += 1
    else if (!TAIL.test(word[end - 1] ?? '')) break
    end -= 1
  }
  return word.slice(0, end)
}

function toHref(word: string): string | undefined {
  const address = /^https?:/i.test(word)
    ? word
    : /^www\./i.test(word)
      ? `https://${word}`
      : word.includes('@')
        ? `mailto:${word}`
        : `tel:${word.replace(/[ -]/g, '')}`
  try {
    const url = new URL(address)
    return SAFE.includes(url.protocol) ? url.href : undefined
  } catch {
    return undefined
  }
}
