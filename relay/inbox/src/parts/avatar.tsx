/** First letters of the first and last word, for a face we do not have. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

/** A face of letters; `?` for somebody without a name. */
export function Avatar({
  name,
  here,
  small,
}: {
  name: string | undefined
  here?: boolean | undefined
  small?: boolean
}) {
  return (
    <span class={small ? 'avatar small' : 'avatar'} aria-hidden="true">
      {name ? initials(name) : '?'}
      {here && <span class="here" />}
    </span>
  )
}
