/**
 * All that is used of the npm package, which its makers only maintain: two questions it answers by
 * looking at window and navigator. Everything else is the script from Shopify's own address.
 */
import { isMobile, isShopifyEmbedded } from '@shopify/app-bridge/utilities/platform.js'

/** Whether this page stands in the admin: in its frame, or in Shopify's phone app, which has none. */
export function isInAdmin(): boolean {
  return isShopifyEmbedded() || isMobile()
}

/** Whether it is Shopify's app on a phone, which has one window only. */
export function isPhoneApp(): boolean {
  return isMobile()
}
