/** What exists at Meta: businesses, their apps, accounts, numbers, pages and keys, and people. */
export interface World {
  businesses: Map<string, Business>
  apps: Map<string, App>
  wabas: Map<string, Waba>
  numbers: Map<string, PhoneNumber>
  pages: Map<string, Page>
  tokens: Map<string, Token>
  people: Map<string, Person>
}

/** A business portfolio: BSUIDs are the same for all its numbers and no others'. */
export interface Business {
  id: string
  name: string
  /** Whether a phone number that was known once stays known (contract 1.6; on by default). */
  contactBook: boolean
  /** Whether it is linked with other portfolios: then people have a parent BSUID as well. */
  linked: boolean
  /** Its unverified accounts hold 250 templates. */
  verified: boolean
}

export type WebhookObject = 'whatsapp_business_account' | 'page'

export interface App {
  id: string
  name: string
  secret: string
  subscriptions: Map<WebhookObject, Subscription>
  /** Whether app review allowed it to use the HUMAN_AGENT tag. */
  humanAgent: boolean
  /** Whether it may ask who writes to a page (Business Asset User Profile Access). */
  profiles: boolean
}

export interface Callback {
  callbackUrl: string
  verifyToken: string
}

export interface Subscription extends Callback {
  fields: Set<string>
}

export interface Waba {
  id: string
  businessId: string
  name: string
  standing: 'good' | 'restricted' | 'unpaid'
  /** By app: where its webhooks go instead of the app's own callback. */
  subscribedApps: Map<string, Callback | undefined>
  currency: string
}

export interface PhoneNumber {
  id: string
  wabaId: string
  /** Without "+". */
  digits: string
  displayPhoneNumber: string
  verifiedName: string
  quality: 'GREEN' | 'YELLOW' | 'RED'
  messagingLimit: 'TIER_250' | 'TIER_2K' | 'TIER_10K' | 'TIER_100K' | 'TIER_UNLIMITED'
  /** Messages a second, in and out. */
  throughput: number
  pin: string | undefined
  /** Set where the WhatsApp Business app runs on the same number: since when it is on the API too. */
  coexistsSince: number | undefined
  webhookOverride: Callback | undefined
  profile: Record<string, unknown>
  /** By code: links that open a chat with a text ready. */
  qrCodes: Map<string, { code: string; prefilled_message: string; deep_link_url: string }>
}

export interface Page {
  id: string
  businessId: string
  name: string
  username: string
  /** By app: the fields it subscribed to. */
  subscribedApps: Map<string, Set<string>>
  /** 10/1893063: Meta holds its messages back for a while. */
  restricted: boolean
}

export interface Token {
  value: string
  kind: 'system_user' | 'page' | 'app'
  appId: string
  /** Which accounts and pages it reaches. */
  wabaIds: Set<string>
  pageIds: Set<string>
  scopes: Set<string>
  revoked: boolean
  /** Milliseconds since 1970; never when missing. */
  expiresAt: number | undefined
}

export interface Person {
  id: string
  name: string
  username: string | undefined
  /** Digits as WhatsApp writes them (wa_id). */
  phone: string
  /** Whether businesses learn the number only by the rules for usernames. */
  hidesPhone: boolean
  /** Whether webhooks carry a user_id, as all do since April 2026. */
  hasBsuid: boolean
  /** By business; a new one when the phone number changes. */
  bsuids: Map<string, string>
  /** The same, by linked business. */
  parentBsuids: Map<string, string>
  /** By page: the id a page knows them by. */
  psids: Map<string, string>
  /** False: the number has no WhatsApp, and nothing reaches it. */
  onWhatsApp: boolean
  /** False: the phone is off, so nothing is delivered until it is on again. */
  deviceOn: boolean
  /** False: no business hears what was read. */
  receipts: boolean
  optedOutOfMarketing: boolean
}

export function createWorld(): World {
  return {
    businesses: new Map(),
    apps: new Map(),
    wabas: new Map(),
    numbers: new Map(),
    pages: new Map(),
    tokens: new Map(),
    people: new Map(),
  }
}

/** What `map` holds under `id`; the fake itself is wrong where it is missing. */
export function held<T>(map: Map<string, T>, id: string): T {
  const found = map.get(id)
  if (found === undefined) throw new Error(`The fake Graph has nothing by the id ${id}.`)
  return found
}

export function businessOf(world: World, number: PhoneNumber): Business {
  return held(world.businesses, held(world.wabas, number.wabaId).businessId)
}
