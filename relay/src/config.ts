import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as v from 'valibot'

/** A setting that cannot be used: names it and says what to write instead. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const flag = v.pipe(
  v.picklist(['1', '0', 'true', 'false', 'on', 'off']),
  v.transform((text) => ['1', 'true', 'on'].includes(text)),
)
const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535))
/** The relay's paths begin at the root of its host, so its address is an origin. */
const origin = v.pipe(
  v.string(),
  v.regex(/^https?:\/\/[^/?#@]+\/*$/),
  v.url(),
  v.transform((text) => new URL(text).origin),
)
const SENDER = /^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/
const list = v.pipe(
  v.string(),
  v.transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  ),
)

function portOf(pair: string): number {
  return Number(pair.slice(pair.lastIndexOf(':') + 1))
}

/** Every setting by its environment name: how it is read, and what to write when it cannot be. */
const SETTINGS = {
  PORT: [v.optional(port, '8787'), 'a port number such as 8787'],
  HOST: [v.optional(v.string(), '127.0.0.1'), 'an address to listen on such as 127.0.0.1'],
  PUBLIC_URL: [
    v.optional(origin),
    'the address browsers reach the relay at, such as https://chat.example.com, with nothing after the host',
  ],
  DATA_DIR: [v.optional(v.string(), 'data'), 'a folder the relay may write to'],
  DATABASE_URL: [
    v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//))),
    'a postgres:// address, or nothing for SQLite in DATA_DIR',
  ],
  SECRET_KEY: [
    v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43,}$/))),
    '32 random bytes or more as base64url; leave it out and the relay makes and keeps one',
  ],
  SMTP_URL: [
    v.optional(
      v.pipe(
        v.string(),
        v.regex(/^smtps?:\/\//),
        v.check((text) => Boolean(URL.parse(text)?.hostname)),
      ),
    ),
    'smtp://user:password@host:587 or smtps://…',
  ],
  MAIL_FROM: [
    v.optional(v.pipe(v.string(), v.regex(SENDER))),
    'a sender such as "Loods <chat@example.com>"',
  ],
  TRUST_PROXY: [
    v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number)), '0'),
    'how many proxies of yours stand in front of the relay: 0, 1, 2 …',
  ],
  EGRESS_ALLOW: [
    v.optional(
      v.pipe(
        list,
        v.everyItem((pair) => /^[^\s/@]+:\d{1,5}$/.test(pair) && portOf(pair) <= 65_535),
      ),
      '',
    ),
    'host:port pairs, separated by commas, that may be reached though they are private',
  ],
  GRAPH_URL: [
    v.optional(origin, 'https://graph.facebook.com'),
    'the address of the Graph API; leave it out for Meta’s own',
  ],
  GRAPH_VERSION: [v.optional(v.pipe(v.string(), v.regex(/^v\d{1,3}\.\d$/)), 'v26.0'), 'v26.0'],
  GRAPH_MEDIA_HOSTS: [
    v.optional(v.pipe(list, v.minLength(1)), 'lookaside.fbsbx.com,*.fbcdn.net,*.fbsbx.com'),
    'host names, separated by commas, that files people send may be fetched from',
  ],
  SERVICE_WHATSAPP: [
    v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d{5,20}:\d{5,20}:[^:\s]{10,}:[^:\s]{10,}$/),
        v.transform((text) => text.split(':') as [string, string, string, string]),
      ),
    ),
    'phone number id, business account id, token and app secret of your own WhatsApp number, with colons between them',
  ],
  CHAT_LINKS: [
    v.optional(
      v.pipe(
        list,
        v.everyItem((base) => URL.canParse(base, 'http://127.0.0.1')),
        v.length(2),
        v.transform((bases) => bases as [string, string]),
      ),
      'https://wa.me,https://m.me',
    ),
    'https://wa.me,https://m.me',
  ],
  SHOPIFY_API_KEY: [
    v.optional(v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/))),
    'the client ID of your Shopify app, from its page in the Dev Dashboard',
  ],
  SHOPIFY_API_SECRET: [
    v.optional(v.pipe(list, v.minLength(1), v.maxLength(2))),
    'the client secret of your Shopify app; while you rotate it the new one, a comma and the old one',
  ],
  SHOPIFY_ADMIN_URL: [
    v.optional(
      v.pipe(
        v.string(),
        v.check((text) => text.includes('{shop}') && URL.canParse(text.replace('{shop}', 'a.b'))),
      ),
      'https://{shop}',
    ),
    'where a shop’s admin is reached, with {shop} in it; leave it out for Shopify’s own',
  ],
  SHOPIFY_CDN_URL: [
    v.optional(
      v.pipe(
        v.string(),
        v.regex(/^https?:\/\//),
        v.url(),
        v.transform((text) => text.replace(/\/+$/, '')),
      ),
      'https://cdn.shopify.com/shopifycloud',
    ),
    'where App Bridge and Polaris are; leave it out for Shopify’s own',
  ],
  SIGNUP: [
    v.optional(v.picklist(['open', 'invite', 'closed']), 'closed'),
    'open, invite or closed',
  ],
  DEMO: [v.optional(flag), '1 or 0'],
  LOG_LEVEL: [
    v.optional(v.picklist(['silent', 'error', 'warn', 'info', 'debug', 'trace']), 'info'),
    'silent, error, warn, info, debug or trace',
  ],
  VAPID_SUBJECT: [
    v.optional(v.pipe(v.string(), v.regex(/^(mailto:|https:\/\/)/))),
    'mailto:you@example.com or an https:// address for push services to reach you at',
  ],
} as const

