import type { PersonErasureAnswer, PersonExportAnswer } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import { toEntry, toOrder } from './contact-export.ts'
import type { Erasure } from './erasure.ts'
import {
  findAddressesOf,
  findContactsByEmail,
  findConversationIds,
  findLeadsOf,
  findOrdersOf,
} from './privacy.repository.ts'

/** Contacts in one page: a shop's server waits ten seconds at most. */
const EXPORT_PAGE = 5
const ERASE_PAGE = 5
/** Conversations of one contact in an export; nobody has this many. */
const MAX_CONVERSATIONS = 1_000

export interface PersonDeps {
  db: Database
  erasure: Erasure
  /** Whether mail to the address reached this contact. */
  isProven(siteId: string, contactId: string, address: string): Promise<boolean>
  /** What was said in a conversation, without what only members may read, as text. */
  transcript(siteId: string, conversationId: string): Promise<string>
}

/** What the relay keeps of whoever has an e-mail address, for the shop's own privacy tools. */
export interface PersonByEmail {
  /**
   * The shop's admin panel mails this to the address. What was said goes along only where the address
   * is proven: anybody can type anybody's address into a chat (T73).
   * @param page from 1
   */
  export(siteId: string, email: string, page: number): Promise<PersonExportAnswer>
  /** Erases some of them, also where the address was only typed; to be called until it is done. */
  erase(siteId: string, email: string): Promise<PersonErasureAnswer>
}

export function createPersonByEmail(deps: PersonDeps): PersonByEmail {
  const { db } = deps

  async function describe(contact: Row<'contacts'>, email: string) {
    const { site_id: siteId, id } = contact
    const ids = await findConversationIds(db.read, siteId, id, MAX_CONVERSATIONS)
    const proven = isShopsOwn(contact, email) || (await deps.isProven(siteId, id, email))
    const leads = await findLeadsOf(db.read, siteId, id)
    const addresses = proven ? await findAddressesOf(db.read, siteId, id) : []
    const orders = proven ? await findOrdersOf(db.read, siteId, id) : []
    return {
      id,
      proven,
      since: contact.created_at,
      ...(proven ? detailsOf(contact) : { email }),
      leads: leads.filter(({ value }) => proven || value.toLowerCase() === email).map(toEntry),
      addresses: addresses.map(toEntry),
      orders: orders.map(toOrder),
      conversations: ids.length,
      texts: proven ? await Promise.all(ids.map((one) => deps.transcript(siteId, one))) : [],
    }
  }

  return {
    async export(siteId, email, page) {
      const offset = (page - 1) * EXPORT_PAGE
      const contacts = await findContactsByEmail(db.read, siteId, email, {
        offset,
        limit: EXPORT_PAGE,
      })
      return {
        people: await Promise.all(contacts.map((contact) => describe(contact, email))),
        done: contacts.length < EXPORT_PAGE,
      }
    },
    async erase(siteId, email) {
      const contacts = await findContactsByEmail(db.read, siteId, email, {
        offset: 0,
        limit: ERASE_PAGE,
      })
      for (const { id } of contacts) await deps.erasure.contact(siteId, id)
      return { erased: contacts.length, done: contacts.length < ERASE_PAGE }
    },
  }
}

/** Whether the shop itself said that this is the contact's address. */
function isShopsOwn({ verified_at, email: known }: Row<'contacts'>, email: string): boolean {
  return verified_at !== null && known?.toLowerCase() === email
}

function detailsOf({ name, email, phone }: Row<'contacts'>) {
  return { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) }
}
