import type { Outgoing } from '../adapter.ts'
import { splitText } from '../graph/split-text.ts'

/** Characters (UTF-16 units) of a text; above a button that opens an address there is less room. */
export const MAX_TEXT = 2_000
export const MAX_LINK_TEXT = 640

/**
 * What a message leaves as: a file is a message of its own, a long text several; buttons stand under
 * the last of them, and the first one quotes.
 */
export function partsOf(message: Outgoing): Outgoing[] {
  const { ref, to, text = '', file, quote, choices, link, human } = message
  const ending = { ...(choices && { choices }), ...(link && { link }) }
  const pieces = cut(text, link !== undefined).map((piece) => ({ text: piece }))
  const bodies = [...(file ? [{ file }] : []), ...pieces]
  const last = bodies.length - 1
  return bodies.map((body, index) => ({
    to,
    ...body,
    ref: index === 0 ? ref : `${ref}.${index + 1}`,
    ...(human && { human }),
    ...(index === 0 && quote !== undefined && { quote }),
    ...(index === last && ending),
  }))
}

function cut(text: string, linked: boolean): string[] {
  const pieces = splitText(text, MAX_TEXT)
  const last = pieces.at(-1)
  if (!linked || last === undefined || last.length <= MAX_LINK_TEXT) return pieces
  return [...pieces.slice(0, -1), ...splitText(last, MAX_LINK_TEXT)]
}
