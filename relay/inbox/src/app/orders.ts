import type { ShownOrder } from '@loods/protocol'
import type { SiteApi } from '../api/site-api.ts'

/** Where the shop's orders are read: its admin panel, where the inbox is in one, or the relay that may ask it. */
export interface OrderSource {
  /** The last orders of a verified customer, newest first. @param customer the shop's own id */
  ofCustomer(customer: string): Promise<ShownOrder[]>
  find(number: string): Promise<ShownOrder | undefined>
}

/** Orders of a shop whose own software the relay asks. */
export function ordersOverRelay(api: Pick<SiteApi, 'orders'>): OrderSource {
  return {
    ofCustomer: (customer) => api.orders({ customer }),
    find: async (number) => (await api.orders({ number }))[0],
  }
}
