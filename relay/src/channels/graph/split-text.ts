const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Cuts below this share of the room would leave crumbs. */
const WORTHWHILE = 0.5

/**
 * Cuts a text into pieces of at most `room` characters (UTF-16 units): after a line, a sentence or a
 * word where there is one in the second half, and never inside a character.
 */
export function splitText(text: string, room: number): string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest.length > room) {
    const end = cutAt(rest, room)
    pieces.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return rest === '' ? pieces : [...pieces, rest]
}

function cutAt(text: string, room: number): number {
  const head = text.slice(0, room + 1)
  for (const border of [/\n\s*\n/g, /\n/g, /[.!?…]\s/g, /\s/g]) {
    const last = [...head.matchAll(border)].at(-1)
    const end = last ? last.index + (/\S/.test(last[0]) ? 1 : 0) : 0
    if (end > room * WORTHWHILE) return end
  }
  // What a reader sees as one character may be many: a flag, a family, an accent.
  return graphemes.segment(text).containing(room)?.index || room
}
