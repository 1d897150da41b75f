import type { Kysely } from 'kysely'
import type { ChangeOf, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/** A contact's place on one channel. */
export function findThread(
  db: Db,
  channelId: string,
  contactId: string,
): Promise<Row<'channel_threads'> | undefined> {
  return db
    .selectFrom('channel_threads')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst()
}

/** Adds a thread unless there is one. @returns whether it was added */
export async function insertThread(db: Db, row: Row<'channel_threads'>): Promise<boolean> {
  const added = await db
    .insertInto('channel_threads')
    .values(row)
    .onConflict((conflict) => conflict.columns(['channel_id', 'contact_id']).doNothing())
    .returning('contact_id')
    .executeTakeFirst()
  return added !== undefined
}

export async function updateThread(
  db: Db,
  channelId: string,
  contactId: string,
  change: ChangeOf<'channel_threads'>,
): Promise<void> {
  await db
    .updateTable('channel_threads')
    .set(change)
    .where('channel_id', '=', channelId)
    .where('contact_id', '=', contactId)
    .execute()
}

/** A contact's places on all channels. */
export function findThreadsOfContact(
  db: Db,
  siteId: string,
  contactId: string,
): Promise<Row<'channel_threads'>[]> {
  return db
    .selectFrom('channel_threads')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('contact_id', '=', contactId)
    .execute()
}

export async function deleteThread(db: Db, channelId: string, contactId: string): Promise<void> {
  await db
    .deleteFrom('channel_threads')
    .where('channel_id', '=', channelId)
    .where('contact_id', '=', contactId)
    .execute()
}

/**
 * Ends the time in which a conversation's person may be answered freely at a moment, unless they
 * wrote since. @returns whether it was open
 */
export async function closeWindow(db: Db, conversationId: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('channel_threads')
    .set({ window_until: at })
    .where('conversation_id', '=', conversationId)
    .where('window_until', '>', at)
    .where('last_inbound_at', '<', at)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
