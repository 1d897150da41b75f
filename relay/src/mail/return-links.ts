import { createHmac } from 'node:crypto'
import { RESUME_DAYS } from '@loods/protocol'
import { jwtVerify, SignJWT } from 'jose'
import { deriveKey } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import { isProvenAddress, saveProvenAddress } from './mail.repository.ts'

const ISSUER = 'loods return link'

/** What a link in a mail stands for: this conversation, written to this address of this contact. */
export interface ReturnTicket {
  siteId: string
  conversationId: string
  contactId: string
  to: string
}

/** The way back into a thread for a shopper who got a reply by mail. */
export interface ReturnLinks {
  /** What is kept of an address that only has to be recognised. */
  addressHash(address: string): string
  mint(ticket: ReturnTicket): Promise<string>
  /**
   * Opens a link: whoever holds it reads mail at its address, which is so proven to be the contact's.
   * @throws RelayError link_used_or_expired
   */
  open(siteId: string, token: string): Promise<{ conversationId: string; contactId: string }>
  /** Whether somebody came back through a mail to this address of this contact. */
  isProven(siteId: string, contactId: string, address: string): Promise<boolean>
}

export function createReturnLinks(deps: {
  db: Database
  writer: Writer
  clock: () => number
  secretKey: Buffer
}): ReturnLinks {
  const { db, writer, clock } = deps
  const signingKey = deriveKey(deps.secretKey, 'return links')
  const addressKey = deriveKey(deps.secretKey, 'addresses')

  function addressHash(address: string): string {
    return createHmac('sha256', addressKey).update(address.toLowerCase()).digest('base64url')
  }

  return {
    addressHash,
    mint: ({ siteId, conversationId, contactId, to }) =>
      new SignJWT({ conversationId, addressHash: addressHash(to) })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setAudience(siteId)
        .setSubject(contactId)
        .setIssuedAt(new Date(clock()))
        .setExpirationTime(new Date(clock() + RESUME_DAYS * 86_400_000))
        .sign(signingKey),
    async open(siteId, token) {
      const ticket = await readTicket(token, signingKey, siteId, clock())
      const row = {
        site_id: siteId,
        contact_id: ticket.contactId,
        address_hash: ticket.addressHash,
      }
      await writer.run((tx) => saveProvenAddress(tx.db, { ...row, at: tx.now }))
      return ticket
    },
    isProven: (siteId, contactId, address) =>
      isProvenAddress(db.read, {
        site_id: siteId,
        contact_id: contactId,
        address_hash: addressHash(address),
      }),
  }
}

interface Ticket {
  conversationId: string
  contactId: string
  addressHash: string
}

async function readTicket(
  token: string,
  key: Buffer,
  siteId: string,
  now: number,
): Promise<Ticket> {
  try {
    const { payload } = await jwtVerify<{ conversationId: string; addressHash: string }>(
      token,
      key,
      {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: siteId,
        maxTokenAge: RESUME_DAYS * 86_400,
        currentDate: new Date(now),
      },
    )
    const { conversationId, addressHash, sub: contactId = '' } = payload
    return { conversationId, addressHash, contactId }
  } catch (cause) {
    throw new RelayError(
      'link_used_or_expired',
      'This link no longer works. Open the chat on the shop’s own page; nothing you wrote is lost.',
      { cause },
    )
  }
}
