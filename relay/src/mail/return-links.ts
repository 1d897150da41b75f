import { createHmac } from 'node:crypto'
import { deadLink, mintResumeLink, openResumeLink } from '../accounts/resume-links.ts'
import { contactOf } from '../conversations/ownership.ts'
import { deriveKey } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Writer } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import { isProvenAddress, saveProvenAddress } from './mail.repository.ts'

/** What a link in a mail stands for: this conversation, written to this address. */
export interface ReturnTicket {
  siteId: string
  conversationId: string
  to: string
}

/** The way back into a thread for a shopper who got a reply by mail. */
export interface ReturnLinks {
  /** What is kept of an address that only has to be recognised. */
  addressHash(address: string): string
  mint(ticket: ReturnTicket): Promise<string>
  /**
   * Opens a link: whoever holds it reads mail at its address, which is so proven to be the contact's.
   * @throws RelayError link_used_or_expired, not_found when the conversation was erased
   */
  open(siteId: string, code: string): Promise<{ conversationId: string; contactId: string }>
  /** Whether somebody came back through a mail to this address of this contact. */
  isProven(siteId: string, contactId: string, address: string): Promise<boolean>
}

interface Subject {
  siteId: string
  conversationId: string
  addressHash: string
}

export function createReturnLinks(deps: {
  db: Database
  writer: Writer
  secretKey: Buffer
}): ReturnLinks {
  const { db, writer } = deps
  const addressKey = deriveKey(deps.secretKey, 'addresses')

  function addressHash(address: string): string {
    return createHmac('sha256', addressKey).update(address.toLowerCase()).digest('base64url')
  }

  return {
    addressHash,
    mint: ({ to, siteId, conversationId }) => {
      const subject: Subject = { siteId, conversationId, addressHash: addressHash(to) }
      return writer.run((tx) => mintResumeLink(tx, toJson(subject)))
    },
    open: (siteId, code) =>
      writer.run(async (tx) => {
        const subject = fromJson(await openResumeLink(tx, code)) as Subject
        if (subject.siteId !== siteId) throw deadLink()
        const { conversationId } = subject
        const contactId = await contactOf(tx, siteId, conversationId)
        if (contactId === undefined) throw notFound('This conversation')
        const proven = { contact_id: contactId, address_hash: subject.addressHash, at: tx.now }
        await saveProvenAddress(tx.db, { site_id: siteId, ...proven })
        return { conversationId, contactId }
      }),
    isProven: (siteId, contactId, address) =>
      isProvenAddress(db.read, {
        site_id: siteId,
        contact_id: contactId,
        address_hash: addressHash(address),
      }),
  }
}
