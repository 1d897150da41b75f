import type { FollowOn } from '../host.ts'
import { untilAllowed } from './consent.ts'

/**
 * Stands in the place of visit.js and of triggers.js in a Shopify shop: what these are elsewhere lies
 * beside it, and comes once the shopper lets the visit be counted.
 */
export const followVisit: FollowOn = (embed, ...begun) => {
  const counted = import.meta.url.replace(/(visit|triggers)\.js/, 'counted-$1.js')
  // A visit that is followed already was waited for.
  const allowed = begun[0] ? Promise.resolve() : untilAllowed(embed)
  allowed
    .then(() => import(counted))
    .then((part: { followVisit: FollowOn }) => part.followVisit(embed, ...begun))
    // A part that does not come counts nothing on this page.
    .catch(() => {})
}
