interface Item {
  quantity: number
  price?: number | undefined
  currency?: string | undefined
}

/** What an order comes to in each currency; nothing where a price is missing. */
export function totalsOf(items: Item[]): { currency: string | undefined; amount: number }[] {
  if (items.some(({ price }) => price === undefined)) return []
  const by = Map.groupBy(items, ({ currency }) => currency)
  return [...by].map(([currency, of]) => ({
    currency,
    amount: of.reduce((sum, { price = 0, quantity }) => sum + price * quantity, 0),
  }))
}
