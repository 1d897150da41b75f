import type { PersonExportAnswer } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import { toEntry, toOrder } from './contact-export.ts'
import {
  findAddressesOf,
  findConversationIds,
  findLeadsOf,
  findOrdersOf,
} from './privacy.repository.ts'

/** Conversations of one contact in an export; nobody has this many. */
const MAX_CONVERSATIONS = 1_000

export interface DescribeDeps {
  db: Database
  /** What was said in a conversation, without what only members may read, as text. */
  transcript(siteId: string, conversationId: string): Promise<string>
}

/** How a contact was found. */
export interface Found {
  /** Whether they are who is asked about, and not somebody who typed that person's address (T73). */
  proven: boolean
  /** What was asked by, told where nothing else may be. */
  asked: { email?: string; phone?: string }
  /** Whether a lead is what was asked by. */
  isAsked(value: string): boolean
}

export type PersonExport = PersonExportAnswer['people'][number]

/** What is kept of a contact, for the person it is about: all of it only where they are proven to be that person. */
export async function describePerson(
  { db, transcript }: DescribeDeps,
  contact: Row<'contacts'>,
  { proven, asked, isAsked }: Found,
): Promise<PersonExport> {
  const { site_id: siteId, id } = contact
  const ids = await findConversationIds(db.read, siteId, id, MAX_CONVERSATIONS)
  const leads = await findLeadsOf(db.read, siteId, id)
  const addresses = proven ? await findAddressesOf(db.read, siteId, id) : []
  const orders = proven ? await findOrdersOf(db.read, siteId, id) : []
  return {
    id,
    proven,
    since: contact.created_at,
    ...(proven ? detailsOf(contact) : asked),
    leads: leads.filter(({ value }) => proven || isAsked(value)).map(toEntry),
    addresses: addresses.map(toEntry),
    orders: orders.map(toOrder),
    conversations: ids.length,
    texts: proven ? await Promise.all(ids.map((one) => transcript(siteId, one))) : [],
  }
}

/** Whether the shop itself said that this is the contact's address. */
export function isShopsOwn({ verified_at, email: known }: Row<'contacts'>, email: string): boolean {
  return verified_at !== null && known?.toLowerCase() === email
}

function detailsOf({ name, email, phone }: Row<'contacts'>) {
  return { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) }
}
