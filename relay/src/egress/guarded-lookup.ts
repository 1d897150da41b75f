import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from './address.ts'
import { EgressError } from './egress-error.ts'

/** Resolves a name as `dns.lookup` does. */
export type Lookup = LookupFunction

export const systemLookup: Lookup = dnsLookup

/**
 * A resolver that fails unless every address of a name is public: what it answers is what the
 * socket connects to, so a second, other answer never comes into it.
 */
export function guardLookup(lookup: Lookup): Lookup {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const addresses = toList(found)
      const first = addresses[0]
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(
          new EgressError('refused', 'the name leads to an address that is not public'),
          [],
        )
      }
      if (options.all) return callback(null, addresses)
      return callback(null, first.address, first.family)
    })
  }
}

function toList(found: string | LookupAddress[]): LookupAddress[] {
  if (typeof found !== 'string') return found
  return [{ address: found, family: found.includes(':') ? 6 : 4 }]
}
