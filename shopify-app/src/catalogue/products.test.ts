import { CATALOGUE_PAGE, productCard } from '@loods/protocol'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type ProductsAnswer, productsQuestion, toProductCards } from './products.ts'

type Product = ProductsAnswer['products']['nodes'][number]
type Variant = Product['variants']['nodes'][number]

const picture = (name: string) => ({
  preview: { image: { url: `https://cdn.shopify.com/s/files/1/1/files/${name}.jpg` } },
})

const variant = (number: number, change: Partial<Variant> = {}): Variant => ({
  id: `gid://shopify/ProductVariant/${number}`,
  title: `Maat ${number}`,
  price: '59.90',
  availableForSale: true,
  inventoryPolicy: 'DENY',
  inventoryQuantity: 3,
  media: { nodes: [] },
  ...change,
})

const product = (variants: Variant[], change: Partial<Product> = {}): Product => ({
  id: 'gid://shopify/Product/70',
  title: 'Hanglamp Noot',
  onlineStoreUrl: 'https://lampen.example/products/noot',
  hasOnlyDefaultVariant: variants.length === 1,
  featuredMedia: picture('noot'),
  variants: { nodes: variants },
  ...change,
})

const cards = (...nodes: Product[]) =>
  toProductCards({ products: { nodes }, shop: { currencyCode: 'EUR' } }, 'nl')

describe('products of a Shopify shop', () => {
  it('are cards every host could give', () => {
    const all = cards(product([variant(1)]), product([variant(2), variant(3, { price: '20.00' })]))
    expect(all).toHaveLength(4)
    for (const card of all) expect(v.is(productCard, card)).toBe(true)
  })

  it('with one variation go into the cart as they are', () => {
    expect(cards(product([variant(41)]))).toEqual([
      {
        kind: 'product',
        id: '41',
        title: 'Hanglamp Noot',
        url: 'https://lampen.example/products/noot',
        imageUrl: 'https://cdn.shopify.com/s/files/1/1/files/noot.jpg',
        price: 5990,
        currency: 'EUR',
        priceText: expect.stringMatching(/^€\s59,90$/),
        stock: 'in',
        buyable: true,
      },
    ])
  })

  it('with more are followed by them, each with its own page, price and picture', () => {
    const [choice, small, large] = cards(
      product([variant(1, { price: '20.00' }), variant(2, { media: { nodes: [picture('l')] } })]),
    )
    expect(choice).toMatchObject({
      id: '70',
      buyable: false,
      priceText: expect.stringMatching(/^Vanaf €/),
    })
    expect(choice).not.toHaveProperty('price')
    expect(small).toMatchObject({ title: 'Hanglamp Noot – Maat 1', price: 2000, buyable: true })
    expect(large).toMatchObject({
      url: 'https://lampen.example/products/noot?variant=2',
      imageUrl: 'https://cdn.shopify.com/s/files/1/1/files/l.jpg',
    })
  })

  it('stay a list of products where many are found', () => {
    const many = Array.from({ length: CATALOGUE_PAGE }, () => product([variant(1), variant(2)]))
    const all = cards(...many)
    expect(all).toHaveLength(CATALOGUE_PAGE)
    expect(all.every(({ buyable }) => !buyable)).toBe(true)
  })

  it.each([
    [{ inventoryQuantity: 0, inventoryPolicy: 'CONTINUE' as const }, 'backorder', true],
    [{ inventoryQuantity: 0, availableForSale: false }, 'out', false],
    [{ inventoryQuantity: null }, 'in', true],
  ])('say whether they can be had (%j)', (change, stock, buyable) => {
    expect(cards(product([variant(1, change)]))).toMatchObject([{ stock, buyable }])
  })

  it('that have no page in the shop are left out: nobody could open them', () => {
    expect(cards(product([variant(1)], { onlineStoreUrl: null }))).toEqual([])
  })

  it('are looked for by words, which mean nothing else', () => {
    expect(productsQuestion('noot" OR status:draft').query).toBe(
      'status:active AND published_status:published AND "noot" AND "OR" AND "status" AND "draft"',
    )
    expect(productsQuestion('').query).toBe('status:active AND published_status:published')
  })
})
