import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'

/**
 * The address a request came from. Of X-Forwarded-For only the entries our own proxies wrote
 * count: the rightmost `hops` (T37). Anything that is not an address falls back to the peer's.
 * @param hops how many proxies of ours stand in front (TRUST_PROXY)
 */
export function clientAddress(forwarded: string | undefined, peer: string, hops: number): string {
  if (hops === 0 || !forwarded) return plain(peer)
  const chain = forwarded.split(',').map((part) => part.trim())
  const claimed = chain.at(-hops) ?? chain[0] ?? ''
  return ipaddr.isValid(claimed) ? plain(claimed) : plain(peer)
}

function plain(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
}

/** What an address is limited by: itself, or the /64 an IPv6 host can move in. */
export function addressBlock(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, 4)
  return `${parts.map((part) => part.toString(16)).join(':')}::/64`
}

/** Address of the other end of the TCP connection; a request made without one (in tests) has none. */
export function peerAddress(c: Context): string {
  return c.env?.incoming ? (getConnInfo(c).remote.address ?? '') : ''
}
