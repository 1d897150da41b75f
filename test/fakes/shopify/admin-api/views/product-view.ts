import { isForSale, type Product, type Variant } from '../../world/catalogue.ts'
import type { Shop } from '../../world/shop.ts'
import { connection, type PageArguments } from '../connection.ts'
import { dateTime, gid } from '../gid.ts'
import type { Searchable } from '../search.ts'

export const PRODUCT_SEARCH: Searchable<Product> = {
  text: ({ title, vendor, productType, tags, variants }) => [
    title,
    vendor,
    productType,
    ...tags,
    ...variants.map(({ sku }) => sku),
  ],
  fields: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    handle: ({ handle }) => handle,
    status: ({ status }) => status,
    published_status: ({ published }) => (published ? 'published' : 'unpublished'),
    vendor: ({ vendor }) => vendor,
    product_type: ({ productType }) => productType,
    tag: ({ tags }) => tags,
    sku: ({ variants }) => variants.map(({ sku }) => sku),
  },
}

export function productView(shop: Shop, product: Product): object {
  const { variants, images } = product
  const prices = variants.map(({ price }) => Number(price))
  const amount = (value: number): object => ({
    amount: value.toFixed(2),
    currencyCode: shop.currencyCode,
  })
  const stock = variants.reduce((sum, it) => sum + (it.stock ?? 0), 0)
  const isOnline = product.published && product.status === 'ACTIVE'
  return {
    __typename: 'Product',
    id: gid('Product', product.id),
    legacyResourceId: String(product.id),
    title: product.title,
    handle: product.handle,
    status: product.status,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    description: ({ truncateAt }: { truncateAt?: number }) =>
      product.description.slice(0, truncateAt ?? undefined),
    onlineStoreUrl: isOnline ? `https://${shop.primaryHost}/products/${product.handle}` : null,
    onlineStorePreviewUrl: `https://${shop.domain}/products/${product.handle}`,
    featuredImage: images[0] ? imageView(images[0]) : null,
    featuredMedia: images[0] ? mediaView(images[0]) : null,
    images: (page: PageArguments) => connection(images, page, imageView),
    media: (page: PageArguments) => connection(images, page, mediaView),
    priceRangeV2: {
      minVariantPrice: amount(Math.min(...prices)),
      maxVariantPrice: amount(Math.max(...prices)),
    },
    variants: (page: PageArguments) =>
      connection(variants, page, (it) => variantView(shop, product, it)),
    variantsCount: { count: variants.length, precision: 'EXACT' },
    totalInventory: stock,
    tracksInventory: variants.some((it) => it.stock !== undefined),
    hasOnlyDefaultVariant: variants.length === 1 && variants[0]?.title === 'Default Title',
    options: optionsOf(product),
    createdAt: dateTime(product.createdAt),
    updatedAt: dateTime(product.updatedAt),
    publishedAt: isOnline ? dateTime(product.createdAt) : null,
  }
}

export function variantView(shop: Shop, product: Product, variant: Variant): object {
  const { title, stock } = variant
  return {
    __typename: 'ProductVariant',
    id: gid('ProductVariant', variant.id),
    legacyResourceId: String(variant.id),
    title,
    displayName: `${product.title} - ${title}`,
    sku: variant.sku,
    price: variant.price,
    compareAtPrice: variant.compareAtPrice,
    availableForSale: isForSale(variant),
    inventoryQuantity: stock ?? 0,
    inventoryPolicy: stock === undefined ? 'CONTINUE' : 'DENY',
    image: null,
    media: (page: PageArguments) => connection([], page, () => ({})),
    position: product.variants.indexOf(variant) + 1,
    selectedOptions: variant.options,
    product: () => productView(shop, product),
  }
}

function optionsOf({ id, variants }: Product): object[] {
  const names = [...new Set(variants.flatMap(({ options }) => options.map(({ name }) => name)))]
  return names.map((name, index) => ({
    __typename: 'ProductOption',
    id: gid('ProductOption', id + BigInt(index)),
    name,
    position: index + 1,
    values: [
      ...new Set(
        variants.flatMap(({ options }) =>
          options.filter((it) => it.name === name).map(({ value }) => value),
        ),
      ),
    ],
  }))
}

type Picture = Product['images'][number]

function imageView({ id, url, alt }: Picture): object {
  return { id: gid('ProductImage', id), url: () => url, altText: alt, width: 800, height: 800 }
}

function mediaView(picture: Picture): object {
  return {
    __typename: 'MediaImage',
    id: gid('MediaImage', picture.id),
    alt: picture.alt,
    mediaContentType: 'IMAGE',
    preview: { image: imageView(picture) },
    image: imageView(picture),
  }
}
