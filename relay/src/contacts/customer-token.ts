import { email, lineText } from '@loods/protocol'
import * as v from 'valibot'
import { RelayError } from '../errors.ts'

/** Longest a customer's token may be valid, in seconds: a leaked one must not last (T81). */
const MAX_LIFE = 3_600
/** Seconds by which two machines' clocks may differ. */
const TOLERANCE = 60

/** Who a shop says its logged-in customer is. */
export interface Customer {
  /** The shop's own id of the customer. */
  externalId: string
  name?: string
  email?: string
}

const claims = v.object({
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  exp: v.number(),
  iat: v.optional(v.number()),
  name: v.fallback(v.optional(lineText(80)), undefined),
  email: v.fallback(v.optional(email), undefined),
})

/**
 * Reads a customer's token: a JWT signed with HS256 and the shop's secret, for this site key only.
 * @param now milliseconds
 * @throws RelayError bad_token, in the same words whatever is wrong
 */
export async function readCustomerToken(
  token: string,
  site: { key: string; secret: string },
  now: number,
): Promise<Customer> {
  const { jwtVerify } = await import('jose')
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(site.secret), {
      algorithms: ['HS256'],
      audience: site.key,
      requiredClaims: ['sub', 'aud', 'exp'],
      clockTolerance: TOLERANCE,
      currentDate: new Date(now),
    })
    const { sub, exp, iat, name, email } = v.parse(claims, payload)
    const begun = Math.min(iat ?? Number.POSITIVE_INFINITY, now / 1_000)
    if (exp - begun > MAX_LIFE + TOLERANCE) throw new RangeError('valid for too long')
    return { externalId: sub, ...(name && { name }), ...(email && { email }) }
  } catch (error) {
    throw new RelayError(
      'bad_token',
      'This token does not say who the shopper is: sign it with the shop’s secret (HS256), aud the site key, sub the customer, exp at most an hour ahead.',
      { cause: error },
    )
  }
}

/** Seconds a token of our own making is good for. */
const OWN_LIFE = 600

/**
 * Signs a customer's token for a shop that cannot sign by itself, once it is known who its customer is.
 * @param now milliseconds
 */
export async function signCustomerToken(
  { externalId, ...person }: Customer,
  site: { key: string; secret: string },
  now: number,
): Promise<string> {
  const { SignJWT } = await import('jose')
  const seconds = Math.floor(now / 1_000)
  return new SignJWT({ ...person })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(externalId)
    .setAudience(site.key)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + OWN_LIFE)
    .sign(new TextEncoder().encode(site.secret))
}
