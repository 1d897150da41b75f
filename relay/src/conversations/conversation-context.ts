import type { ContextInput, PageRef, ShownOrder, Signal, VisitorContext } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import type { VisitorPrincipal } from '../http/principal.ts'
import type { OutboxPlanner } from './append.ts'
import { findConversation, updateConversation } from './conversation.repository.ts'
import { appendLines, type Line } from './line.ts'
import { tellOtherChat } from './other-chat.ts'
import { countPages, findPages, insertPage } from './page.repository.ts'

/** Pages kept of one conversation. */
const MAX_PAGES = 500
const PAGES_SHOWN = 100
/** Orders kept of one conversation. */
const MAX_ORDERS = 5

/** Where the shopper of a conversation is, and what the shop's page tells of it. */
export interface ConversationContext {
  /** Takes what the page says now. Members' screens hear of it when it says something new. */
  note(who: VisitorPrincipal, context: ContextInput): Promise<void>
  /**
   * What the shop tells of its shopper by another way than its pages, such as a checkout that runs no
   * widget: where they are, and what went wrong. What the pages told of cart and product stays.
   * @throws RelayError not_found
   */
  follow(where: Place, told: ToldElsewhere): Promise<void>
  /** Keeps an order the shopper proved, as long as the conversation, and says so in the thread. @throws RelayError not_found */
  showOrder(who: VisitorPrincipal, order: ShownOrder): Promise<void>
  /** Pages since the conversation began, newest first. @throws RelayError not_found */
  pages(siteId: string, conversationId: string): Promise<PageRef[]>
}

/** What a shop tells of its shopper beside what its pages do. */
export interface ToldElsewhere extends Pick<ContextInput, 'page'> {
  /** What the cart comes to by now, in the currency's main unit; its lines stay as the pages told them. */
  cart?: { total: number; currency: string }
  signals?: Signal[]
}

/** One conversation. */
type Place = Pick<VisitorPrincipal, 'siteId' | 'conversationId'>

export function createConversationContext(deps: {
  db: Database
  writer: Writer
  plan: OutboxPlanner
}): ConversationContext {
  return {
    note: (who, context) =>
      deps.writer.run(async (tx) => {
        await note(tx, who, context)
        await tell(tx, who, context.shop?.signals ?? [], deps.plan)
      }),
    follow: (where, { page, cart, signals = [] }) =>
      deps.writer.run(async (tx) => {
        const row = await findConversation(tx.db, where.siteId, where.conversationId)
        if (!row) throw notFound('This conversation')
        const { shop } = fromJson(row.context) as VisitorContext
        const lines = shop?.cart?.lines ?? []
        await change(tx, row, { page, shop: cart ? { ...shop, cart: { lines, ...cart } } : shop })
        await appendLines(tx, where, signals.map(toLine), deps.plan)
      }),
    showOrder: (who, order) => deps.writer.run((tx) => showOrder(tx, who, order, deps.plan)),
    async pages(siteId, conversationId) {
      const row = await findConversation(deps.db.read, siteId, conversationId)
      if (!row) throw notFound('This conversation')
      return (await findPages(deps.db.read, conversationId, PAGES_SHOWN)).map(toPageRef)
    },
  }
}

async function showOrder(
  tx: WriteTx,
  { siteId, conversationId }: VisitorPrincipal,
  order: ShownOrder,
  plan: OutboxPlanner,
): Promise<void> {
  const row = await findConversation(tx.db, siteId, conversationId)
  if (!row) throw notFound('This conversation')
  const before = fromJson(row.context) as VisitorContext
  const others = before.orders?.filter(({ number }) => number !== order.number) ?? []
  const orders = [order, ...others].slice(0, MAX_ORDERS)
  await updateConversation(tx.db, siteId, conversationId, {
    context: toJson({ ...before, orders }),
  })
  tx.emit({ siteId, conversationId, type: 'conversation', at: tx.now })
  const data = { number: order.number }
  const where = { siteId, conversationId }
  await appendLines(tx, where, [{ code: 'order_shown', audience: 'all', data }], plan)
}

async function note(tx: WriteTx, who: VisitorPrincipal, context: ContextInput): Promise<void> {
  const { siteId, conversationId } = who
  const row = await findConversation(tx.db, siteId, conversationId)
  if (!row) throw notFound('This conversation')
  await change(tx, row, context)
}

async function change(
  tx: WriteTx,
  row: Row<'conversations'>,
  context: ContextInput,
): Promise<void> {
  const { site_id: siteId, id: conversationId } = row
  const before = fromJson(row.context) as VisitorContext
  const after = merge(before, context, tx.now)
  const text = toJson(after)
  if (text === row.context) return
  if (after.page && after.page.url !== before.page?.url) {
    await addPage(tx, { siteId, conversationId }, after.page)
  }
  await updateConversation(tx.db, siteId, conversationId, { context: text })
  if (row.last_seq > 0) tx.emit({ siteId, conversationId, type: 'conversation', at: tx.now })
}

/** What the page says replaces what it said before; what it leaves out of itself is still so. */
function merge(before: VisitorContext, context: ContextInput, now: number): VisitorContext {
  const { page, shop, ...rest } = withoutSignals(context)
  const here = page?.url === before.page?.url ? before.page : page && { ...page, at: now }
  const current = here ?? before.page
  return {
    ...before,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(current && { page: current }),
    firstPage: before.firstPage ?? current,
    shop,
  }
}

/** What happened stands in the thread, not in what is so. */
export function withoutSignals({ shop, ...rest }: ContextInput): VisitorContext {
  if (!shop) return rest
  const { signals: _, ...kept } = shop
  return { ...rest, shop: kept }
}

async function tell(tx: WriteTx, where: Place, signals: Signal[], plan: OutboxPlanner) {
  const { others = [], lines = [] } = Object.groupBy(signals, ({ code }) =>
    code === 'other_chat' ? 'others' : 'lines',
  )
  await appendLines(tx, where, lines.map(toLine), plan)
  for (const { text } of others) await tellOtherChat(tx, where, text, plan)
}

function toLine({ id, code, text }: Signal): Line {
  const data = code === 'coupon_failed' ? { code: text } : { text }
  return { code, audience: 'members', data, cid: `signal-${id}` }
}

/** Adds a page to those of a conversation, inside an open transaction. */
export async function addPage(
  tx: WriteTx,
  where: { siteId: string; conversationId: string },
  page: PageRef,
): Promise<void> {
  if ((await countPages(tx.db, where.conversationId)) >= MAX_PAGES) return
  await insertPage(tx.db, {
    site_id: where.siteId,
    conversation_id: where.conversationId,
    at: tx.now,
    url: page.url,
    title: page.title ?? null,
    kind: page.kind ?? null,
  })
}

function toPageRef(row: Row<'conversation_pages'>): PageRef {
  return {
    url: row.url,
    ...(row.title !== null && { title: row.title }),
    ...(row.kind !== null && { kind: row.kind as NonNullable<PageRef['kind']> }),
    at: row.at,
  }
}