/** Where every shop's admin is since 2023; the shop's own domain only leads there. */
export const SHOPIFY_ADMIN = 'https://admin.shopify.com'

/** The operator's own app at Shopify. */
export interface ShopifyConfig {
  apiKey: string
  /** Newest first: what it signs with, and while it is rotated the one before. */
  secrets: string[]
  /** Where a shop's admin is reached: `{shop}` stands for its domain. */
  adminUrl: string
  /** Folder of the scripts every page in an admin loads. */
  cdnUrl: string
}

/** The relay's settings, read once. */
export interface Config {
  port: number
  host: string
  /** Without a slash at the end. The only base of links the relay writes. */
  publicUrl: string
  dataDir: string
  databaseUrl: string | undefined
  /** At least 32 random bytes; every other key is derived from it. */
  secretKey: Buffer
  smtpUrl: string | undefined
  mailFrom: string
  trustProxy: number
  egressAllow: string[]
  /** Where WhatsApp and Messenger are reached, and where files from them may come from. */
  graph: { url: string; version: string; mediaHosts: string[] }
  /** The operator's own WhatsApp number, from which members' phones are written to. */
  serviceWhatsapp:
    | { numberId: string; businessId: string; token: string; appSecret: string }
    | undefined
  /** What links to a chat with a number or page begin with, without a slash at the end. */
  chatLinks: { whatsapp: string; messenger: string }
  /** The operator's Shopify app; undefined where there is none. */
  shopify: ShopifyConfig | undefined
  signup: 'open' | 'invite' | 'closed'
  demo: boolean
  logLevel: string
  vapidSubject: string
}

