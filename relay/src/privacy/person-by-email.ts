import type { PersonErasureAnswer, PersonExportAnswer } from '@loods/protocol'
import type { Row } from '../db/schema.ts'
import {
  type DescribeDeps,
  describePerson,
  isShopsOwn,
  type PersonExport,
} from './describe-person.ts'
import type { Erasure } from './erasure.ts'
import { findContactsByEmail } from './privacy.repository.ts'

/** Contacts in one page: a shop's server waits ten seconds at most. */
const EXPORT_PAGE = 5
const ERASE_PAGE = 5

export interface PersonDeps extends DescribeDeps {
  erasure: Erasure
  /** Whether mail to the address reached this contact. */
  isProven(siteId: string, contactId: string, address: string): Promise<boolean>
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

  async function describe(contact: Row<'contacts'>, email: string): Promise<PersonExport> {
    const { site_id: siteId, id } = contact
    const proven = isShopsOwn(contact, email) || (await deps.isProven(siteId, id, email))
    const isAsked = (value: string) => value.toLowerCase() === email
    return describePerson(deps, contact, { proven, asked: { email }, isAsked })
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
