/** An order as the shop's own records have it. */
export interface ShopOrder {
  number: string
  /** Milliseconds. */
  placedAt: number
  /** In the shop's own words. */
  status: string
  /** In the currency's main unit. */
  total: number
  currency: string
  items: Array<{ title: string; quantity: number }>
  /** What the shop wrote to the customer last, such as a tracking number. */
  note?: string
  /** Where the order is in the shop's admin panel. */
  url: string
}

/** Orders of the shop, from a host that is its admin panel. They never pass the relay. */
export interface OrderSource {
  /** The last orders of a verified customer, newest first. @param customer the shop's own id */
  ofCustomer(customer: string): Promise<ShopOrder[]>
  find(number: string): Promise<ShopOrder | undefined>
}
