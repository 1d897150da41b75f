/** Digits after the point of a currency: two of most, none of JPY. @param currency ISO 4217 */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
