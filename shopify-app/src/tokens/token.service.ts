import { seal, unseal } from '../../../relay/src/crypto/seal.ts'
import { deriveKey } from '../../../relay/src/crypto/secrets.ts'
import type { Database } from '../../../relay/src/db/database.ts'
import type { Row } from '../../../relay/src/db/schema.ts'
import type { Writer, WriteTx } from '../../../relay/src/db/writer.ts'
import type { Logger } from '../../../relay/src/logger.ts'
import { enqueue, outboxRow } from '../../../relay/src/outbox/outbox-row.ts'
import {
  findShop,
  leaseTokens,
  type ShopRow,
  updateShop,
  updateTokens,
} from '../shops/shop.repository.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'
import { type Granted, TOKEN_TIMEOUT, type TokenRequests } from './token-request.ts'

/** Milliseconds before its end from which on a token is exchanged for the next one. */
const MARGIN = 120_000
/** Milliseconds in which one process alone gets a shop's next tokens; longer than it can take. */
const LEASE = TOKEN_TIMEOUT * 2 + 4_000
/** Milliseconds between looks whether another process has got them, and how often it is looked. */
const LOOK = 250
const LOOKS = LEASE / LOOK + 4

/** What opens a shop's Admin API, or why nothing does. */
export type ShopToken =
  | { outcome: 'ok'; shop: ShopDomain; token: string }
  | { outcome: 'signed_out' }
  | { outcome: 'unreachable'; reason: string }

/** Shops' tokens: sealed where they are kept, and one request for the next ones however many want them. */
export interface TokenService {
  /** A token that is good for some minutes. */
  open(siteId: string): Promise<ShopToken>
  /** Another one than this, which opened nothing. */
  renew(siteId: string, used: string): Promise<ShopToken>
  /** Keeps tokens a shop gave, inside an open transaction. */
  store(tx: WriteTx, siteId: string, granted: Granted): Promise<void>
  /** Forgets a shop's tokens, inside an open transaction. */
  drop(tx: WriteTx, siteId: string): Promise<void>
  /** Whether a shop has tokens, or a way to the next ones. */
  has(siteId: string): Promise<boolean>
}

export interface TokenDeps {
  db: Database
  writer: Writer
  clock: () => number
  log: Logger
  secretKey: Buffer
  requests: TokenRequests
  /** Waits some milliseconds. */
  pause(milliseconds: number): Promise<void>
}

export function createTokenService(deps: TokenDeps): TokenService {
  const { db, writer, clock } = deps
  const sealKey = deriveKey(deps.secretKey, 'columns')
  const underWay = new Map<string, Promise<ShopToken>>()

  const open = (row: ShopRow, column: TokenColumn): string =>
    unseal(sealKey, row[column] ?? '', placeOf(row.site_id, column))

  const good = (row: ShopRow): ShopToken => ({
    outcome: 'ok',
    shop: row.shop as ShopDomain,
    token: open(row, 'access_token'),
  })

  function toColumns(siteId: string, granted: Granted, now: number) {
    const sealed = (column: TokenColumn, text: string) =>
      seal(sealKey, text, placeOf(siteId, column))
    return {
      access_token: sealed('access_token', granted.access),
      access_expires_at: now + granted.accessSeconds * 1_000,
      refresh_token: sealed('refresh_token', granted.refresh),
      refresh_expires_at: now + granted.refreshSeconds * 1_000,
      scopes: granted.scopes,
      refreshing_until: null,
    }
  }

  /** One at a time for a shop in this process; whoever comes meanwhile gets what it brings. */
  function once(siteId: string, work: () => Promise<ShopToken>): Promise<ShopToken> {
    const running = underWay.get(siteId)
    if (running) return running
    const began = work().finally(() => underWay.delete(siteId))
    underWay.set(siteId, began)
    return began
  }

  /** The stored token if it will do, else the next one, which only one process asks for. */
  async function current(siteId: string, willDo: (row: ShopRow) => boolean): Promise<ShopToken> {
    for (let look = 0; look < LOOKS; look += 1) {
      const row = await findShop(db.read, { siteId })
      if (!row || row.access_token === null) return { outcome: 'signed_out' }
      if (willDo(row)) return good(row)
      const now = clock()
      if (await writer.run((tx) => leaseTokens(tx.db, row, now, now + LEASE))) return next(row)
      await deps.pause(LOOK)
    }
    return { outcome: 'unreachable', reason: 'another process gets its next token' }
  }

  /** Exchanges the refresh token. Shopify takes it again until the next one is used, so a lost answer costs nothing. */
  async function next(row: ShopRow): Promise<ShopToken> {
    const answer = await deps.requests.refresh(row.shop as ShopDomain, open(row, 'refresh_token'))
    if (answer.outcome === 'ok') {
      const columns = toColumns(row.site_id, answer.data, clock())
      await writer.run((tx) => updateTokens(tx.db, row, columns))
      // Whoever exchanged a session token meanwhile made these worthless; what is stored counts.
      return stored(row.site_id)
    }
    if (answer.outcome === 'refused') return end(row, answer.reason)
    await writer.run((tx) => updateTokens(tx.db, row, { refreshing_until: null }))
    return answer
  }

  async function stored(siteId: string): Promise<ShopToken> {
    const row = await findShop(db.read, { siteId })
    return row?.access_token == null ? { outcome: 'signed_out' } : good(row)
  }

  async function end(row: ShopRow, reason: string): Promise<ShopToken> {
    const ended = await writer.run(async (tx) => {
      const mine = await updateTokens(tx.db, row, NO_TOKENS)
      if (mine) await enqueue(tx, [signedOutRow(row.site_id, tx.now)])
      return mine
    })
    if (!ended) return stored(row.site_id)
    deps.log.warn({ site: row.site_id, reason }, 'a Shopify shop’s tokens open nothing any more')
    return { outcome: 'signed_out' }
  }

  const lasts = ({ access_expires_at }: ShopRow): boolean =>
    (access_expires_at ?? 0) - clock() > MARGIN

  return {
    async open(siteId) {
      const row = await findShop(db.read, { siteId })
      if (row?.access_token == null) return { outcome: 'signed_out' }
      return lasts(row) ? good(row) : once(siteId, () => current(siteId, lasts))
    },
    async renew(siteId, used) {
      return once(siteId, () => current(siteId, (row) => open(row, 'access_token') !== used))
    },
    store: (tx, siteId, granted) => updateShop(tx.db, siteId, toColumns(siteId, granted, tx.now)),
    drop: (tx, siteId) => updateShop(tx.db, siteId, NO_TOKENS),
    async has(siteId) {
      const row = await findShop(db.read, { siteId })
      return row?.access_token != null && (row.refresh_expires_at ?? 0) > clock()
    },
  }
}

/** Somebody has to open the app in the shop again. */
export const SIGNED_OUT = 'shopify.signed_out'

function signedOutRow(siteId: string, now: number): Row<'outbox'> {
  const lane = `shopify ${siteId}`
  return outboxRow({ siteId, kind: SIGNED_OUT, lane, place: now, payload: {}, now })
}

type TokenColumn = 'access_token' | 'refresh_token'

const NO_TOKENS = {
  access_token: null,
  access_expires_at: null,
  refresh_token: null,
  refresh_expires_at: null,
  refreshing_until: null,
}

/** Tokens open only for the shop and column they were sealed for. */
function placeOf(siteId: string, column: TokenColumn): string {
  return `${siteId} shopify_shops.${column}`
}
