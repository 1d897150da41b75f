import type { Shop } from './shop.ts'

/** All there is at this Shopify. */
export interface World {
  shops: Map<string, Shop>
}

export function createWorld(): World {
  return { shops: new Map() }
}
