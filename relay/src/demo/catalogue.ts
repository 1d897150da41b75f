import type { Language } from '@loods/protocol'
import type { Catalogue } from './assets/cart.js'
import type { Hour } from './pictures/scenes.ts'
import { type CategoryId, type Product, products, type Variant } from './products.ts'

export const orders = ['ours', 'low', 'high'] as const
export type Order = (typeof orders)[number]

export function findProduct(id: string): Product | undefined {
  return products.find((product) => product.id === id)
}

/** The goods with these ids, in their order; an unknown id is left out. */
export function productsById(ids: readonly string[]): readonly Product[] {
  return ids.flatMap((id) => findProduct(id) ?? [])
}

export function productsOf(category: CategoryId, order: Order): readonly Product[] {
  const own = products.filter((product) => product.category === category)
  if (order === 'ours') return own
  const direction = order === 'low' ? 1 : -1
  return own.toSorted((a, b) => direction * (lowestPrice(a) - lowestPrice(b)))
}

/** Cents. */
export function lowestPrice({ variants }: Product): number {
  return Math.min(...variants.map(({ price }) => price))
}

export function hasPrices({ variants }: Product): boolean {
  return new Set(variants.map(({ price }) => price)).size > 1
}

/** Number of an article: a product in one of its variants. */
export function skuOf(product: Product, variant: Variant): string {
  return `${product.id}.${variant.id}`
}

/** Name of the picture among the shop's assets. */
export function pictureOf(product: Product, variant: Variant, hour: Hour = 'day'): string {
  return `${skuOf(product, variant)}${hour === 'evening' ? '.evening' : ''}.svg`
}

export function describePicture(product: Product, variant: Variant, language: Language): string {
  const look = variant.swatch ? `, ${variant.label[language].toLowerCase()}` : ''
  return `${product.title[language]}${look}`
}

/** All articles in one language, for a browser to draw its cart with. */
export function catalogueOf(
  language: Language,
  address: { product: (id: string) => string; asset: (name: string) => string },
): Catalogue {
  const entries = products.flatMap((product) =>
    product.variants.map((variant) => [
      skuOf(product, variant),
      {
        id: product.id,
        title: product.title[language],
        variant: variant.label[language],
        price: variant.price,
        picture: address.asset(pictureOf(product, variant)),
        url: address.product(product.id),
      },
    ]),
  )
  return Object.fromEntries(entries)
}
