import type { ShopContext } from '@loods/protocol'
import type { LoodsContext } from '../../types/index.d.ts'

/** Characters of JSON a page may pass; more is not sent at all, so that it never stops a message. */
const MAX_JSON = 20_000

type Loose = Record<string, unknown>

/**
 * What a page said in one or more calls: the last word counts, fields are joined by name. The relay
 * checks each value and leaves out what it does not take.
 */
export function toShopContext(said: LoodsContext[]): ShopContext {
  const { cart, product, signals }: Loose = Object.assign({}, ...said)
  const fields = Object.assign({}, ...said.map((one) => one?.fields))
  const context = { ...(cart ? { cart } : {}), ...(product ? { product } : {}), signals, fields }
  return sizeOf(context) > MAX_JSON ? {} : (context as Loose as ShopContext)
}

function sizeOf(value: unknown): number {
  try {
    return JSON.stringify(value).length
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
