import { createHash } from 'node:crypto'
import { jwtVerify } from 'jose'
import * as v from 'valibot'
import { equalSecrets } from '../crypto/secrets.ts'
import { RelayError } from '../errors.ts'

/** Seconds a token of a shop's server may live, and by which two machines' clocks may differ. */
const MAX_LIFE = 120
const TOLERANCE = 60

/**
 * What a shop's server signs for one request: SHA-256 over method, path and body, base64url. A token
 * that leaks opens nothing else.
 */
export function requestDigest(method: string, path: string, body: string): string {
  return createHash('sha256').update(`${method} ${path}\n${body}`).digest('base64url')
}

/**
 * Reads a token a shop's server signed with the site's secret.
 * @param audience what the token is for
 * @param now milliseconds
 * @throws RelayError bad_token, in the same words whatever is wrong
 */
export async function readShopToken(
  token: string,
  site: { key: string; secret: string },
  audience: string,
  now: number,
): Promise<Record<string, unknown>> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(site.secret), {
      algorithms: ['HS256'],
      audience,
      issuer: site.key,
      requiredClaims: ['exp', 'iat'],
      clockTolerance: TOLERANCE,
      maxTokenAge: MAX_LIFE,
      currentDate: new Date(now),
    })
    return payload
  } catch (error) {
    throw badShopToken(error)
  }
}

/** Checks that a token was signed for exactly this request. @throws RelayError bad_token */
export async function checkShopRequest(
  token: string,
  site: { key: string; secret: string },
  request: { method: string; path: string; body: string },
  now: number,
): Promise<void> {
  const claims = await readShopToken(token, site, 'loods-shop', now)
  const digest = v.is(v.string(), claims.request) ? claims.request : ''
  if (!equalSecrets(digest, requestDigest(request.method, request.path, request.body))) {
    throw badShopToken()
  }
}

function badShopToken(cause?: unknown): RelayError {
  return new RelayError(
    'bad_token',
    'The shop did not sign this, or too long ago. Look whether its clock is right; link the shop again if its secret was changed.',
    cause === undefined ? {} : { cause },
  )
}
