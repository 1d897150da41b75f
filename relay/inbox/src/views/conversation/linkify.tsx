import type { ComponentChildren } from 'preact'

/** http(s) addresses only; a closing bracket or full stop after one is the sentence's. */
const LINK = /https?:\/\/[^\s<>"'“”]+[^\s<>"'“”.,:;!?)\]}]/g

/** The text with its addresses as links that lead nowhere but where they say. */
export function linkify(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = []
  let at = 0
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(at, match.index))
    parts.push(
      <a href={match[0]} target="_blank" rel="noopener noreferrer nofollow">
        {match[0]}
      </a>,
    )
    at = match.index + match[0].length
  }
  return [...parts, text.slice(at)]
}
