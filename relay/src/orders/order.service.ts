import type { OrderReport } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import type { OrderFact } from '../insights/visit-record.ts'
import { findOrders, saveOrder } from './order.repository.ts'

export interface OrderDeps {
  db: Database
  writer: Writer
  /** The contact a customer of the shop is here, if there is one. */
  contactOf(tx: WriteTx, siteId: string, customer: string): Promise<string | undefined>
}

/** Orders of shops, as their own servers tell. */
export interface OrderService {
  /** Keeps what a shop read of an order. The same again, or an older reading, changes nothing. */
  report(siteId: string, order: OrderReport): Promise<void>
  /** What the shop says of these orders now; of those it does not know, nothing. */
  facts(siteId: string, references: readonly string[]): Promise<OrderFact[]>
}

/** Orders asked for at once. */
const MANY = 500

export function createOrderService({ db, writer, contactOf }: OrderDeps): OrderService {
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
    async facts(siteId, references) {
      const facts: OrderFact[] = []
      for (let at = 0; at < references.length; at += MANY) {
        const rows = await findOrders(db.read, siteId, references.slice(at, at + MANY))
        facts.push(...rows.map(toFact))
      }
      return facts
    },
  }
}

/** An order counts once it is paid, by what the shop keeps of it. */
function toFact({
  site_id,
  reference,
  currency,
  state,
  total,
  refunded,
}: Row<'orders'>): OrderFact {
  const net = state === 'paid' || state === 'refunded' ? Math.max(0, total - refunded) : 0
  return { siteId: site_id, reference, currency, net, counts: net > 0 }
}
