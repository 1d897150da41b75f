/** @jsxImportSource #dom */
import { linkify } from './linkify.ts'

/** A text in which addresses and numbers can be pressed. */
export function Linked({ text }: { text: string }) {
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
