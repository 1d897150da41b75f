import type { Role } from '@loods/protocol'

/** A shopper's browser, known by its secret. */
export interface VisitorPrincipal {
  kind: 'visitor'
  siteId: string
  visitorId: string
  contactId: string
  conversationId: string
}

/** A person who signed in, at no shop in particular. */
export interface AccountPrincipal {
  kind: 'account'
  accountId: string
  sessionId: string
}

/** A person who answers for one shop. */
export interface MemberPrincipal {
  kind: 'member'
  siteId: string
  memberId: string
  accountId: string
  sessionId: string
  role: Role
  name: string
}

/** A shop's public side: anybody on one of its pages. */
export interface SitePrincipal {
  kind: 'site'
  siteId: string
  siteKey: string
}

/** A shop's own server, known by the secret it signs with. */
export interface ShopPrincipal {
  kind: 'shop'
  siteId: string
  siteKey: string
}

/**
 * Who may call a route. Every route declares one.
 * - public: anybody, but no page of another site · beacon: anybody, whatever page they are on; for what is
 *   believed of nobody and answers nothing
 * - site: a page of the shop · visitor: a shopper's secret
 * - shop: a token the shop's server signed for this very request
 * - session: the cookie of the relay's own page, same origin only
 * - account: a bearer token of a signed-in person
 * - agent, admin, owner: a bearer token of a member of the site in the path with at least that role
 */
export type Policy =
  | 'public'
  | 'beacon'
  | 'site'
  | 'visitor'
  | 'shop'
  | 'session'
  | 'account'
  | 'agent'
  | 'admin'
  | 'owner'

export type PrincipalOf<P extends Policy> = P extends 'public' | 'beacon'
  ? undefined
  : P extends 'site'
    ? SitePrincipal
    : P extends 'visitor'
      ? VisitorPrincipal
      : P extends 'shop'
        ? ShopPrincipal
        : P extends 'session' | 'account'
          ? AccountPrincipal
          : MemberPrincipal

const RANK: Record<Role, number> = { agent: 1, admin: 2, owner: 3 }

/** Whether a role may do what asks for another. */
export function roleCovers(have: Role, need: Role): boolean {
  return RANK[have] >= RANK[need]
}
