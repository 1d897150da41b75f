/**
 * Shops whose members work in another admin panel, such as WordPress: how such a shop is linked to
 * the relay, brings its people in, and speaks to the relay from its own server.
 */
import * as v from 'valibot'
import { language } from '../entities.ts'
import { id, timestamp } from '../ids.ts'
import { siteSettings } from '../settings.ts'
import { lineText } from '../text.ts'
import { email } from './account.ts'
import { widgetSeenAnswer } from './widget.ts'

export const hostName = v.picklist(['wordpress', 'shopify'])
export type HostName = v.InferOutput<typeof hostName>

const { timeZone, look } = siteSettings.entries

const httpAddress = v.pipe(v.string(), v.maxLength(500), v.url(), v.regex(/^https?:/))

/** Somebody of the shop's own admin panel: the panel knows them, the relay takes its word. */
const person = v.object({
  /** The panel's own id of this person. */
  id: v.pipe(v.string(), v.regex(/^[\w:-]{1,80}$/)),
  name: lineText(80),
  email: v.optional(email),
})

/**
 * What a shop asks when its owner presses Start. The relay then posts `{challenge}` to
 * `<endpoint>/proof` and wants `{proof}`: HMAC-SHA256 with `code` as key over
 * `loods-proof <relay origin> <challenge>`, hex. Only who answers at the shop's own address and
 * asked this relay can give it.
 */
export const linkRequest = v.object({
  host: v.literal('wordpress'),
  /** Address of the shop's home page. */
  url: httpAddress,
  /** The plugin's REST address, at the shop's own origin. */
  endpoint: httpAddress,
  /** Minted for this one request. */
  code: v.pipe(v.string(), v.regex(/^[\w-]{43,128}$/)),
  shop: v.object({
    name: lineText(80),
    language,
    timeZone,
    color: v.optional(look.entries.color),
  }),
  owner: person,
})
export type LinkRequest = v.InferOutput<typeof linkRequest>

export const linkAnswer = v.variant('state', [
  v.object({
    state: v.literal('linked'),
    siteId: id,
    siteKey: v.string(),
    /** Signs what the shop's server says from now on. */
    secret: v.string(),
  }),
  /** Whoever runs the relay has been asked; `ticket` tells what they said, then start again. */
  v.object({ state: v.literal('waiting'), since: timestamp, ticket: id }),
])
export type LinkAnswer = v.InferOutput<typeof linkAnswer>

/** What became of a shop's wish to come in; 404 when it was refused, or is in already. */
export const ticketAnswer = v.object({ state: v.picklist(['waiting', 'approved']) })
export type TicketAnswer = v.InferOutput<typeof ticketAnswer>

/**
 * `token`: a JWT (HS256) signed with the shop's secret: iss = site key, aud = `loods-member`,
 * sub = the panel's id of the person, name, optionally email and language, role, exp at most two
 * minutes ahead.
 */
export const hostTokenRequest = v.object({ token: v.pipe(v.string(), v.maxLength(4_000)) })
export const hostTokenAnswer = v.object({ token: v.string(), expiresAt: timestamp, siteId: id })
export type HostTokenAnswer = v.InferOutput<typeof hostTokenAnswer>

/** The plugin was switched on or off in the shop. */
export const linkChange = v.strictObject({ state: v.picklist(['on', 'off']) })
export type LinkChange = v.InferOutput<typeof linkChange>

/** The shop has another address now; proved there with `code` as at Start, while the shop's old secret still signs. */
export const linkMove = v.strictObject({
  url: linkRequest.entries.url,
  endpoint: linkRequest.entries.endpoint,
  code: linkRequest.entries.code,
})
export type LinkMove = v.InferOutput<typeof linkMove>

/** Erase the shop and everything of it. Names it, so that no empty request can do it. */
export const siteErasure = v.strictObject({ siteId: id })

/** Somebody may no longer answer for the shop. */
export const personRemoval = v.strictObject({ id: person.entries.id })

/** Somebody asked the shop what is kept of them, or to erase it. */
export const personErasureRequest = v.strictObject({ email })
export const personErasureAnswer = v.object({ erased: v.number(), done: v.boolean() })
export type PersonErasureAnswer = v.InferOutput<typeof personErasureAnswer>

export const personExportRequest = v.strictObject({
  email,
  /** From 1. */
  page: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
})
export const personExportAnswer = v.object({
  people: v.array(
    v.object({
      id,
      /** Whether the address is known to be theirs; else it was only typed, and what was said is left out. */
      proven: v.boolean(),
      since: timestamp,
      name: v.optional(v.string()),
      email: v.optional(v.string()),
      phone: v.optional(v.string()),
      leads: v.array(v.object({ kind: v.string(), value: v.string(), at: timestamp })),
      /** What they go by on WhatsApp (phone, bsuid) and Messenger (psid). */
      addresses: v.array(v.object({ kind: v.string(), value: v.string(), at: timestamp })),
      /** What the shop reported of their orders; amounts in the currency's minor unit. */
      orders: v.array(
        v.object({
          state: v.string(),
          total: v.number(),
          refunded: v.number(),
          currency: v.string(),
          at: timestamp,
        }),
      ),
      /** How many there are. */
      conversations: v.number(),
      /** What was said, a text a conversation. */
      texts: v.array(v.string()),
    }),
  ),
  done: v.boolean(),
})
export type PersonExportAnswer = v.InferOutput<typeof personExportAnswer>

/** Signs this person's phone in at the relay's own page: `<relay>/inbox#phone=<code>`, once, for ten minutes. */
export const phoneLinkAnswer = v.object({ url: v.string(), expiresAt: timestamp })
export type PhoneLinkAnswer = v.InferOutput<typeof phoneLinkAnswer>
export const phoneSignInRequest = v.strictObject({ token: v.pipe(v.string(), v.maxLength(100)) })

/** For plugins that were downloaded here and look for a newer one. */
export const pluginVersion = v.object({ version: v.string() })

/** What the shop's own server may know of its link. */
export const linkStatus = v.object({
  state: v.picklist(['on', 'off']),
  siteId: id,
  ...widgetSeenAnswer.entries,
  /** Shoppers who wait for a first answer now. */
  waiting: v.number(),
})
export type LinkStatus = v.InferOutput<typeof linkStatus>

/** Shops that pressed Start on a relay that takes no new shops by itself. Empty for whoever does not run it. */
export const linkRequestsAnswer = v.object({
  shops: v.array(
    v.object({ id, url: v.string(), name: v.string(), email: v.string(), createdAt: timestamp }),
  ),
})
export type LinkRequestsAnswer = v.InferOutput<typeof linkRequestsAnswer>
export const linkDecision = v.strictObject({ approve: v.boolean() })
