import { type JWTPayload, jwtVerify } from 'jose'
import type { ShopifyConfig } from '../../../relay/src/config.ts'

/** Seconds by which Shopify's clock and ours may differ. */
const TOLERANCE = 10
/** Seconds the longest-lived of these tokens is good for: those of checkout. */
const MAX_AGE = 300

/**
 * What a token of App Bridge says, in the admin or in a checkout: signed with one of our secrets, for our
 * app, and good at this moment.
 * @param now milliseconds
 * @returns undefined for any other token
 */
export async function verifiedClaims(
  token: string,
  { apiKey, secrets }: Pick<ShopifyConfig, 'apiKey' | 'secrets'>,
  now: number,
): Promise<JWTPayload | undefined> {
  const options = {
    algorithms: ['HS256'],
    audience: apiKey,
    requiredClaims: ['exp', 'nbf', 'iat'],
    clockTolerance: TOLERANCE,
    maxTokenAge: MAX_AGE,
    currentDate: new Date(now),
  }
  for (const secret of secrets) {
    const verified = jwtVerify(token, new TextEncoder().encode(secret), options)
    const payload = await verified.then(({ payload }) => payload).catch(() => undefined)
    if (payload) return payload
  }
  return undefined
}
