/** Country codes of one and of two digits (ITU-T E.164, list of 2016); all others have three. */
const SHORT = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/
/** Dutch area codes of two digits; others have three. */
const DUTCH_AREAS = /^(?:6|1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d|8[58])/

/**
 * A phone number as people read it: `+31 6 12345678`, `+32 475 123 456`. What is not a whole number
 * with its country is given back as it is.
 */
export function spacedPhone(number: string): string {
  const digits = number.replaceAll(/[\s().-]/g, '')
  if (!/^\+\d{8,15}$/.test(digits)) return number
  const code = SHORT.exec(digits.slice(1))?.[0] ?? digits.slice(1, 4)
  const rest = digits.slice(1 + code.length)
  return `+${code} ${code === '31' ? dutch(rest) : inThrees(rest)}`
}

function dutch(rest: string): string {
  const area = DUTCH_AREAS.exec(rest)?.[0] ?? rest.slice(0, 3)
  return `${area} ${rest.slice(area.length)}`
}

/** Groups of three, of which the last may have four. */
function inThrees(rest: string): string {
  return rest.replaceAll(/(\d{3})(?=\d{2})/g, '$1 ')
}
