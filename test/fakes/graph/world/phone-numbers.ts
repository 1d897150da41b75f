const COUNTRIES: [prefix: string, country: string][] = [
  ['1', 'US'],
  ['27', 'ZA'],
  ['31', 'NL'],
  ['32', 'BE'],
  ['33', 'FR'],
  ['34', 'ES'],
  ['39', 'IT'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['52', 'MX'],
  ['54', 'AR'],
  ['55', 'BR'],
  ['62', 'ID'],
  ['91', 'IN'],
  ['234', 'NG'],
  ['971', 'AE'],
]

export function callingCodeOf(digits: string): string {
  return COUNTRIES.find(([prefix]) => digits.startsWith(prefix))?.[0] ?? ''
}

/** Two letters for a BSUID; ZZ where the fake does not know the country. */
export function countryOf(digits: string): string {
  return COUNTRIES.find(([prefix]) => digits.startsWith(prefix))?.[1] ?? 'ZZ'
}

/**
 * The digits WhatsApp knows a phone by, which may differ from those that were dialled (contract 1.6):
 * Mexico gets a 1 and Argentina a 9 after the country code, Brazil loses the ninth digit where the
 * area code is 31 or above.
 */
export function waIdOf(digits: string): string {
  if (/^52[^1]\d{9}$/.test(digits)) return `521${digits.slice(2)}`
  if (/^54[^9]\d{9}$/.test(digits)) return `549${digits.slice(2)}`
  if (/^55[3-9]\d9\d{8}$/.test(digits)) return digits.slice(0, 4) + digits.slice(5)
  return digits
}

/**
 * The digits that `to` means. Without "+" the country code of the sending number is put before digits
 * that do not begin with it (contract 2: "may be prefixed"; the fake always does, so that a client
 * that forgets the "+" finds out). Undefined where it is no phone number.
 */
export function dialledDigits(to: string, senderDigits: string): string | undefined {
  const digits = to.replace(/[\s().-]/g, '')
  if (!/^\+?\d{5,20}$/.test(digits)) return undefined
  if (digits.startsWith('+')) return digits.slice(1)
  const home = callingCodeOf(senderDigits)
  return digits.startsWith(home) ? digits : home + digits
}
