import { GraphError } from '../errors.ts'
import type { Token, World } from './world.ts'

/**
 * The token of a request: 190 with HTTP 401 where it is missing, unknown, expired (subcode 463) or
 * revoked (460). An app's own token is written `<app id>|<app secret>`.
 */
export function authenticate(world: World, value: string | undefined, now: number): Token {
  const token =
    value === undefined ? undefined : (world.tokens.get(value) ?? appToken(world, value))
  if (!token) throw new GraphError(190, { message: 'Invalid OAuth access token.' })
  if (token.revoked) {
    throw new GraphError(190, { subcode: 460, message: 'The session has been invalidated.' })
  }
  if (token.expiresAt !== undefined && token.expiresAt <= now) {
    throw new GraphError(190, { subcode: 463, message: 'Session has expired.' })
  }
  return token
}

function appToken(world: World, value: string): Token | undefined {
  const [appId = '', secret] = value.split('|')
  if (!secret || world.apps.get(appId)?.secret !== secret) return undefined
  return {
    value,
    kind: 'app',
    appId,
    wabaIds: new Set(),
    pageIds: new Set(),
    scopes: new Set(),
    revoked: false,
    expiresAt: undefined,
  }
}

/** 200 with HTTP 403 where the token lacks a permission. */
export function demandScope(token: Token, scope: string): void {
  if (token.scopes.has(scope)) return
  throw new GraphError(200, { message: `Requires ${scope} permission to manage the object` })
}
