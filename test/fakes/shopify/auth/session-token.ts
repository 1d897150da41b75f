import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Core } from '../core.ts'
import type { Shop, Staff } from '../world/shop.ts'

/** How long App Bridge's token in the admin lives, seconds. */
const ADMIN_LIFE = 60
/** The same in checkout. */
const CHECKOUT_LIFE = 300

export interface Claims {
  iss?: string
  dest: string
  aud: string
  sub?: string
  exp: number
  nbf: number
  iat: number
  jti: string
  sid?: string
}

/** How a token is to be wrong. */
export interface Wrong {
  claims?: Partial<Claims>
  /** Signs with this instead of the app's secret. */
  secret?: string
  /** Says `none` (or another algorithm) in its head. `none` comes without a signature. */
  alg?: string
  /** Was minted so many seconds ago. */
  age?: number
}

type Minting = Pick<Core, 'app' | 'ids' | 'time'>

/** What App Bridge's `idToken()` gives a member of the shop's staff: a JWT by HS256, good for a minute. */
export function sessionToken(core: Minting, shop: Shop, staff: Staff, wrong: Wrong = {}): string {
  const origin = `https://${shop.domain}`
  return mint(core, wrong, ADMIN_LIFE, {
    iss: `${origin}/admin`,
    dest: origin,
    sub: String(staff.id),
    sid: core.ids.hex(64),
  })
}

/** What `idToken()` gives in checkout: without `iss`, the bare domain as `dest`, good for 5 minutes. */
export function checkoutToken(
  core: Minting,
  shop: Shop,
  customerId?: bigint,
  wrong: Wrong = {},
): string {
  return mint(core, wrong, CHECKOUT_LIFE, {
    dest: shop.domain,
    ...(customerId !== undefined && { sub: `gid://shopify/Customer/${customerId}` }),
  })
}

function mint(
  core: Minting,
  wrong: Wrong,
  life: number,
  own: Pick<Claims, 'iss' | 'dest' | 'sub' | 'sid'>,
): string {
  const iat = Math.floor(core.time.now() / 1000) - (wrong.age ?? 0)
  const claims: Claims = {
    ...own,
    aud: core.app.apiKey,
    exp: iat + life,
    nbf: iat,
    iat,
    jti: core.ids.uuid(),
    ...wrong.claims,
  }
  const alg = wrong.alg ?? 'HS256'
  const text = `${encoded({ alg, typ: 'JWT' })}.${encoded(claims)}`
  if (alg === 'none') return `${text}.`
  return `${text}.${signature(text, wrong.secret ?? core.app.secrets[0] ?? '')}`
}

/**
 * What a session token says, if Shopify would take it from this app for this shop.
 * @param secrets any of them may have signed
 */
export function readSessionToken(
  token: string,
  expected: { secrets: string[]; apiKey: string; domain: string; now: number },
): Claims | undefined {
  const [head = '', body = '', mark = ''] = token.split('.')
  if (decoded<{ alg?: string }>(head)?.alg !== 'HS256') return undefined
  const signed = expected.secrets.some((secret) =>
    isEqual(signature(`${head}.${body}`, secret), mark),
  )
  const claims = decoded<Claims>(body)
  if (!signed || !claims) return undefined
  const seconds = expected.now / 1000
  const fits =
    claims.aud === expected.apiKey &&
    claims.dest === `https://${expected.domain}` &&
    claims.iss === `${claims.dest}/admin` &&
    claims.nbf <= seconds &&
    claims.exp > seconds
  return fits ? claims : undefined
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function decoded<T>(part: string): T | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as T
  } catch {
    return undefined
  }
}

function signature(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}

function isEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
