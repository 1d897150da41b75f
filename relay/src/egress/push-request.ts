// A CommonJS package: Node sees its default export only.
import webPush from 'web-push'

export interface VapidKeys {
  publicKey: string
  privateKey: string
}

export interface PushMessage {
  endpoint: string
  keys: { p256dh: string; auth: string }
  /** Encrypted here for the one browser that can read it. */
  payload: string
  /** Seconds a push service keeps it for a device that is off. */
  ttl: number
  /** A later message of the same topic replaces one not delivered yet; at most 32 characters. */
  topic: string
  vapid: VapidKeys & { subject: string }
}

/** Keys that tell push services who sends. */
export function makeVapidKeys(): VapidKeys {
  return webPush.generateVAPIDKeys()
}

/**
 * The request that brings a message to a push service (RFC 8030, 8291, 8292). web-push only
 * encrypts and signs here; the request itself leaves through the guard like any other.
 */
export function pushRequest(message: PushMessage): {
  url: string
  method: 'POST'
  headers: Record<string, string>
  body: Buffer
} {
  const { endpoint, keys, payload, ttl, topic, vapid } = message
  const details = webPush.generateRequestDetails({ endpoint, keys }, payload, {
    TTL: ttl,
    topic,
    urgency: 'high',
    contentEncoding: 'aes128gcm',
    vapidDetails: vapid,
  })
  const headers = Object.entries(details.headers).map(([name, value]) => [name, String(value)])
  return {
    url: details.endpoint,
    method: 'POST',
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: details.body,
  }
}