/**
 * Reads the settings. Makes DATA_DIR, and a SECRET_KEY in it (mode 0600) when none is given.
 * @throws ConfigError naming the setting that cannot be used
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const get = <K extends keyof typeof SETTINGS>(name: K) => readSetting(env, name)
  const host = get('HOST')
  const portNumber = get('PORT')
  const publicUrl = get('PUBLIC_URL') ?? addressOf(host, portNumber)
  const dataDir = resolve(get('DATA_DIR'))
  const hostName = new URL(publicUrl).hostname
  return {
    port: portNumber,
    host,
    publicUrl,
    dataDir,
    databaseUrl: get('DATABASE_URL'),
    secretKey: readSecretKey(get('SECRET_KEY'), dataDir),
    smtpUrl: get('SMTP_URL'),
    mailFrom: get('MAIL_FROM') ?? `Loods <no-reply@${hostName}>`,
    trustProxy: get('TRUST_PROXY'),
    egressAllow: get('EGRESS_ALLOW'),
    graph: {
      url: get('GRAPH_URL'),
      version: get('GRAPH_VERSION'),
      mediaHosts: get('GRAPH_MEDIA_HOSTS'),
    },
    serviceWhatsapp: serviceNumber(get('SERVICE_WHATSAPP')),
    chatLinks: chatLinks(get('CHAT_LINKS'), publicUrl),
    shopify: shopifyApp(get('SHOPIFY_API_KEY'), get('SHOPIFY_API_SECRET'), {
      adminUrl: get('SHOPIFY_ADMIN_URL'),
      cdnUrl: get('SHOPIFY_CDN_URL'),
    }),
    signup: get('SIGNUP'),
    demo: get('DEMO') ?? isLoopback(hostName),
    logLevel: get('LOG_LEVEL'),
    vapidSubject: get('VAPID_SUBJECT') ?? defaultVapidSubject(publicUrl, hostName),
  }
}

function readSetting<K extends keyof typeof SETTINGS>(
  env: Record<string, string | undefined>,
  name: K,
): v.InferOutput<(typeof SETTINGS)[K][0]> {
  const [schema, wanted] = SETTINGS[name]
  const raw = env[name]?.trim()
  const result = v.safeParse(schema, raw === '' ? undefined : raw)
  if (!result.success) throw new ConfigError(`${name} cannot be used. Write ${wanted}.`)
  return result.output as v.InferOutput<(typeof SETTINGS)[K][0]>
}

function readSecretKey(given: string | undefined, dataDir: string): Buffer {
  if (given) return Buffer.from(given, 'base64url')
  const path = join(dataDir, 'secret-key')
  const key = Buffer.from(keptKey(path, dataDir).trim(), 'base64url')
  if (key.length >= 32) return key
  throw new ConfigError(
    `SECRET_KEY cannot be used: what ${path} holds is no key. Put the file back from your backup: what was sealed with the old key opens with no other.`,
  )
}

function keptKey(path: string, dataDir: string): string {
  try {
    if (!existsSync(path)) {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 })
      writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    }
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw unusableFolder(dataDir, error)
  }
}

/** Says that DATA_DIR is no folder this process can work in. */
export function unusableFolder(dataDir: string, error: unknown): ConfigError {
  const { code = 'unknown' } = error as { code?: string }
  return new ConfigError(
    `DATA_DIR cannot be used: ${dataDir} cannot be read and written (${code}). Write ${SETTINGS.DATA_DIR[1]}.`,
  )
}

/** Where browsers reach a relay that listens on one address; for all of a machine's there is no telling. */
function addressOf(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') {
    throw new ConfigError(
      `PUBLIC_URL is needed while HOST is ${host}, which is every address of this machine. Write ${SETTINGS.PUBLIC_URL[1]}.`,
    )
  }
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (URL.canParse(url)) return url
  throw new ConfigError(`HOST cannot be used. Write ${SETTINGS.HOST[1]}.`)
}

function serviceNumber(
  parts: [string, string, string, string] | undefined,
): Config['serviceWhatsapp'] {
  if (!parts) return undefined
  const [numberId, businessId, token, appSecret] = parts
  return { numberId, businessId, token, appSecret }
}

/** @throws ConfigError where one of the two is there without the other */
function shopifyApp(
  apiKey: string | undefined,
  secrets: string[] | undefined,
  where: Pick<ShopifyConfig, 'adminUrl' | 'cdnUrl'>,
): ShopifyConfig | undefined {
  if (apiKey && secrets) return { apiKey, secrets, ...where }
  if (!apiKey && !secrets) return undefined
  const missing = apiKey ? 'SHOPIFY_API_SECRET' : 'SHOPIFY_API_KEY'
  const there = apiKey ? 'SHOPIFY_API_KEY' : 'SHOPIFY_API_SECRET'
  throw new ConfigError(`${missing} is missing beside ${there}. Write ${SETTINGS[missing][1]}.`)
}

/** A base without a host is the relay's own, as the demo's phones are. */
function chatLinks([whatsapp, messenger]: [string, string], publicUrl: string) {
  const whole = (base: string): string => new URL(base, publicUrl).href.replace(/\/$/, '')
  return { whatsapp: whole(whatsapp), messenger: whole(messenger) }
}

/** Whether a host name means this machine: the demo shop is on by itself only there. */
function isLoopback(hostName: string): boolean {
  return hostName === 'localhost' || hostName === '[::1]' || /^127\./.test(hostName)
}

/** Push services want a way to reach the operator; an https address of the relay serves. */
function defaultVapidSubject(publicUrl: string, hostName: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:operator@${hostName}`
}
