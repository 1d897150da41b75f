import type { Session } from '@loods/protocol'
import { jwtVerify, SignJWT } from 'jose'
import { nanoid } from 'nanoid'
import { hashSecret, mintSecret } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import type { AccountPrincipal } from '../http/principal.ts'
import { describeDevice } from './device.ts'
import {
  findLiveSession,
  findLiveSessions,
  insertSession,
  revokeSessions,
  touchSession,
} from './session.repository.ts'

/** Days a browser stays signed in when nobody signs it out. */
export const SESSION_DAYS = 30
/** Seconds a bearer token opens the inbox for; a client renews it before. */
const TOKEN_SECONDS = 600
const AUDIENCE = 'loods-inbox'

export interface SessionService {
  /** Opens a session inside an open transaction. Gives the secret for the cookie. */
  open(tx: WriteTx, accountId: string, userAgent: string): Promise<string>
  /** Opens a session that ends with its one token, inside an open transaction: for who comes in by another host. */
  openBrief(
    tx: WriteTx,
    accountId: string,
    userAgent: string,
  ): Promise<{ token: string; expiresAt: number }>
  /** Whose cookie this is. */
  fromCookie(secret: string): Promise<AccountPrincipal | undefined>
  /** A short bearer token for this session, for any of the inbox's hosts. */
  mintToken(who: AccountPrincipal): Promise<{ token: string; expiresAt: number }>
  /** Whose token this is; asks the session each time, so that signing out works at once. */
  fromToken(token: string): Promise<AccountPrincipal | undefined>
  /** Whether a session is neither signed out nor over. */
  isLive(sessionId: string): Promise<boolean>
  /** Where this account is signed in. */
  list(who: AccountPrincipal): Promise<Session[]>
  /** Signs one browser out. @throws RelayError not_found for a session that is not one's own */
  end(who: AccountPrincipal, sessionId: string): Promise<void>
  /** Signs every browser out, this one too. */
  endAll(who: AccountPrincipal): Promise<void>
  /**
   * Revokes an account's sessions, but one if named, inside an open transaction.
   * @returns what to do once it is committed: close their sockets
   */
  revoke(tx: WriteTx, accountId: string, except?: string): Promise<() => void>
}

export interface SessionDeps {
  db: Database
  writer: Writer
  clock: () => number
  tokenKey: Buffer
  /** Closes every socket that lives on a session. */
  closeSockets(sessionId: string): void
}

export function createSessionService(deps: SessionDeps): SessionService {
  const { db, writer, clock, tokenKey } = deps

  async function end(accountId: string, which: { only?: string }): Promise<number> {
    const ended = await writer.run((tx) => revokeSessions(tx.db, accountId, which, tx.now))
    ended.forEach(deps.closeSockets)
    return ended.length
  }

  /** Adds a session that lives for some milliseconds. */
  async function insert(
    tx: WriteTx,
    who: { accountId: string; userAgent: string },
    life: number,
  ): Promise<{ sessionId: string; secret: string }> {
    const sessionId = nanoid()
    const secret = mintSecret()
    await insertSession(tx.db, {
      id: sessionId,
      token_hash: hashSecret(secret),
      account_id: who.accountId,
      created_at: tx.now,
      last_seen_at: tx.now,
      expires_at: tx.now + life,
      user_agent: who.userAgent.slice(0, 200),
      revoked_at: null,
    })
    return { sessionId, secret }
  }

  async function sign(sessionId: string, accountId: string, now: number) {
    const expiresAt = now + TOKEN_SECONDS * 1_000
    const token = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(accountId)
      .setAudience(AUDIENCE)
      .setIssuedAt(new Date(now))
      .setExpirationTime(new Date(expiresAt))
      .sign(tokenKey)
    return { token, expiresAt }
  }

  return {
    async open(tx, accountId, userAgent) {
      const life = SESSION_DAYS * 86_400_000
      return (await insert(tx, { accountId, userAgent }, life)).secret
    },
    async openBrief(tx, accountId, userAgent) {
      const who = { accountId, userAgent }
      const { sessionId } = await insert(tx, who, TOKEN_SECONDS * 1_000)
      return sign(sessionId, accountId, tx.now)
    },
    async fromCookie(secret) {
      const row = await findLiveSession(db.read, { tokenHash: hashSecret(secret) }, clock())
      return row && toPrincipal(row)
    },
    async mintToken(who) {
      await writer.run((tx) => touchSession(tx.db, who.sessionId, tx.now))
      return sign(who.sessionId, who.accountId, clock())
    },
    async fromToken(token) {
      const sessionId = await readToken(token, tokenKey, clock())
      if (!sessionId) return undefined
      const row = await findLiveSession(db.read, { id: sessionId }, clock())
      return row && toPrincipal(row)
    },
    async isLive(sessionId) {
      return (await findLiveSession(db.read, { id: sessionId }, clock())) !== undefined
    },
    async list(who) {
      const rows = await findLiveSessions(db.read, who.accountId, clock())
      return rows.map((row) => toSession(row, who.sessionId))
    },
    async end(who, sessionId) {
      if ((await end(who.accountId, { only: sessionId })) === 0) throw notFound('This session')
    },
    async endAll(who) {
      await end(who.accountId, {})
    },
    async revoke(tx, accountId, except) {
      const which = except === undefined ? {} : { except }
      const ended = await revokeSessions(tx.db, accountId, which, tx.now)
      return () => ended.forEach(deps.closeSockets)
    },
  }
}

function toPrincipal(row: Row<'sessions'>): AccountPrincipal {
  return { kind: 'account', accountId: row.account_id, sessionId: row.id }
}

function toSession(row: Row<'sessions'>, current: string): Session {
  return {
    id: row.id,
    device: describeDevice(row.user_agent),
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    current: row.id === current,
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
