import { RelayError } from '../errors.ts'

/** Push services of Chrome and Edge on Android, Firefox, Edge on Windows, and Safari (T70). */
export const PUSH_HOSTS = [
  'fcm.googleapis.com',
  '*.push.services.mozilla.com',
  '*.notify.windows.com',
  'web.push.apple.com',
] as const

/**
 * Refuses an endpoint that is not a push service's: the address comes from outside, and the relay
 * will call it.
 * @param allow host:port pairs the operator allows besides (EGRESS_ALLOW)
 * @returns the host, for members to recognise
 */
export function checkEndpoint(endpoint: string, allow: readonly string[]): string {
  const url = URL.parse(endpoint)
  if (!url || !(isPushService(url) || allow.includes(url.host))) throw refusal()
  return url.hostname
}

/** Hosts a request to this endpoint may go to. */
export function hostsFor(endpoint: string, allow: readonly string[]): string[] {
  const url = URL.parse(endpoint)
  return url && allow.includes(url.host) ? [url.hostname] : [...PUSH_HOSTS]
}

function isPushService(url: URL): boolean {
  const plain = url.port === '' && url.username === '' && url.password === ''
  return url.protocol === 'https:' && plain && PUSH_HOSTS.some((host) => covers(host, url.hostname))
}

function covers(pattern: string, hostname: string): boolean {
  return pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern
}

function refusal(): RelayError {
  return new RelayError(
    'invalid',
    'This is not the address of a known push service. Turn notifications off and on again in this browser.',
    { field: 'endpoint' },
  )
}
