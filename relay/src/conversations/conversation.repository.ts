import { type Kysely, PostgresAdapter } from 'kysely'
import { insertMany, overMany } from '../db/many.ts'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/**
 * Conversations as they are, and stay until this transaction ends: whoever else would write to one
 * waits. SQLite has one writer anyway. @param ids in order, so that two never wait for each other
 */
export const lockConversations = overMany(
  (db, ids: readonly string[]) => {
    const found = db.selectFrom('conversations').selectAll().where('id', 'in', ids).orderBy('id')
    return db.getExecutor().adapter instanceof PostgresAdapter ? found.forNoKeyUpdate() : found
  },
  (id) => [id],
)

export async function findConversation(
  db: Db,
  siteId: string,
  id: string,
): Promise<Row<'conversations'> | undefined> {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .where('site_id', '=', siteId)
    .executeTakeFirst()
}

export async function insertConversation(db: Db, row: NewRow<'conversations'>): Promise<void> {
  await db.insertInto('conversations').values(row).execute()
}

/** Writes many conversations' changed columns; every row must exist. */
export const saveConversations = insertMany<'conversations'>((db, rows) =>
  db
    .insertInto('conversations')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        channel: eb.ref('excluded.channel'),
        status: eb.ref('excluded.status'),
        snoozed_until: eb.ref('excluded.snoozed_until'),
        closed_at: eb.ref('excluded.closed_at'),
        last_seq: eb.ref('excluded.last_seq'),
        last_cev: eb.ref('excluded.last_cev'),
        last_message_at: eb.ref('excluded.last_message_at'),
        waiting_since: eb.ref('excluded.waiting_since'),
        unread: eb.ref('excluded.unread'),
        rev: eb.ref('excluded.rev'),
      })),
    ),
)

/**
 * Changes a conversation and counts the change.
 * @returns the row as it now is, or undefined when it is not this site's
 */
export async function updateConversation(
  db: Db,
  siteId: string,
  id: string,
  change: Partial<Row<'conversations'>>,
): Promise<Row<'conversations'> | undefined> {
  return db
    .updateTable('conversations')
    .set((eb) => ({ ...change, rev: eb('rev', '+', 1) }))
    .where('id', '=', id)
    .where('site_id', '=', siteId)
    .returningAll()
    .executeTakeFirst()
}

/** Takes the next number of a conversation's own stream, for an event its shopper may see. */
export async function nextCev(db: Db, id: string): Promise<number> {
  const { last_cev } = await db
    .updateTable('conversations')
    .set((eb) => ({ last_cev: eb('last_cev', '+', 1) }))
    .where('id', '=', id)
    .returning('last_cev')
    .executeTakeFirstOrThrow()
  return last_cev
}

/** Which conversations a list shows. */
export interface ConversationFilter {
  ids?: string[]
  status?: Row<'conversations'>['status'][]
  assigneeId?: string
  unassigned?: boolean
  /** Only those whose shopper waits for an answer. */
  waiting?: boolean
  tagId?: string
  contactId?: string
  /** Only those after this place of the list, for the next page. */
  before?: { at: number; id: string }
  limit: number
}

/** Conversations somebody said something in, last active first. */
export async function listConversations(
  db: Db,
  siteId: string,
  filter: ConversationFilter,
): Promise<Row<'conversations'>[]> {
  let query = db
    .selectFrom('conversations')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('last_seq', '>', 0)
    .orderBy('last_message_at', 'desc')
    .orderBy('id')
    .limit(filter.limit)
  if (filter.ids) query = query.where('id', 'in', filter.ids)
  if (filter.status) query = query.where('status', 'in', filter.status)
  if (filter.assigneeId) query = query.where('assignee_id', '=', filter.assigneeId)
  if (filter.unassigned) query = query.where('assignee_id', 'is', null)
  if (filter.waiting) query = query.where('waiting_since', 'is not', null)
  if (filter.contactId) query = query.where('contact_id', '=', filter.contactId)
  const { before } = filter
  if (before) {
    query = query.where((eb) =>
      eb.or([
        eb('last_message_at', '<', before.at),
        eb.and([eb('last_message_at', '=', before.at), eb('id', '>', before.id)]),
      ]),
    )
  }
  if (filter.tagId) query = query.where('id', 'in', taggedWith(db, siteId, filter.tagId))
  return query.execute()
}

