import type { Language } from '@loods/protocol'
import { minorDigits } from '@loods/protocol/money'

/** Money as the Admin API writes it: the main unit, in digits. */
export interface Money {
  amount: string
  /** ISO 4217. */
  currencyCode: string
}

/** In the currency's minor unit: '59.9' of EUR is 5990. */
export function inMinorUnits({ amount, currencyCode }: Money): number {
  return Math.round(Number(amount) * 10 ** minorDigits(currencyCode))
}

/** As people write it in this language, such as “€ 59,90”. */
export function writeMoney({ amount, currencyCode }: Money, language: Language): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: currencyCode })
  return format.format(Number(amount))
}
