import type { Shop } from './shop.service.ts'

/** Address of a shop's home page, as shoppers know it. */
export function homeOf(shop: Pick<Shop, 'domain' | 'facts'>): string {
  return `https://${shop.facts.primaryDomain ?? shop.domain}/`
}
