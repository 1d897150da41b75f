import type { VisitorContext } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { createContact } from '../contacts/contact.service.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { hashSecret, mintSecret } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import type { VisitorPrincipal } from '../http/principal.ts'
import { findVisitorBySecretHash, insertVisitor, moveVisitorsOf } from './visitor.repository.ts'

export interface NewVisitor {
  /** Opens the conversation from this browser; known here and in the browser only. */
  secret: string
  conversationId: string
}

/** The conversation a visitor may open, and whose it is. */
export interface ConversationKey {
  siteId: string
  contactId: string
  conversationId: string
}

export interface VisitorService {
  /** A shopper acted for the first time: makes the visitor, its contact and its empty conversation. */
  start(siteId: string, context: VisitorContext): Promise<NewVisitor>
  /** Lets one more browser into a conversation, inside an open transaction: it gets a secret of its own. */
  admit(tx: WriteTx, to: ConversationKey): Promise<NewVisitor>
  /** Whose secret this is at this site, if anybody's. */
  authenticate(siteId: string, secret: string): Promise<VisitorPrincipal | undefined>
}

export function createVisitorService(deps: { db: Database; writer: Writer }): VisitorService {
  return {
    start: (siteId, context) => deps.writer.run((tx) => start(tx, siteId, context)),
    admit,
    async authenticate(siteId, secret) {
      const row = await findVisitorBySecretHash(deps.db.read, siteId, hashSecret(secret))
      return row && toPrincipal(row)
    },
  }
}

/** Makes all browsers of one contact another's, inside an open transaction. */
export function moveVisitors(tx: WriteTx, siteId: string, from: string, to: string): Promise<void> {
  return moveVisitorsOf(tx.db, siteId, from, to)
}

async function start(tx: WriteTx, siteId: string, context: VisitorContext): Promise<NewVisitor> {
  const contactId = await createContact(tx, siteId)
  const conversationId = await openConversation(tx, { siteId, contactId, channel: 'web', context })
  return admit(tx, { siteId, contactId, conversationId })
}

async function admit(tx: WriteTx, to: ConversationKey): Promise<NewVisitor> {
  const secret = mintSecret()
  await insertVisitor(tx.db, {
    site_id: to.siteId,
    id: nanoid(),
    secret_hash: hashSecret(secret),
    contact_id: to.contactId,
    conversation_id: to.conversationId,
    created_at: tx.now,
    last_seen_at: tx.now,
  })
  return { secret, conversationId: to.conversationId }
}

function toPrincipal(row: Row<'visitors'>): VisitorPrincipal {
  return {
    kind: 'visitor',
    siteId: row.site_id,
    visitorId: row.id,
    contactId: row.contact_id,
    conversationId: row.conversation_id,
  }
}
