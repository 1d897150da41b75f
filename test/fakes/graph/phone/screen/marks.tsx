const MARKS = /(\*[^*\n]+\*|(?<!\w)_[^_\n]+_(?!\w))/

/** *Bold* and _italic_, as WhatsApp shows them. */
export function marked(text: string) {
  return text.split(MARKS).map((part, i) => {
    const inside = part.slice(1, -1)
    if (i % 2 === 0) return part
    return part.startsWith('*') ? <strong key={i}>{inside}</strong> : <em key={i}>{inside}</em>
  })
}

/** The same where there is one line for it. */
export function unmarked(text: string): string {
  return text
    .split(MARKS)
    .map((part, i) => (i % 2 === 0 ? part : part.slice(1, -1)))
    .join('')
}
