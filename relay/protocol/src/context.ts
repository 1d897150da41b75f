import * as v from 'valibot'
import { device, pageKind } from './entities.ts'

/** What a page tells of itself is kept short; nothing of it may stop a chat. */
const MAX_URL = 2_000
const MAX_TITLE = 200
const MAX_CART_LINES = 50
const MAX_FIELDS = 20
const MAX_SIGNALS = 3

/** A field that is not what it should be is left out; the others stay. */
function lenient<S extends v.GenericSchema>(schema: S) {
  return v.fallback(v.optional(schema), undefined)
}

/** One line of at most `max` characters: longer text is cut, control characters become spaces. */
function shortLine(max: number) {
  return v.pipe(
    v.string(),
    v.transform((text) =>
      text
        .slice(0, max * 2)
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
        .slice(0, max)
        .toWellFormed(),
    ),
    v.minLength(1),
  )
}

/** Names of values that open something: order keys, reset tokens, addresses of people. */
const SECRET_PARAMETER =
  /(^|[_-])(key|token|secret|auth|otp|sig|signature|pass|password|e?-?mail)$|^code$/i

/** An http or https address, without credentials, secret values and what follows `#` (T26). */
export const webUrl = v.pipe(
  v.string(),
  v.maxLength(MAX_URL),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const url = URL.canParse(dataset.value) ? new URL(dataset.value) : undefined
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
      addIssue({ message: 'is not a web address' })
      return NEVER
    }
    url.hash = ''
    url.username = ''
    url.password = ''
    for (const name of [...url.searchParams.keys()]) {
      if (SECRET_PARAMETER.test(name)) url.searchParams.delete(name)
    }
    return url.href
  }),
)

/** A page, as the page itself tells it. */
export const pageInput = v.object({
  url: webUrl,
  title: lenient(shortLine(MAX_TITLE)),
  kind: lenient(pageKind),
})

const amount = v.pipe(v.number(), v.finite(), v.minValue(-1e9), v.maxValue(1e9))
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))

const cartLineInput = v.object({
  id: lenient(shortLine(100)),
  title: shortLine(MAX_TITLE),
  quantity: amount,
  price: lenient(amount),
})

const cartInput = v.object({
  lines: v.pipe(
    v.array(v.unknown()),
    v.transform((lines) => lines.slice(0, MAX_CART_LINES)),
    v.array(cartLineInput),
  ),
  total: lenient(amount),
  currency: lenient(currency),
})

const productInput = v.object({
  id: lenient(shortLine(100)),
  title: shortLine(MAX_TITLE),
  price: lenient(amount),
  currency: lenient(currency),
  url: lenient(webUrl),
})

const fieldsInput = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((fields) =>
    Object.fromEntries(
      Object.entries(fields)
        .slice(0, MAX_FIELDS)
        .flatMap(([key, value]) => {
          const name = v.safeParse(shortLine(40), key)
          const text = v.safeParse(shortLine(MAX_TITLE), String(value))
          const plain = ['string', 'number', 'boolean'].includes(typeof value)
          return plain && name.success && text.success ? [[name.output, text.output]] : []
        }),
    ),
  ),
)

/**
 * Something that went wrong on the page just now, or that members should know of it: a line in the
 * thread for members. Told again under the same id it is there once.
 */
const signalInput = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{8,40}$/)),
  code: v.picklist(['coupon_failed', 'checkout_failed', 'add_failed', 'other_chat']),
  /** The coupon's code, what checkout or cart said, or the conversation the cart names as its own. */
  text: shortLine(MAX_TITLE),
})
export type Signal = v.InferOutput<typeof signalInput>

const signalsInput = v.pipe(
  v.array(v.unknown()),
  v.transform((signals) => signals.slice(-MAX_SIGNALS)),
  v.array(signalInput),
)

/** What a shopper's page may tell of the visit: checked, cut to size, unknown parts left out. */
export const contextInput = v.object({
  page: lenient(pageInput),
  referrer: lenient(webUrl),
  language: lenient(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/))),
  device: lenient(device),
  browser: lenient(shortLine(60)),
  timeZone: lenient(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_+/-]{1,60}$/))),
  shop: lenient(
    v.object({
      cart: lenient(cartInput),
      product: lenient(productInput),
      fields: lenient(fieldsInput),
      signals: lenient(signalsInput),
    }),
  ),
})
export type ContextInput = v.InferOutput<typeof contextInput>
