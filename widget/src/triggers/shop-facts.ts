import type { LoodsContext } from '../../types/index.d.ts'

/** What conditions ask of the cart and the product, of what the page said. */
export function shopFacts(said: LoodsContext[]) {
  const { cart, product }: LoodsContext = Object.assign({}, ...said)
  const lines = cart?.lines ?? []
  const sum = (of: (line: (typeof lines)[number]) => number) =>
    lines.reduce((total, line) => total + of(line), 0)
  return {
    cart_value: cart?.total ?? sum(({ price = 0, quantity }) => price * quantity),
    cart_items: sum(({ quantity }) => quantity),
    cart: named(lines),
    product: named(product ? [product] : []),
  }
}

/** Ids and titles: a condition may ask for either. */
function named(things: { id?: string; title: string }[]): string[] {
  return things.flatMap(({ id = '', title }) => [`${id}`, title])
}
