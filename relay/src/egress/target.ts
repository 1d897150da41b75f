import { isAddressLiteral } from './address.ts'
import { EgressError } from './egress-error.ts'

/** Where a request goes, once its address was found acceptable. */
export interface Target {
  /** Name to resolve and to prove by certificate. */
  hostname: string
  /** For the Host header. */
  host: string
  port: number
  path: string
  tls: boolean
  /** Allowed by the operator: private addresses, other ports and plain http are fine here. */
  trusted: boolean
}

/**
 * Reads a URL as a place to go to.
 * @throws EgressError refused, unless it is https on port 443 of a named host or the operator's exception
 */
export function checkTarget(
  text: string,
  rules: { allow: readonly string[]; hosts?: readonly string[] | undefined },
): Target {
  const url = parseUrl(text)
  const port = portOf(url)
  const trusted = rules.allow.includes(`${url.hostname}:${port}`)
  if (rules.hosts && !rules.hosts.some((pattern) => matchesHost(pattern, url.hostname))) {
    throw refused('this host is not one of those this request may go to')
  }
  if (!trusted) refuseUnlessOrdinary(url, port)
  return {
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    host: url.host,
    port,
    path: `${url.pathname}${url.search}`,
    tls: url.protocol === 'https:',
    trusted,
  }
}

function parseUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url) throw refused('this is not an address')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('only https goes out')
  if (url.username !== '' || url.password !== '') {
    throw refused('an address with a name or password in it')
  }
  return url
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}

function refuseUnlessOrdinary(url: URL, port: number): void {
  if (url.protocol !== 'https:') throw refused('only https goes out')
  if (port !== 443) throw refused('only port 443 goes out')
  if (isAddressLiteral(url.hostname)) throw refused('a bare address instead of a name')
}

function matchesHost(pattern: string, hostname: string): boolean {
  return pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern
}

function refused(message: string): EgressError {
  return new EgressError('refused', message)
}
