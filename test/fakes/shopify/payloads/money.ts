/** A price as webhooks write it: in the shop's currency and the shopper's. */
export function priceSet(amount: string, currency_code: string): object {
  const money = { amount, currency_code }
  return { shop_money: money, presentment_money: money }
}

/** Webhooks write moments with the shop's offset; here it is UTC. */
export function moment(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString().replace(/\.\d+Z$/, '+00:00')
}
