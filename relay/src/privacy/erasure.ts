import { createHash } from 'node:crypto'
import { toJson } from '../db/json.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import type { FileService } from '../files/file.service.ts'
import type { SearchIndex } from '../search/search-index.ts'
import {
  deleteContacts,
  deleteConversations,
  deleteSite,
  findConversationIds,
  findLeftIds,
  findMemberIds,
  findVisitorIds,
  insertTombstones,
} from './privacy.repository.ts'

/** Conversations erased in one transaction: a chat beside it never waits long. */
export const ERASE_BATCH = 20

export interface ErasureDeps {
  writer: Writer
  files: Pick<FileService, 'releaseOf' | 'discard'>
  searchIndex: SearchIndex
  closeVisitor(visitorId: string, why: 'unauthorized'): void
  closeMember(siteId: string, memberId: string): void
  /** Forgets what was counted on a site's pages. */
  forgetInsights(siteId: string): Promise<void>
}

/** Makes people and what they said unknown, everywhere the relay keeps it. */
export interface Erasure {
  /** Everything of one contact. Open screens forget it too. */
  contact(siteId: string, contactId: string): Promise<void>
  conversations(siteId: string, ids: string[]): Promise<void>
  /** Contacts that have no conversation (any more). */
  contacts(siteId: string, ids: string[]): Promise<void>
  /** A whole shop with everything in it; doing it again goes on where it was stopped. */
  site(siteId: string): Promise<void>
}

export function createErasure(deps: ErasureDeps): Erasure {
  async function conversations(siteId: string, ids: string[]): Promise<void> {
    if (ids.length === 0) return
    const gone = await deps.writer.run((tx) => forget(tx, deps, siteId, ids))
    await letGo(deps, gone)
  }

  async function contacts(siteId: string, ids: string[]): Promise<void> {
    if (ids.length === 0) return
    const visitors = await deps.writer.run((tx) => forgetContacts(tx, deps, siteId, ids))
    await letGo(deps, { visitors, files: [] })
  }

  return {
    async contact(siteId, contactId) {
      for (;;) {
        const ids = await deps.writer.run((tx) =>
          findConversationIds(tx.db, siteId, contactId, ERASE_BATCH),
        )
        if (ids.length === 0) break
        await conversations(siteId, ids)
      }
      await contacts(siteId, [contactId])
    },
    conversations,
    contacts,
    async site(siteId) {
      await deps.forgetInsights(siteId)
      const members = await deps.writer.run((tx) => findMemberIds(tx.db, siteId))
      for (;;) {
        const left = await deps.writer.run(async (tx) => {
          const found = await findLeftIds(tx.db, siteId, ERASE_BATCH)
          // In one transaction: nothing can come in between that nobody erases.
          if (!found) await deleteSite(tx.db, siteId)
          return found
        })
        if (!left) break
        await conversations(siteId, left.conversations)
        await contacts(siteId, left.contacts)
      }
      for (const memberId of members) deps.closeMember(siteId, memberId)
    },
  }
}

interface Gone {
  visitors: string[]
  files: string[]
}

async function forget(
  tx: WriteTx,
  deps: ErasureDeps,
  siteId: string,
  ids: string[],
): Promise<Gone> {
  const visitors = await findVisitorIds(tx.db, siteId, { conversation_id: ids })
  const files = await deps.files.releaseOf(tx, siteId, ids)
  await deps.searchIndex.remove(tx.db, { conversationIds: ids })
  await deleteConversations(tx.db, siteId, ids)
  await bury(tx, siteId, 'conversation', ids)
  for (const conversationId of ids) {
    tx.emit({ siteId, conversationId, type: 'erased', at: tx.now })
  }
  return { visitors, files }
}

async function forgetContacts(
  tx: WriteTx,
  deps: ErasureDeps,
  siteId: string,
  ids: string[],
): Promise<string[]> {
  const visitors = await findVisitorIds(tx.db, siteId, { contact_id: ids })
  await deps.searchIndex.remove(tx.db, { contactIds: ids })
  const eventData = ids.map((contactId) => toJson({ contactId }) as string)
  await deleteContacts(tx.db, siteId, ids, eventData)
  await bury(tx, siteId, 'contact', ids)
  return visitors
}

/** Leaves hashes, so that a late delivery of the same thing is known as erased. */
function bury(tx: WriteTx, siteId: string, what: string, ids: string[]): Promise<void> {
  const subjects = ids.map((id) =>
    createHash('sha256').update(`${siteId} ${what} ${id}`).digest('base64url'),
  )
  return insertTombstones(tx.db, siteId, subjects, tx.now)
}

/** After the commit: bytes go, and browsers that were this person are nobody. */
async function letGo(deps: ErasureDeps, gone: Gone): Promise<void> {
  for (const visitorId of gone.visitors) deps.closeVisitor(visitorId, 'unauthorized')
  await deps.files.discard(gone.files)
}
