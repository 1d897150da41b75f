import ipaddr from 'ipaddr.js'
import type { Logger } from '../logger.ts'

/**
 * Notices a proxy nobody told the relay of: requests that name another client come from one inside
 * address, and every limit by address would then hit everybody at once.
 */
export interface ProxyNotice {
  /** Looks at one request. */
  look(forwarded: string | undefined, peer: string): void
  /** Whether such a proxy was seen since the start. */
  readonly seen: boolean
}

/** @param trusted proxies the operator told of (TRUST_PROXY); with any, there is nothing to notice */
export function createProxyNotice(trusted: number, log: Logger): ProxyNotice {
  let seen = false
  return {
    get seen() {
      return seen
    },
    look(forwarded, peer) {
      if (seen || trusted > 0 || !forwarded || !isInside(peer)) return
      seen = true
      log.warn(
        'A proxy stands before this relay, and TRUST_PROXY is 0: all shoppers count as one address. Set TRUST_PROXY to the number of your proxies.',
      )
    },
  }
}

/** A forged header straight from the internet is no proxy of ours; one comes from this machine or network. */
function isInside(peer: string): boolean {
  if (!ipaddr.isValid(peer)) return false
  return ['loopback', 'private', 'uniqueLocal'].includes(ipaddr.process(peer).range())
}
