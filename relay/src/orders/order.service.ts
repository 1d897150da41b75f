import type { OrderReport } from '@loods/protocol'
import type { Writer, WriteTx } from '../db/writer.ts'
import { saveOrder } from './order.repository.ts'

export interface OrderDeps {
  writer: Writer
  /** The contact a customer of the shop is here, if there is one. */
  contactOf(tx: WriteTx, siteId: string, customer: string): Promise<string | undefined>
}

/** Orders of shops, as their own servers tell. */
export interface OrderService {
  /** Keeps what a shop read of an order. The same again, or an older reading, changes nothing. */
  report(siteId: string, order: OrderReport): Promise<void>
}

export function createOrderService({ writer, contactOf }: OrderDeps): OrderService {
  return {
    async report(siteId, { customer, placedAt, asOf, ...order }) {
      await writer.run(async (tx) => {
        const contactId = customer === undefined ? undefined : await contactOf(tx, siteId, customer)
        await saveOrder(tx.db, {
          ...order,
          site_id: siteId,
          contact_id: contactId ?? null,
          placed_at: placedAt,
          as_of: asOf,
        })
      })
    },
  }
}
