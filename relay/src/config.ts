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
const httpUrl = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^https?:/),
  v.transform((text) => text.replace(/\/+$/, '')),
)
const list = v.pipe(
  v.string(),
  v.transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  ),
)

/** Every setting by its environment name: how it is read, and what to write when it cannot be. */
const SETTINGS = {
  PORT: [v.optional(port, '8787'), 'a port number such as 8787'],
  HOST: [v.optional(v.string(), '127.0.0.1'), 'an address to listen on such as 127.0.0.1'],
  PUBLIC_URL: [
    v.optional(httpUrl),
    'the address browsers reach the relay at, such as https://chat.example.com',
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
    v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//))),
    'smtp://user:password@host:587 or smtps://…',
  ],
  MAIL_FROM: [v.optional(v.string()), 'a sender such as "Loods <chat@example.com>"'],
  TRUST_PROXY: [
    v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number)), '0'),
    'how many proxies of yours stand in front of the relay: 0, 1, 2 …',
  ],
  EGRESS_ALLOW: [
    v.optional(
      v.pipe(
        list,
        v.everyItem((pair) => /^[^\s/@]+:\d{1,5}$/.test(pair)),
      ),
      '',
    ),
    'host:port pairs, separated by commas, that may be reached though they are private',
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
  const publicUrl = get('PUBLIC_URL') ?? `http://${bracketed(host)}:${portNumber}`
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
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  }
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** Whether a host name means this machine: the demo shop is on by itself only there. */
function isLoopback(hostName: string): boolean {
  return hostName === 'localhost' || hostName === '[::1]' || /^127\./.test(hostName)
}

/** Push services want a way to reach the operator; an https address of the relay serves. */
function defaultVapidSubject(publicUrl: string, hostName: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:operator@${hostName}`
}
