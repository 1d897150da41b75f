/** @jsxImportSource #dom */

import type { Bubble } from './items.ts'
import { linkify } from './linkify.ts'
import type { View } from './view.ts'

const WEB = /^https?:/

let cards: typeof import('./card.tsx') | undefined
let asked = false

/** A text in which addresses and numbers can be pressed; or the card it stands for, once that can be drawn. */
export function Linked({ message, view }: { message: Bubble['message']; view: View }) {
  const { card, text } = message
  if (card && !asked) void fetchCards(view)
  if (card && cards && WEB.test(card.url)) return <cards.Card card={card} view={view} />
  return linkify(text).map((piece) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {piece.text}
      </a>
    ),
  )
}

/** Only where a thread holds a card; until it is here, and where it does not come, the text says the same. */
async function fetchCards(view: View): Promise<void> {
  asked = true
  try {
    cards = await import('./card.tsx')
    view.host.addStyles(cards.css)
    view.act.change({})
  } catch {
    asked = false
  }
}
