/** What Shopify knows of an app: its keys and what its shopify.app.toml says. */
export interface AppRegistration {
  id: bigint
  apiKey: string
  /**
   * The client secrets that are valid, the one that signs first. While a secret is rotated there are
   * two: Shopify goes on signing with the old one until it is revoked.
   */
  secrets: string[]
  name: string
  handle: string
  /** `application_url`, without a slash at the end. May be set after the app has started. */
  url: string
  scopes: string[]
  optionalScopes: string[]
  apiVersion: string
  proxy: AppProxy
  subscriptions: Subscription[]
  /** Names of the settings that the web pixel's toml declares; the pixel must be given all of them. */
  pixelSettings: string[]
  /** The uid of the theme app extension, which its blocks carry in a theme's settings. */
  extensionUid: string
  extensionHandle: string
  /** Its app embeds: block files without `.liquid`, with name and target of their schema. */
  embeds: Embed[]
  /** Which protected customer data the app may see; without `customer` none of it. */
  protectedData: Set<ProtectedData>
}

export type ProtectedData = 'customer' | 'name' | 'email' | 'phone' | 'address'

export interface Embed {
  handle: string
  name: string
  target: 'body' | 'head' | 'compliance_head'
}

/** `[app_proxy]`. */
export interface AppProxy {
  prefix: string
  subpath: string
  /** Absolute, or relative to the app's address. */
  url: string
}

/** One `[[webhooks.subscriptions]]`. */
export interface Subscription {
  topics?: string[]
  compliance_topics?: string[]
  /** Absolute, or relative to the app's address. */
  uri: string
  /** What of the payload is sent, by path; all by default. */
  include_fields?: string[]
}

/** Resolves an address of the toml, which may be relative to the app's. */
export function addressOf(app: AppRegistration, uri: string): string {
  return /^https?:/.test(uri) ? uri : `${app.url}${uri}`
}
