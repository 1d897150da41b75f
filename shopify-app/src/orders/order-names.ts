import { orderReference } from '../../../relay/src/orders/order-reference.ts'
import type { SiteService } from '../../../relay/src/sites/site.service.ts'

/**
 * How a shop's orders are named here: by a hash of their number under the site's secret, the same in the
 * pixel's word of it and in the shop's webhooks.
 */
export function createOrderNames(sites: Pick<SiteService, 'signingSecret'>) {
  return async (siteId: string): Promise<(number: string) => string> => {
    const secret = await sites.signingSecret(siteId)
    return (number) => orderReference(secret, number)
  }
}
