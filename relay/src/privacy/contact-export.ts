import type { Contact, Conversation, Message, PageRef, PersonExportAnswer } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import { findAddressesOf, findLeadsOf, findOrdersOf } from './privacy.repository.ts'

/** Conversations of one contact in an export; nobody has this many. */
const MAX_CONVERSATIONS = 10_000

export interface ExportDeps {
  db: Database
  contact(siteId: string, contactId: string): Promise<Contact>
  conversationsOf(siteId: string, contactId: string, limit: number): Promise<Conversation[]>
  /** A whole thread with its notes, oldest first. */
  thread(siteId: string, conversationId: string): Promise<Message[]>
  pages(siteId: string, conversationId: string): Promise<PageRef[]>
  /** A whole thread as text. */
  transcript(siteId: string, conversationId: string): Promise<string>
}

/** Everything the relay keeps of one contact. */
export interface ContactExport {
  contact: Contact
  conversations: Array<Conversation & { messages: Message[]; pages: PageRef[] }>
  /** Contact details left for a call-back or e-mail. */
  leads: Array<{ kind: string; value: string; at: number }>
  /** What they go by on WhatsApp and Messenger. */
  addresses: Array<{ kind: string; value: string; at: number }>
  /** What the shop reported of their orders; amounts in the currency's minor unit. */
  orders: PersonExportAnswer['people'][number]['orders']
}

/** @throws RelayError not_found */
export async function exportContact(
  deps: ExportDeps,
  siteId: string,
  contactId: string,
): Promise<ContactExport> {
  const contact = await deps.contact(siteId, contactId)
  const conversations: ContactExport['conversations'] = []
  for (const view of await deps.conversationsOf(siteId, contactId, MAX_CONVERSATIONS)) {
    const messages = await deps.thread(siteId, view.id)
    conversations.push({ ...view, messages, pages: await deps.pages(siteId, view.id) })
  }
  const leads = await findLeadsOf(deps.db.read, siteId, contactId)
  const orders = await findOrdersOf(deps.db.read, siteId, contactId)
  const addresses = await findAddressesOf(deps.db.read, siteId, contactId)
  return {
    contact,
    conversations,
    leads: leads.map(toEntry),
    addresses: addresses.map(toEntry),
    orders: orders.map(toOrder),
  }
}

/** An address in an export, left or known. */
export function toEntry({ kind, value, created_at: at }: Row<'leads'> | Row<'identities'>) {
  return { kind, value, at }
}

/** An order in an export. */
export function toOrder(row: Row<'orders'>): ContactExport['orders'][number] {
  const { state, total, refunded, currency, placed_at: at } = row
  return { state, total: Number(total), refunded: Number(refunded), currency, at }
}

/** The same for a person to read: plain text, whatever was said. */
export async function exportText(
  deps: ExportDeps,
  siteId: string,
  everything: ContactExport,
): Promise<string> {
  const { contact, conversations, leads, addresses, orders } = everything
  const about = [
    contact.name,
    contact.email,
    contact.phone,
    contact.externalId,
    contact.note,
    contact.id,
  ]
  const parts = [about.filter((text) => text !== undefined).join('\n')]
  const left = [...leads, ...addresses]
  if (left.length > 0) parts.push(left.map(({ kind, value }) => `${kind}: ${value}`).join('\n'))
  if (orders.length > 0) parts.push(JSON.stringify(orders, undefined, 2))
  for (const conversation of conversations) {
    parts.push(await deps.transcript(siteId, conversation.id))
    parts.push(conversation.pages.map((page) => page.url).join('\n'))
    parts.push(JSON.stringify(conversation.context, undefined, 2))
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
