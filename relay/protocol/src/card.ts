/** What a shop sells or gives, as a card in the thread. Every host fills the same fields. */
import * as v from 'valibot'
import { lineText } from './text.ts'

/** Characters of an address on a card. */
const MAX_URL = 1_000

/** A page or picture of the shop. That it is the shop's own origin is checked where the shop is known. */
const shopUrl = v.pipe(
  v.string(),
  v.maxLength(MAX_URL),
  v.check(isWebAddress, 'is not a web address'),
)

function isWebAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return /^https?:$/.test(url?.protocol ?? '') && url?.username === '' && url.password === ''
}

export const productCard = v.strictObject({
  kind: v.literal('product'),
  /** The shop's own id of what the button puts into the cart: a product, or one of its variations. */
  id: v.pipe(v.string(), v.regex(/^[\w:/.-]{1,100}$/)),
  title: lineText(200),
  url: shopUrl,
  imageUrl: v.optional(shopUrl),
  /** In the currency's minor unit: 5990 is € 59,90. Absent where there is no one price. */
  price: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** ISO 4217. */
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
  /** The price as the shop writes it, such as “€ 59,90” or “From € 20,00”. */
  priceText: v.optional(lineText(60)),
  stock: v.picklist(['in', 'backorder', 'out']),
  /** Whether it can be put into the cart as it is; otherwise something is chosen on its page first. */
  buyable: v.boolean(),
})
export type ProductCard = v.InferOutput<typeof productCard>

export const couponCard = v.strictObject({
  kind: v.literal('coupon'),
  code: lineText(60),
  /** What it gives, in the shop's words. */
  title: lineText(200),
  /** Applies the coupon by itself. */
  url: shopUrl,
})
export type CouponCard = v.InferOutput<typeof couponCard>

/** A card in the thread. Its message carries the same as text, for whatever shows no cards. */
export const card = v.variant('kind', [productCard, couponCard])
export type Card = v.InferOutput<typeof card>

const place = v.object({
  kind: v.literal('location'),
  latitude: v.number(),
  longitude: v.number(),
  name: v.optional(v.string()),
  address: v.optional(v.string()),
})

const people = v.object({
  kind: v.literal('people'),
  people: v.array(
    v.object({
      name: v.string(),
      organisation: v.optional(v.string()),
      phones: v.array(v.string()),
      emails: v.array(v.string()),
      urls: v.array(v.string()),
      addresses: v.array(v.string()),
    }),
  ),
})

/** What was put together in a channel's own catalogue. */
const catalogueOrder = v.object({
  kind: v.literal('order'),
  items: v.array(
    v.object({
      id: v.string(),
      quantity: v.number(),
      /** In the currency's main unit. */
      price: v.optional(v.number()),
      currency: v.optional(v.string()),
    }),
  ),
})

/** A button pressed, a row chosen or a form sent in. */
const choice = v.object({
  kind: v.literal('choice'),
  title: v.string(),
  description: v.optional(v.string()),
  /** What a form was filled in with. */
  fields: v.optional(v.record(v.string(), v.string())),
})

/** The advertisement or link a person came by; goes with their first words. */
const referral = v.object({
  kind: v.literal('referral'),
  title: v.optional(v.string()),
  text: v.optional(v.string()),
  url: v.optional(v.string()),
  source: v.optional(v.string()),
})

/** A product of the channel's own catalogue that is asked about; goes with the question. */
const enquiry = v.object({ kind: v.literal('enquiry'), productId: v.string() })

/** A picture, sound or document that is on its way to us, or that never came. */
const pendingMedia = v.object({
  kind: v.literal('media'),
  media: v.picklist(['image', 'video', 'audio', 'voice', 'document', 'sticker']),
  state: v.picklist(['coming', 'expired', 'refused', 'too_large', 'failed']),
  name: v.optional(v.string()),
})

/** A template of the shop's that was sent; the text is what the person read. */
const sentTemplate = v.object({
  kind: v.literal('template'),
  name: v.string(),
  language: v.string(),
  buttons: v.optional(v.array(v.string())),
})

/** Something the channel does not let us show, such as a poll. */
const unsupported = v.object({ kind: v.literal('unsupported'), what: v.optional(v.string()) })

/** What comes over channels and is more than text. Its message says the same in words where it can. */
export const channelCard = v.variant('kind', [
  place,
  people,
  catalogueOrder,
  choice,
  referral,
  enquiry,
  pendingMedia,
  sentTemplate,
  unsupported,
])
export type ChannelCard = v.InferOutput<typeof channelCard>
