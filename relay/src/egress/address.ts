import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Global unicast: everything else in IPv6 is special or not given out (RFC 4291, 2.4). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')
/** Public by number, private by use: the wire server of Azure's virtual machines. */
const HOST_SERVICES = new Set(['168.63.129.16'])

/**
 * Whether an address leads to the open internet, and nowhere near us. Addresses that carry another
 * one inside (mapped, NAT64, 6to4, Teredo) are refused whatever they carry.
 * @param address one address, as a resolver or a socket gives it
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || HOST_SERVICES.has(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST)
}

/** Whether a URL's host is an address instead of a name. URL has already folded decimal, octal and hex. */
export function isAddressLiteral(hostname: string): boolean {
  return ipaddr.isValid(hostname.replace(/^\[|\]$/g, ''))
}
