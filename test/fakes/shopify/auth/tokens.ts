import type { Identifiers } from '../identifiers.ts'
import type { Shop } from '../world/shop.ts'

/** Seconds a token lives. */
export const LIFE = { online: 86_399, offline: 3600, refresh: 90 * 24 * 3600 }

export interface AccessToken {
  value: string
  domain: string
  kind: 'online' | 'offline'
  /** Milliseconds since 1970; undefined: an offline token that never expires. */
  expiresAt: number | undefined
  revoked: boolean
}

interface RefreshToken {
  value: string
  domain: string
  expiresAt: number
  revoked: boolean
}

export interface OfflinePair {
  access: AccessToken
  refresh: RefreshToken
}

/** Access and refresh tokens of all shops. */
export interface Tokens {
  issueOnline: (shop: Shop) => AccessToken
  /** One expiring offline token is alive for a shop: earlier ones and their refresh tokens die. */
  issueOffline: (shop: Shop) => OfflinePair
  issueLasting: (shop: Shop) => AccessToken
  /**
   * The next pair, or undefined where the refresh token is no longer good. The token that was used
   * stays good until the one it was exchanged for is used: a lost answer can be asked for again.
   */
  refresh: (shop: Shop, value: string) => OfflinePair | undefined
  /** The token, if it opens this shop now. */
  open: (shop: Shop, value: string) => AccessToken | undefined
  revokeAll: (shop: Shop) => void
  /** Every access token there was, oldest first. */
  all: AccessToken[]
}

export function createTokens(ids: Identifiers, now: () => number): Tokens {
  const all: AccessToken[] = []
  const refreshing = new Map<string, RefreshToken>()

  function add(shop: Shop, kind: AccessToken['kind'], life: number | undefined): AccessToken {
    const value = `${kind === 'online' ? 'shpua' : 'shpat'}_${ids.hex(32)}`
    const expiresAt = life === undefined ? undefined : now() + life * 1000
    const token = { value, domain: shop.domain, kind, expiresAt, revoked: false }
    all.push(token)
    return token
  }

  function revokeAccess(shop: Shop, kinds: AccessToken['kind'][]): void {
    for (const it of all) {
      if (it.domain === shop.domain && kinds.includes(it.kind)) it.revoked = true
    }
  }

  function revokeRefreshing(shop: Shop, except?: RefreshToken): void {
    for (const it of refreshing.values()) {
      if (it.domain === shop.domain && it !== except) it.revoked = true
    }
  }

  function issuePair(shop: Shop, exchanged?: RefreshToken): OfflinePair {
    revokeAccess(shop, ['offline'])
    revokeRefreshing(shop, exchanged)
    const refresh = {
      value: `shprt_${ids.hex(32)}`,
      domain: shop.domain,
      expiresAt: now() + LIFE.refresh * 1000,
      revoked: false,
    }
    refreshing.set(refresh.value, refresh)
    return { access: add(shop, 'offline', LIFE.offline), refresh }
  }

  return {
    all,
    issueOnline: (shop) => add(shop, 'online', LIFE.online),
    issueOffline: (shop) => issuePair(shop),
    issueLasting: (shop) => add(shop, 'offline', undefined),
    refresh(shop, value) {
      const used = refreshing.get(value)
      if (used?.domain !== shop.domain || used.revoked || used.expiresAt <= now()) return undefined
      return issuePair(shop, used)
    },
    open(shop, value) {
      const token = all.find((it) => it.value === value && it.domain === shop.domain)
      const isAlive = token && !token.revoked && (token.expiresAt ?? Infinity) > now()
      return isAlive ? token : undefined
    },
    revokeAll(shop) {
      revokeRefreshing(shop)
      revokeAccess(shop, ['online', 'offline'])
    },
  }
}
