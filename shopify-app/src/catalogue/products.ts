import { CATALOGUE_PAGE, type Language, type ProductCard } from '@loods/protocol'
import { graphql } from '../admin-api/admin-api.ts'
import { searchWords } from '../admin-api/search-words.ts'
import { inMinorUnits, writeMoney } from '../money.ts'
import { numberOf } from '../numbers.ts'

/** Variations of one product that are looked at. */
const MOST_VARIANTS = 6
/** Products of which variations are shown too: of many, the cards would hide the products. */
const FEW = 3

/** Products by what was typed, each with its first variations. Needs read_products. */
export const PRODUCTS = graphql`
  query Products($first: Int!, $variants: Int!, $query: String) {
    products(first: $first, query: $query, sortKey: UPDATED_AT, reverse: true) {
      nodes {
        id
        title
        onlineStoreUrl
        hasOnlyDefaultVariant
        featuredMedia {
          preview {
            image {
              url(transform: { maxWidth: 400, maxHeight: 400 })
            }
          }
        }
        variants(first: $variants) {
          nodes {
            id
            title
            price
            availableForSale
            inventoryPolicy
            inventoryQuantity
            media(first: 1) {
              nodes {
                preview {
                  image {
                    url(transform: { maxWidth: 400, maxHeight: 400 })
                  }
                }
              }
            }
          }
        }
      }
    }
    shop {
      currencyCode
    }
  }
`

type Picture = { preview: { image: { url: string } | null } | null } | null

interface Variant {
  id: string
  title: string
  price: string
  availableForSale: boolean
  inventoryPolicy: 'DENY' | 'CONTINUE'
  inventoryQuantity: number | null
  media: { nodes: Picture[] }
}

export interface ProductsAnswer {
  products: {
    nodes: Array<{
      id: string
      title: string
      /** Null where it is not in the online shop. */
      onlineStoreUrl: string | null
      hasOnlyDefaultVariant: boolean
      featuredMedia: Picture
      variants: { nodes: Variant[] }
    }>
  }
  shop: { currencyCode: string }
}

type Product = ProductsAnswer['products']['nodes'][number]

/** @param search what a member typed; undefined for what changed last */
export function productsQuestion(search = '') {
  const query = ['status:active', 'published_status:published', ...searchWords(search)]
  return { first: CATALOGUE_PAGE, variants: MOST_VARIANTS, query: query.join(' AND ') }
}

/**
 * What is found, as cards. Where little is found, the variations of each product follow it, so that the very
 * one that was meant can go into the cart.
 */
export function toProductCards(
  { products, shop }: ProductsAnswer,
  language: Language,
): ProductCard[] {
  const sold = products.nodes.filter(({ onlineStoreUrl }) => onlineStoreUrl)
  const look = { currency: shop.currencyCode, language }
  return sold
    .flatMap((product) => {
      const variants = product.variants.nodes.map((variant) => toCard(product, variant, look))
      if (product.hasOnlyDefaultVariant) return variants
      return [toChoice(product, look), ...(sold.length <= FEW ? variants : [])]
    })
    .slice(0, CATALOGUE_PAGE)
}

/** How prices of a shop are written. */
interface Look {
  currency: string
  language: Language
}

function toCard(product: Product, variant: Variant, { currency, language }: Look): ProductCard {
  const price = { amount: variant.price, currencyCode: currency }
  const only = product.hasOnlyDefaultVariant
  const id = numberOf(variant.id)
  const url = new URL(`${product.onlineStoreUrl}`)
  if (!only) url.searchParams.set('variant', id)
  const imageUrl = pictureOf(variant.media.nodes[0]) ?? pictureOf(product.featuredMedia)
  return {
    kind: 'product',
    id,
    title: only ? product.title : `${product.title} – ${variant.title}`,
    url: url.href,
    ...(imageUrl && { imageUrl }),
    price: inMinorUnits(price),
    currency,
    priceText: writeMoney(price, language),
    stock: stockOf(variant),
    buyable: variant.availableForSale,
  }
}

/** A product of which something is chosen on its page first. */
function toChoice(product: Product, { currency, language }: Look): ProductCard {
  const variants = product.variants.nodes
  const prices = variants.map(({ price }) => Number(price))
  const price = { amount: `${Math.min(...prices)}`, currencyCode: currency }
  const one = new Set(prices).size === 1
  const text = writeMoney(price, language)
  const imageUrl = pictureOf(product.featuredMedia)
  return {
    kind: 'product',
    id: numberOf(product.id),
    title: product.title,
    url: `${product.onlineStoreUrl}`,
    ...(imageUrl && { imageUrl }),
    ...(one && { price: inMinorUnits(price) }),
    currency,
    priceText: one ? text : FROM[language](text),
    stock: variants.some(({ availableForSale }) => availableForSale) ? 'in' : 'out',
    buyable: false,
  }
}

const FROM: Record<Language, (price: string) => string> = {
  nl: (price) => `Vanaf ${price}`,
  en: (price) => `From ${price}`,
}

/** Shopify sells on where a shop allows it, though nothing is left. */
function stockOf({ availableForSale, inventoryPolicy, inventoryQuantity }: Variant) {
  if (!availableForSale) return 'out'
  const none = inventoryQuantity !== null && inventoryQuantity <= 0
  return none && inventoryPolicy === 'CONTINUE' ? 'backorder' : 'in'
}

function pictureOf(picture: Picture | undefined): string | undefined {
  return picture?.preview?.image?.url
}
