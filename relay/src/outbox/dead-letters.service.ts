import type { Conversation, FailedDelivery } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import { siteChanged } from '../sites/site-changed.ts'
import { cancelDead, countDead, findDead, reviveDead } from './outbox.repository.ts'
import { enqueue } from './outbox-row.ts'

/** Rows in one answer; more than that is one cause many times. */
const LIST_LIMIT = 200

/** What was given up, for the members of the shop it concerns (T46). */
export interface DeadLetters {
  /** Newest failure first. @param conversationId only those of one conversation */
  list(siteId: string, conversationId?: string): Promise<FailedDelivery[]>
  count(siteId: string): Promise<number>
  /** Begins anew: as many attempts as a fresh row. @throws RelayError not_found */
  retry(siteId: string, id: string): Promise<void>
  /** Puts it aside, undone. @throws RelayError not_found */
  dismiss(siteId: string, id: string): Promise<void>
}

/** What another part gave up, shown in the same list. */
export interface OtherDeadLetters {
  list(siteId: string, limit: number): Promise<FailedDelivery[]>
  count(siteId: string): Promise<number>
  /** @returns whether there was such a one */
  retry(siteId: string, id: string): Promise<boolean>
  dismiss(siteId: string, id: string): Promise<boolean>
}

export interface DeadLetterDeps {
  db: Database
  writer: Writer
  views(siteId: string, ids: string[]): Promise<Map<string, Conversation>>
  /** What else begins anew with a row, such as the report of how a mail went. */
  follow(row: Row<'outbox'>, now: number): Row<'outbox'>[]
  /** What networks told and nobody could take; it belongs to no conversation. */
  webhooks: OtherDeadLetters
}

export function createDeadLetters(deps: DeadLetterDeps): DeadLetters {
  const { db, writer, views, follow, webhooks } = deps

  async function deliveries(siteId: string, conversationId?: string): Promise<FailedDelivery[]> {
    const rows = await findDead(db.read, siteId, { conversationId, limit: LIST_LIMIT })
    const ids = rows.map((row) => row.conversation_id).filter((id) => id !== null)
    const conversations = await views(siteId, [...new Set(ids)])
    return rows.map((row) => toFailed(row, conversations.get(row.conversation_id ?? '')))
  }

  return {
    async list(siteId, conversationId) {
      const own = await deliveries(siteId, conversationId)
      if (conversationId !== undefined) return own
      const all = [...own, ...(await webhooks.list(siteId, LIST_LIMIT))]
      return all.toSorted((a, b) => b.failedAt - a.failedAt).slice(0, LIST_LIMIT)
    },
    count: async (siteId) => (await countDead(db.read, siteId)) + (await webhooks.count(siteId)),
    async retry(siteId, id) {
      if (await webhooks.retry(siteId, id)) return
      await writer.run(async (tx) => {
        const row = await reviveDead(tx.db, siteId, id, tx.now)
        if (!row) throw notFound('This delivery')
        tx.due(tx.now)
        await enqueue(tx, follow(row, tx.now))
        tellDeadLetters(tx, siteId)
      })
    },
    async dismiss(siteId, id) {
      if (await webhooks.dismiss(siteId, id)) return
      await writer.run(async (tx) => {
        if (!(await cancelDead(tx.db, siteId, id, tx.now))) throw notFound('This delivery')
        tellDeadLetters(tx, siteId)
      })
    },
  }
}

/**
 * Lets members' screens know that something was given up, or is no longer. Rows of no site, such as
 * a mail for a new account, have no screen: the log tells of them.
 */
export function tellDeadLetters(tx: WriteTx, siteId: string): void {
  if (siteId !== '') siteChanged(tx, siteId, 'deliveries')
}

function toFailed(row: Row<'outbox'>, conversation: Conversation | undefined): FailedDelivery {
  const name = conversation?.contact.name
  return {
    id: row.id,
    kind: row.kind,
    reason: row.error ?? '',
    attempts: row.attempts,
    createdAt: row.created_at,
    failedAt: row.done_at ?? row.created_at,
    ...(conversation && { conversationId: conversation.id }),
    ...(name && { contactName: name }),
  }
}
