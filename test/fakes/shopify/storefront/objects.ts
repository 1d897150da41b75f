import { isForSale, type Product } from '../world/catalogue.ts'
import { type Customer, cents } from '../world/sales.ts'
import type { Shop } from '../world/shop.ts'

/** Where in a shop somebody is. */
export interface Place {
  /** From the language's root on: `/products/plaid` of `/en/products/plaid`. */
  path: string
  /** `/` or `/en`. */
  root: string
  language: string
  /** What Liquid calls this kind of page. */
  pageType: string
  /** Of the theme, by the name of its file. */
  template: string
  product: Product | undefined
  query: URLSearchParams
}

/** Our own themes: `Kade` is an old one, with plain pages; any other name gets the one with sections. */
export function themeOf({ themes }: Shop): 'duin' | 'kade' {
  return themes.find(({ role }) => role === 'MAIN')?.name === 'Kade' ? 'kade' : 'duin'
}

export function placeOf(shop: Shop, url: URL): Place {
  const [, language, rest] = /^\/(en|nl)(\/.*|$)/.exec(url.pathname) ?? []
  const path = language ? rest || '/' : url.pathname
  const product = shop.products.find(({ handle }) => path === `/products/${handle}`)
  const pageType = pageTypeOf(path, product)
  return {
    ...{ path, product, pageType, query: url.searchParams },
    root: language ? `/${language}` : '/',
    language: language ?? shop.locale,
    template: pageType.replace('customers/', ''),
  }
}

function pageTypeOf(path: string, product: Product | undefined): string {
  if (product) return 'product'
  const types: Record<string, string> = {
    '/': 'index',
    '/cart': 'cart',
    '/search': 'search',
    '/account': 'customers/account',
    '/account/login': 'customers/login',
  }
  return types[path] ?? (path.startsWith('/collections/') ? 'collection' : '404')
}

interface Known {
  /** As cart.js has it. */
  cart: object
  customer: Customer | undefined
  /** What Shopify itself puts into the head. */
  header: string
}

/** What Liquid knows on a page, as far as our themes and app blocks ask for it. */
export function objectsOf(shop: Shop, place: Place, { cart, customer, header }: Known): object {
  const base = place.root === '/' ? '' : place.root
  const products = shop.products.map((product) => productOf(product, base))
  const terms = place.query.get('q') ?? ''
  return {
    shop: { name: shop.name, currency: shop.currencyCode, url: `https://${shop.primaryHost}` },
    request: {
      page_type: place.pageType,
      path: place.path,
      locale: { iso_code: place.language, root_url: place.root },
    },
    routes: { root_url: place.root, cart_url: `${base}/cart`, account_url: `${base}/account` },
    cart: { ...cart, currency: { iso_code: shop.currencyCode } },
    product: place.product && productOf(place.product, base),
    collection: { title: 'Alles', products },
    search: {
      terms,
      results: products.filter(({ title }) => title.toLowerCase().includes(terms.toLowerCase())),
    },
    customer: customer && { first_name: customer.firstName, email: customer.email },
    content_for_header: header,
  }
}

function productOf(product: Product, base: string) {
  const variants = product.variants.map((variant) => ({
    id: variant.id,
    title: variant.title,
    price: cents(variant.price),
    available: isForSale(variant),
  }))
  const { id, title, handle, description, images } = product
  return {
    ...{ id, title, handle, description, variants },
    url: `${base}/products/${handle}`,
    price: variants[0]?.price,
    image: images[0]?.url,
    template_suffix: product.tags.find((tag) => tag.startsWith('template:'))?.slice(9),
    selected_or_first_available_variant: variants.find(({ available }) => available) ?? variants[0],
  }
}
