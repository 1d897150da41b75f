export interface Product {
  id: bigint
  title: string
  handle: string
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT'
  vendor: string
  productType: string
  tags: string[]
  description: string
  /** Addresses; the first is the featured one. */
  images: { id: bigint; url: string; alt: string | null }[]
  variants: Variant[]
  /** Not sold in the online store: no address there. */
  published: boolean
  createdAt: number
  updatedAt: number
}

export interface Variant {
  id: bigint
  title: string
  sku: string
  /** As Shopify writes money: `"49.00"`. */
  price: string
  compareAtPrice: string | null
  options: { name: string; value: string }[]
  /** Undefined: not counted, always for sale. */
  stock: number | undefined
}

export interface Discount {
  id: bigint
  kind: 'Basic' | 'Bxgy' | 'FreeShipping'
  code: string
  title: string
  summary: string
  startsAt: number
  endsAt: number | undefined
  used: number
  usageLimit: number | undefined
}

export function isForSale({ stock }: Variant): boolean {
  return stock === undefined || stock > 0
}
