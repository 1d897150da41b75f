/**
 * The app's page in a Shopify shop's admin: how the person who opened it comes in, and what it shows of
 * the shop. What everybody answers shoppers with is the inbox, by the API of every other host.
 */
import * as v from 'valibot'
import { language } from '../entities.ts'
import { id, timestamp } from '../ids.ts'
import { hostTokenAnswer } from './hosts.ts'
import { widgetSeenAnswer } from './widget.ts'

/**
 * `POST /shopify/v1/enter` with App Bridge's session token as bearer: whoever opened the app in the
 * admin is a member from then on, and the first time the shop is a site.
 */
export const shopifyEnterRequest = v.strictObject({
  /** The language of their admin. */
  language: v.optional(language),
})
export type ShopifyEnterRequest = v.InferOutput<typeof shopifyEnterRequest>

/** A bearer token of the relay, as every host gives its inbox. */
export const shopifyEnterAnswer = v.object({
  ...hostTokenAnswer.entries,
  siteKey: v.string(),
})
export type ShopifyEnterAnswer = v.InferOutput<typeof shopifyEnterAnswer>

/** Optional permissions the page may ask for, when what needs them is first wanted. */
export const SHOPIFY_OPTIONAL_SCOPES = [
  'read_orders',
  'read_customers',
  'read_discounts',
  'read_themes',
] as const
export type ShopifyOptionalScope = (typeof SHOPIFY_OPTIONAL_SCOPES)[number]

/** Whether the chat stands in a theme of the shop. */
export const shopifyTheme = v.object({
  /** Shopify's number of it, which may be larger than a number holds. */
  id: v.pipe(v.string(), v.regex(/^\d{1,30}$/)),
  name: v.string(),
  /** Shoppers see this one. */
  live: v.boolean(),
  on: v.boolean(),
  /** Opens it in the theme editor with our block switched on. */
  editorUrl: v.string(),
})
export type ShopifyTheme = v.InferOutput<typeof shopifyTheme>

/** What the page shows of the shop, besides its chats. */
export const shopifyStatus = v.object({
  /** `<name>.myshopify.com`. */
  shop: v.string(),
  /** Its home page, as shoppers know it. */
  url: v.string(),
  /** What the shop granted the app. */
  scopes: v.array(v.string()),
  ...widgetSeenAnswer.entries,
  /** Somebody has written in the chat, be it a test. */
  tried: v.boolean(),
  /** Absent where the shop did not let us see its themes (read_themes), or they cannot be had now. */
  themes: v.optional(v.array(shopifyTheme)),
  /** When another theme was published, in which the chat is off until somebody switches it on. */
  themePublishedAt: v.optional(timestamp),
  /** Opens the shop's theme editor with our block switched on, to be saved. */
  editorUrl: v.string(),
})
export type ShopifyStatus = v.InferOutput<typeof shopifyStatus>

/** A message as from a shopper, to be answered. */
export const shopifyTestAnswer = v.object({ conversationId: id })
export type ShopifyTestAnswer = v.InferOutput<typeof shopifyTestAnswer>

/** Erase the shop and everything of it. Names it, so that no empty request can do it. */
export const shopifyErasure = v.strictObject({ siteId: id })
