import { createHmac } from 'node:crypto'

/**
 * Names an order to the relay without telling its number: how the demo shop does it, and any shop without
 * a plugin may. The thank-you page and the report of the shop's server say the same.
 * @param secret the site's signing secret
 * @returns base64url of HMAC-SHA256
 */
export function orderReference(secret: string, number: string): string {
  return createHmac('sha256', secret).update(`loods-order ${number}`).digest('base64url')
}
