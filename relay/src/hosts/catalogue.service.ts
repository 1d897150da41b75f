import {
  CATALOGUE_PAGE,
  type Card,
  type CouponCard,
  couponCard,
  type ProductCard,
  productCard,
} from '@loods/protocol'
import * as v from 'valibot'
import { isPictureOf, keepInShop } from '../conversations/card.ts'
import type { Egress } from '../egress/egress.ts'
import { notFound } from '../errors.ts'
import type { AskShop } from './connector.ts'

const MAX_PICTURE = 2 * 1024 * 1024
const PICTURE_TIMEOUT = 6_000
/** What a browser shows as a picture and never as anything else. */
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']

/** What a shop sells and gives, as its own server says. Nothing of it is kept. */
export interface Catalogue {
  /** @throws RelayError as AskShop does */
  products(siteId: string, search: string | undefined): Promise<ProductCard[]>
  /** Coupons that can be used now. @throws RelayError as AskShop does */
  coupons(siteId: string, search: string | undefined): Promise<CouponCard[]>
  /**
   * A picture of the shop's own: members' browsers load nothing from elsewhere.
   * @throws RelayError not_found
   */
  picture(siteId: string, url: string): Promise<{ type: string; bytes: Buffer }>
}

export interface CatalogueDeps {
  egress: Egress
  ask: AskShop
  /** What tells a shop's own addresses from others. */
  ownAddresses(siteId: string): Promise<(url: string) => boolean>
}

const answers = {
  products: v.object({ products: v.array(v.unknown()) }),
  coupons: v.object({ coupons: v.array(v.unknown()) }),
}

export function createCatalogue({ egress, ask, ownAddresses }: CatalogueDeps): Catalogue {
  return {
    async products(siteId, search) {
      const answer = await ask(siteId, 'products', { search: search ?? '' })
      const { products = [] } = v.is(answers.products, answer) ? answer : {}
      return take(products, productCard, await ownAddresses(siteId))
    },
    async coupons(siteId, search) {
      const answer = await ask(siteId, 'coupons', { search: search ?? '' })
      const { coupons = [] } = v.is(answers.coupons, answer) ? answer : {}
      return take(coupons, couponCard, await ownAddresses(siteId))
    },
    async picture(siteId, url) {
      const isOwn = await ownAddresses(siteId)
      if (!isPictureOf(url, isOwn)) throw notFound('This picture')
      const options = { maxBytes: MAX_PICTURE, timeoutMs: PICTURE_TIMEOUT }
      const answer = await egress.request(url, options).catch(() => undefined)
      const type = answer?.status === 200 ? await typeOf(answer.body) : undefined
      if (!answer || !type) throw notFound('This picture')
      return { type, bytes: answer.body }
    },
  }
}

/** Only what is a card, and leads into the shop. */
function take<C extends Card>(
  things: unknown[],
  schema: v.GenericSchema<unknown, C>,
  isOwn: (url: string) => boolean,
): C[] {
  const cards = things.slice(0, CATALOGUE_PAGE).flatMap((thing) => {
    const read = v.safeParse(schema, thing)
    return read.success && isOwn(read.output.url) ? [keepInShop(read.output, isOwn) as C] : []
  })
  return cards
}

/** By its bytes; undefined for what is no picture. */
async function typeOf(bytes: Buffer): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  return PICTURES.find((type) => type === found?.mime)
}
