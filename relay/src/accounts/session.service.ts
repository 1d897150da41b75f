import { jwtVerify, SignJWT } from 'jose'
import { nanoid } from 'nanoid'
import { hashSecret, mintSecret } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import type { AccountPrincipal } from '../http/principal.ts'
import { findLiveSession, insertSession } from './session.repository.ts'

/** Days a browser stays signed in when nobody signs it out. */
const SESSION_DAYS = 30
/** Seconds a bearer token opens the inbox for; a client renews it before. */
export const TOKEN_SECONDS = 600
const AUDIENCE = 'loods-inbox'

export interface SessionService {
  /** Opens a session inside an open transaction. Gives the secret for the cookie. */
  open(tx: WriteTx, accountId: string, userAgent: string): Promise<string>
  /** Whose cookie this is. */
  fromCookie(secret: string): Promise<AccountPrincipal | undefined>
  /** A short bearer token for this session, for any of the inbox's hosts. */
  mintToken(who: AccountPrincipal): Promise<{ token: string; expiresAt: number }>
  /** Whose token this is; asks the session each time, so that signing out works at once. */
  fromToken(token: string): Promise<AccountPrincipal | undefined>
}

export function createSessionService(deps: {
  db: Database
  writer: Writer
  clock: () => number
  tokenKey: Buffer
}): SessionService {
  const { db, clock, tokenKey } = deps
  return {
    async open(tx, accountId, userAgent) {
      const secret = mintSecret()
      await insertSession(tx.db, {
        id: nanoid(),
        token_hash: hashSecret(secret),
        account_id: accountId,
        created_at: tx.now,
        last_seen_at: tx.now,
        expires_at: tx.now + SESSION_DAYS * 86_400_000,
        user_agent: userAgent.slice(0, 200),
        revoked_at: null,
      })
      return secret
    },
    async fromCookie(secret) {
      const row = await findLiveSession(db.read, { tokenHash: hashSecret(secret) }, clock())
      return row && { kind: 'account', accountId: row.account_id, sessionId: row.id }
    },
    async mintToken(who) {
      const expiresAt = clock() + TOKEN_SECONDS * 1_000
      const token = await new SignJWT({ sid: who.sessionId })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(who.accountId)
        .setAudience(AUDIENCE)
        .setIssuedAt(new Date(clock()))
        .setExpirationTime(new Date(expiresAt))
        .sign(tokenKey)
      return { token, expiresAt }
    },
    async fromToken(token) {
      const sessionId = await readToken(token, tokenKey, clock())
      if (!sessionId) return undefined
      const row = await findLiveSession(db.read, { id: sessionId }, clock())
      return row && { kind: 'account', accountId: row.account_id, sessionId: row.id }
    },
  }
}

/** The session a token names; undefined for a token that is foreign, altered or over. */
async function readToken(token: string, key: Buffer, now: number): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      maxTokenAge: TOKEN_SECONDS,
      currentDate: new Date(now),
    })
    return typeof payload.sid === 'string' ? payload.sid : undefined
  } catch {
    return undefined
  }
}
