import { minorDigits } from '@loods/protocol/money'

/** Writes amounts of minor units, such as cents. @param currency ISO 4217 */
export function moneyIn(locale: string, currency: string): (minor: number) => string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const units = 10 ** minorDigits(currency)
  return (minor) => format.format(minor / units)
}

/** Says of a number that it is more or less, with the sign before everything else. */
export function signed(write: (value: number) => string): (value: number) => string {
  return (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${write(Math.abs(value))}`
}