/** How many shoppers wait for an answer. */
export async function countWaiting(db: Db, siteId: string): Promise<number> {
  const { n } = await db
    .selectFrom('conversations')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('site_id', '=', siteId)
    .where('status', '=', 'open')
    .where('waiting_since', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}

function taggedWith(db: Db, siteId: string, tagId: string) {
  return db
    .selectFrom('conversation_tags')
    .select('conversation_id')
    .where('site_id', '=', siteId)
    .where('tag_id', '=', tagId)
}

/** Conversations put aside until a moment that has come. */
export async function findDueSnoozed(
  db: Db,
  now: number,
  limit: number,
): Promise<Row<'conversations'>[]> {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('status', '=', 'snoozed')
    .where('snoozed_until', '<=', now)
    .orderBy('snoozed_until')
    .limit(limit)
    .execute()
}

/** Blocks or unblocks everything a contact has said or will say in the threads it has. */
export async function blockConversations(
  db: Db,
  siteId: string,
  contactId: string,
  at: number | null,
): Promise<void> {
  await db
    .updateTable('conversations')
    .set({ blocked_at: at })
    .where('site_id', '=', siteId)
    .where('contact_id', '=', contactId)
    .execute()
}

/** Gives a conversation exactly these tags. */
export async function replaceTags(
  db: Db,
  siteId: string,
  conversationId: string,
  tagIds: string[],
): Promise<void> {
  await db
    .deleteFrom('conversation_tags')
    .where('site_id', '=', siteId)
    .where('conversation_id', '=', conversationId)
    .execute()
  if (tagIds.length === 0) return
  const rows = tagIds.map((tagId) => ({
    site_id: siteId,
    conversation_id: conversationId,
    tag_id: tagId,
  }))
  await db.insertInto('conversation_tags').values(rows).execute()
}

export async function deleteTagEverywhere(db: Db, siteId: string, tagId: string): Promise<void> {
  await db
    .deleteFrom('conversation_tags')
    .where('site_id', '=', siteId)
    .where('tag_id', '=', tagId)
    .execute()
}

/** The newest conversation of a contact on our own pages that somebody said something in. */
export async function findNewestThread(
  db: Db,
  siteId: string,
  contactId: string,
): Promise<Row<'conversations'> | undefined> {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('contact_id', '=', contactId)
    .where('channel', '=', 'web')
    .where('last_seq', '>', 0)
    .orderBy('last_message_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** Gives all conversations of one contact to another; gives those that were moved. */
export async function moveConversations(
  db: Db,
  siteId: string,
  from: string,
  to: { contactId: string; blockedAt: number | null },
): Promise<Row<'conversations'>[]> {
  return db
    .updateTable('conversations')
    .set((eb) => ({
      contact_id: to.contactId,
      rev: eb('rev', '+', 1),
      ...(to.blockedAt !== null && { blocked_at: to.blockedAt }),
    }))
    .where('site_id', '=', siteId)
    .where('contact_id', '=', from)
    .returningAll()
    .execute()
}

/** Deletes a conversation nobody said anything in. */
export async function deleteEmptyConversation(db: Db, siteId: string, id: string): Promise<void> {
  await db
    .deleteFrom('conversations')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('last_seq', '=', 0)
    .execute()
}

/** Tags of each of these conversations. */
export async function findTagIds(db: Db, ids: string[]): Promise<Map<string, string[]>> {
  const tags = new Map<string, string[]>()
  if (ids.length === 0) return tags
  const rows = await db
    .selectFrom('conversation_tags')
    .selectAll()
    .where('conversation_id', 'in', ids)
    .execute()
  for (const row of rows)
    tags.set(row.conversation_id, [...(tags.get(row.conversation_id) ?? []), row.tag_id])
  return tags
}
