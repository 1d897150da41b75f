const RUN = /\d(?:[ -]?\d){12,}/g
const SHORTEST = 13
const LONGEST = 19

/**
 * Replaces all but the last four digits of what looks like a payment card number: 13 to 19 digits,
 * in whole groups, starting as cards do and passing the check of ISO/IEC 7812-1 (Luhn).
 */
export function maskCards(text: string): string {
  return text.replace(RUN, maskRun)
}

function maskRun(run: string): string {
  const parts = run.split(/([ -])/)
  for (let from = 0; from < parts.length; from += 2) {
    const to = endOfCard(parts, from)
    if (to === undefined) continue
    hideDigits(parts, from, to)
    from = to
  }
  return parts.join('')
}

/** Index of the group that ends the longest card which starts at group `from`. */
function endOfCard(parts: string[], from: number): number | undefined {
  let digits = ''
  let found: number | undefined
  for (let to = from; to < parts.length; to += 2) {
    digits += parts[to]
    if (digits.length > LONGEST) break
    if (digits.length >= SHORTEST && isCard(digits)) found = to
  }
  return found
}

function isCard(digits: string): boolean {
  if (!/^[2-6]/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit
  }
  return sum % 10 === 0
}

function hideDigits(parts: string[], from: number, to: number): void {
  let left = 4
  for (let i = to; i >= from; i -= 2) {
    const group = parts[i] ?? ''
    const shown = Math.min(left, group.length)
    left -= shown
    parts[i] = '•'.repeat(group.length - shown) + group.slice(group.length - shown)
  }
}
