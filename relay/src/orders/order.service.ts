import type { OrderReport } from '@loods/protocol'
import type { OutboxPlanner } from '../conversations/append.ts'
import { readConversation } from '../conversations/channel-side.ts'
import { appendLines } from '../conversations/line.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import type { OrderFact } from '../insights/visit-record.ts'
import { findOrders, saveOrder, tieOrder } from './order.repository.ts'

export interface OrderDeps {
  db: Database
  writer: Writer
  /** The contact a customer of the shop is here, if there is one. */
  contactOf(tx: WriteTx, siteId: string, customer: string): Promise<string | undefined>
  plan: OutboxPlanner
}

/** Orders of shops, as their own servers tell. */
export interface OrderService {
  /**
   * Keeps what a shop read of an order. The same again, or an older reading, changes nothing.
   * @param conversationId where its shopper talked with the shop, as cart or browser say it
   */
  report(siteId: string, order: OrderReport, conversationId?: string): Promise<void>
  /** The browser a conversation belongs to named an order. One that was not reported yet is let go. */
  placed(siteId: string, reference: string, conversationId: string): Promise<void>
  /** What the shop says of these orders now; of those it does not know, nothing. */
  facts(siteId: string, references: readonly string[]): Promise<OrderFact[]>
}

/** Orders asked for at once. */
const MANY = 500
/** Milliseconds in which it is news to members that an order was placed. */
const NEWS = 86_400_000

export function createOrderService({ db, writer, contactOf, plan }: OrderDeps): OrderService {
  /**
   * Ties an order to the conversation that came before it, the first one that is named. Whoever fills a
   * cart can name one: it says nothing of who the shopper is, and opens nothing to them.
   */
  async function tie(tx: WriteTx, siteId: string, reference: string, conversationId: string) {
    if (!(await readConversation(tx, siteId, conversationId))) return
    const order = await tieOrder(tx.db, { siteId, reference, conversationId })
    if (!order || tx.now - order.placed_at > NEWS) return
    const data = { total: order.total, currency: order.currency }
    const line = { code: 'order_placed' as const, audience: 'members' as const, data }
    await appendLines(tx, { siteId, conversationId }, [line], plan)
  }

  return {
    async report(siteId, { customer, placedAt, asOf, ...order }, conversationId) {
      await writer.run(async (tx) => {
        const contactId = customer === undefined ? undefined : await contactOf(tx, siteId, customer)
        await saveOrder(tx.db, {
          ...order,
          site_id: siteId,
          contact_id: contactId ?? null,
          conversation_id: null,
          placed_at: placedAt,
          as_of: asOf,
        })
        if (conversationId) await tie(tx, siteId, order.reference, conversationId)
      })
    },
    placed: (siteId, reference, conversationId) =>
      writer.run((tx) => tie(tx, siteId, reference, conversationId)),
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
