/**
 * What members find in the shop to put into the conversation. The relay asks the shop's own server:
 * a POST of JSON to `<endpoint>/ask/<what>`, with the header
 * `x-loods-signature: <unix seconds>.<hex>`, the hex being HMAC-SHA256 with the site's secret over
 * `loods-ask <unix seconds> /ask/<what>\n<body>`. The shop answers what is too old with 401.
 */
import * as v from 'valibot'
import { couponCard, productCard } from '../card.ts'
import { lineText } from '../text.ts'

/** Most things in one answer. */
export const CATALOGUE_PAGE = 12

/** Words to look for; without them what is newest. */
export const catalogueQuery = v.object({
  q: v.optional(
    v.union([
      v.pipe(
        v.literal(''),
        v.transform(() => undefined),
      ),
      lineText(80),
    ]),
  ),
})

export const productsAnswer = v.object({ products: v.array(productCard) })
export type ProductsAnswer = v.InferOutput<typeof productsAnswer>

export const couponsAnswer = v.object({ coupons: v.array(couponCard) })
export type CouponsAnswer = v.InferOutput<typeof couponsAnswer>

/** A picture of the shop's own, by its address. */
export const pictureQuery = v.object({ url: v.pipe(v.string(), v.maxLength(1_000), v.url()) })
