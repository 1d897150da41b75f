import type { DataRequest } from '@loods/protocol'
import { fromJson, toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import {
  deleteOldRequests,
  deleteOrders,
  deleteRequests,
  findContactsByPhone,
  findContactsOfCustomer,
  findGuestsOfOrders,
  findRequests,
  insertRequest,
} from './customer.repository.ts'
import { describePerson, isShopsOwn, type PersonExport } from './describe-person.ts'
import type { PersonDeps } from './person-by-email.ts'
import { findContactsByEmail } from './privacy.repository.ts'
import { isSameNumber } from './same-number.ts'

/** Contacts that have or typed one address; more are erased in turns. */
const BY_EMAIL = 100
/** Milliseconds a customer's question is kept: it is to be answered within 30 days. */
const KEEP_REQUESTS = 45 * 86_400_000
/** Last digits by which numbers are looked up, before they are compared as a whole. */
const ENDING = 8

/** What a shop knows one of its customers by; each of them may be missing. */
export interface Customer {
  externalId?: string
  email?: string
  phone?: string
  /** References of orders they placed. */
  orders: string[]
}

/** What shops ask for their customers, by everything they know them by. */
export interface CustomerPrivacy {
  /** Erases all contacts that are the customer, or typed their address or number, and the orders named. */
  erase(siteId: string, customer: Customer): Promise<void>
  /**
   * Keeps that a customer wants to know what is kept of them, inside an open transaction.
   * @returns whether that is news
   */
  ask(tx: WriteTx, siteId: string, id: string, customer: Customer): Promise<boolean>
  /** Questions that are to be answered, newest first. */
  asked(siteId: string): Promise<DataRequest[]>
  /** What is kept of whoever asked. @throws RelayError not_found */
  answer(siteId: string, id: string): Promise<{ asked: Customer; people: PersonExport[] }>
  /** The customer has it. */
  close(siteId: string, id: string): Promise<void>
  /** Forgets questions that are long over. */
  sweep(): Promise<void>
}

export function createCustomerPrivacy(
  deps: PersonDeps & { writer: Writer; clock: () => number },
): CustomerPrivacy {
  const { db, writer } = deps

  /** Contacts by id, with whether they are the customer beyond doubt. */
  async function find(siteId: string, customer: Customer): Promise<Map<string, Match>> {
    const found = new Map<string, Match>()
    const add = (contact: Row<'contacts'>, proven: boolean) =>
      found.set(contact.id, {
        contact,
        proven: proven || (found.get(contact.id)?.proven ?? false),
      })
    const { externalId, email = '', phone = '', orders } = customer
    for (const contact of await findContactsOfCustomer(db.read, siteId, { externalId, orders })) {
      add(contact, contact.verified_at !== null)
    }
    for (const contact of await findGuestsOfOrders(db.read, siteId, orders)) add(contact, false)
    const page = { offset: 0, limit: BY_EMAIL }
    for (const contact of email ? await findContactsByEmail(db.read, siteId, email, page) : []) {
      add(contact, isShopsOwn(contact, email) || (await deps.isProven(siteId, contact.id, email)))
    }
    const ending = phone.replace(/\D/g, '').slice(-ENDING)
    const byPhone = ending.length < ENDING ? [] : await findContactsByPhone(db.read, siteId, ending)
    for (const { contact, phone: typed, theirs } of byPhone) {
      if (isSameNumber(typed, phone)) add(contact, theirs)
    }
    return found
  }

  async function request(siteId: string, id: string): Promise<Customer> {
    const row = (await findRequests(db.read, siteId)).find((one) => one.id === id)
    if (!row) throw notFound('This question')
    return fromJson(row.customer) as Customer
  }

  return {
    async erase(siteId, customer) {
      for (;;) {
        const found = await find(siteId, customer)
        if (found.size === 0) break
        for (const contactId of found.keys()) await deps.erasure.contact(siteId, contactId)
      }
      await writer.run(async (tx) => {
        await deleteOrders(tx.db, siteId, customer.orders)
        const theirs = (await findRequests(tx.db, siteId)).filter((row) =>
          isAbout(fromJson(row.customer) as Customer, customer),
        )
        const ids = theirs.map(({ id }) => id)
        await deleteRequests(tx.db, siteId, ids)
      })
    },
    ask: (tx, siteId, id, customer) =>
      insertRequest(tx.db, { site_id: siteId, id, customer: toJson(customer), created_at: tx.now }),
    async asked(siteId) {
      const rows = await findRequests(db.read, siteId)
      return rows.map(({ id, created_at: at, customer }) => {
        const { email, phone, externalId } = fromJson(customer) as Customer
        const who = email ?? phone ?? externalId
        return { id, at, ...(who && { who }) }
      })
    },
    async answer(siteId, id) {
      const asked = await request(siteId, id)
      const people: PersonExport[] = []
      for (const { contact, proven } of (await find(siteId, asked)).values()) {
        people.push(await describePerson(deps, contact, foundBy(asked, proven)))
      }
      return { asked, people }
    },
    async close(siteId, id) {
      await request(siteId, id)
      await writer.run((tx) => deleteRequests(tx.db, siteId, [id]))
    },
    async sweep() {
      await writer.run((tx) => deleteOldRequests(tx.db, deps.clock() - KEEP_REQUESTS))
    },
  }
}

interface Match {
  contact: Row<'contacts'>
  proven: boolean
}

function foundBy({ email, phone }: Customer, proven: boolean) {
  return {
    proven,
    asked: { ...(email && { email }), ...(phone && { phone }) },
    isAsked: (value: string) =>
      value.toLowerCase() === email || (phone !== undefined && isSameNumber(value, phone)),
  }
}

/** Whether two records name the same customer. */
function isAbout(one: Customer, other: Customer): boolean {
  return (['externalId', 'email', 'phone'] as const).some(
    (key) => one[key] !== undefined && one[key] === other[key],
  )
}
