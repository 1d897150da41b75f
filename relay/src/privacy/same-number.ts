/** Digits a national number has at least: fewer could be anybody's. */
const MIN_NATIONAL = 8

/**
 * Whether what somebody typed is a number that is known with its country.
 * @param typed as people write it: `06-12345678`, `0031 6 12345678`
 * @param known such as `+31612345678`
 */
export function isSameNumber(typed: string, known: string): boolean {
  const digits = typed.replace(/\D/g, '').replace(/^00/, '')
  const whole = known.replace(/\D/g, '')
  if (digits === whole) return digits !== ''
  const national = digits.replace(/^0/, '')
  return digits.startsWith('0') && national.length >= MIN_NATIONAL && whole.endsWith(national)
}
