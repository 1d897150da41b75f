import type { Kysely } from 'kysely'
import type { Person } from '../channels/update.ts'
import type { ChangeOf, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function insertPhone(db: Db, row: Row<'phones'>): Promise<void> {
  await db.insertInto('phones').values(row).execute()
}

export function findPhone(db: Db, id: string): Promise<Row<'phones'> | undefined> {
  return db.selectFrom('phones').selectAll().where('id', '=', id).executeTakeFirst()
}

export function findPhoneOf(
  db: Db,
  siteId: string,
  memberId: string,
): Promise<Row<'phones'> | undefined> {
  return db
    .selectFrom('phones')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
}

export function findPhones(db: Db, siteId: string): Promise<Row<'phones'>[]> {
  return db
    .selectFrom('phones')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('paired_at')
    .orderBy('id')
    .execute()
}

/** Sites in which somebody answers from a phone. */
export async function findPhoneSites(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('phones').select('site_id').distinct().execute()
  return rows.map((row) => row.site_id)
}

/**
 * Phones a person is, oldest first.
 * @param among of those written to by one channel (null: the operator's), or of one site
 */
export async function findPhonesOfPerson(
  db: Db,
  person: Person,
  among: { channelId: string | null } | { siteId: string },
): Promise<Row<'phones'>[]> {
  const { phone, id } = person
  if (phone === undefined && id === undefined) return []
  let query = db
    .selectFrom('phones')
    .selectAll()
    .where((eb) =>
      eb.or([
        ...(phone === undefined ? [] : [eb('phone', '=', phone)]),
        ...(id === undefined ? [] : [eb('person_id', '=', id)]),
      ]),
    )
    .orderBy('paired_at')
    .orderBy('id')
  if ('siteId' in among) query = query.where('site_id', '=', among.siteId)
  else if (among.channelId === null) query = query.where('channel_id', 'is', null)
  else query = query.where('channel_id', '=', among.channelId)
  return query.execute()
}

export async function updatePhones(
  db: Db,
  ids: string[],
  change: ChangeOf<'phones'>,
): Promise<void> {
  await db.updateTable('phones').set(change).where('id', 'in', ids).execute()
}

/** Threads, bubbles and what was heard go with it. */
export async function deletePhones(db: Db, ids: string[]): Promise<void> {
  await db.deleteFrom('phones').where('id', 'in', ids).execute()
}

export function findThread(
  db: Db,
  phoneId: string,
  conversationId: string,
): Promise<Row<'phone_threads'> | undefined> {
  return db
    .selectFrom('phone_threads')
    .selectAll()
    .where('phone_id', '=', phoneId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
}

export async function saveThread(db: Db, row: Row<'phone_threads'>): Promise<void> {
  const { forwarded_seq, last_at } = row
  await db
    .insertInto('phone_threads')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['phone_id', 'conversation_id']).doUpdateSet({ forwarded_seq, last_at }),
    )
    .execute()
}

/** What stands on these phones, last told of first. */
export function findThreadsOf(
  db: Db,
  phoneIds: string[],
  since: number,
  limit: number,
): Promise<Row<'phone_threads'>[]> {
  return db
    .selectFrom('phone_threads')
    .selectAll()
    .where('phone_id', 'in', phoneIds)
    .where('last_at', '>=', since)
    .orderBy('last_at', 'desc')
    .orderBy('conversation_id')
    .limit(limit)
    .execute()
}

/** Members on whose phones these conversations stand since a moment. */
export function findTellers(
  db: Db,
  conversationIds: string[],
  since: number,
): Promise<Array<{ conversation_id: string; member_id: string }>> {
  return db
    .selectFrom('phone_threads as thread')
    .innerJoin('phones', 'phones.id', 'thread.phone_id')
    .select(['thread.conversation_id', 'phones.member_id'])
    .where('thread.conversation_id', 'in', conversationIds)
    .where('thread.last_at', '>=', since)
    .orderBy('phones.paired_at')
    .execute()
}

export async function insertBubble(db: Db, row: Row<'phone_bubbles'>): Promise<void> {
  await db.insertInto('phone_bubbles').values(row).execute()
}

export async function updateBubble(
  db: Db,
  { phone_id, external_id }: Pick<Row<'phone_bubbles'>, 'phone_id' | 'external_id'>,
  change: ChangeOf<'phone_bubbles'>,
): Promise<void> {
  await db
    .updateTable('phone_bubbles')
    .set(change)
    .where('phone_id', '=', phone_id)
    .where('external_id', '=', external_id)
    .execute()
}

export async function deleteBubble(
  db: Db,
  { phone_id, external_id }: Pick<Row<'phone_bubbles'>, 'phone_id' | 'external_id'>,
): Promise<void> {
  await db
    .deleteFrom('phone_bubbles')
    .where('phone_id', '=', phone_id)
    .where('external_id', '=', external_id)
    .execute()
}

export function findBubbleByRef(db: Db, ref: string): Promise<Row<'phone_bubbles'> | undefined> {
  return db.selectFrom('phone_bubbles').selectAll().where('ref', '=', ref).executeTakeFirst()
}

export function findBubble(
  db: Db,
  phoneIds: string[],
  externalId: string,
): Promise<Row<'phone_bubbles'> | undefined> {
  return db
    .selectFrom('phone_bubbles')
    .selectAll()
    .where('phone_id', 'in', phoneIds)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
}

/** Whether a bubble is on its way whose name at the network is not known yet. */
export async function isUnderWay(db: Db, phoneIds: string[], since: number): Promise<boolean> {
  const row = await db
    .selectFrom('phone_bubbles')
    .select('ref')
    .where('phone_id', 'in', phoneIds)
    .where('state', 'in', ['sending', 'unsure'])
    .where('at', '>=', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The newest bubble of a conversation on a phone. */
export function findNewestBubble(
  db: Db,
  phoneId: string,
  conversationId: string,
): Promise<Row<'phone_bubbles'> | undefined> {
  return db
    .selectFrom('phone_bubbles')
    .selectAll()
    .where('phone_id', '=', phoneId)
    .where('conversation_id', '=', conversationId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Whether chats were told to any of these phones since a moment. */
export async function toldSince(db: Db, phoneIds: string[], since: number): Promise<boolean> {
  const row = await db
    .selectFrom('phone_bubbles')
    .select('at')
    .where('phone_id', 'in', phoneIds)
    .where('conversation_id', 'is not', null)
    .where('at', '>=', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Adds what was heard. @returns false when it was heard before */
export async function insertHeard(db: Db, row: Row<'phone_heard'>): Promise<boolean> {
  const result = await db
    .insertInto('phone_heard')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export function findHeard(
  db: Db,
  channelId: string,
  externalId: string,
): Promise<Row<'phone_heard'> | undefined> {
  return db
    .selectFrom('phone_heard')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
}

/** What waits on these phones for its chat to be chosen. */
export function findAsked(db: Db, phoneIds: string[]): Promise<Row<'phone_heard'>[]> {
  return db
    .selectFrom('phone_heard')
    .selectAll()
    .where('phone_id', 'in', phoneIds)
    .where('state', '=', 'asked')
    .execute()
}

/** Changes what was heard if it is still in that state. @returns whether it was */
export async function moveHeard(
  db: Db,
  row: Row<'phone_heard'>,
  change: Pick<Row<'phone_heard'>, 'state'> & { said?: null },
): Promise<boolean> {
  const result = await db
    .updateTable('phone_heard')
    .set(change)
    .where('channel_id', '=', row.channel_id)
    .where('external_id', '=', row.external_id)
    .where('state', '=', row.state)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Forgets what is too old to be quoted, or told again. */
export async function deleteOld(db: Db, heardBefore: number, bubblesBefore: number): Promise<void> {
  await db.deleteFrom('phone_heard').where('at', '<', heardBefore).execute()
  await db.deleteFrom('phone_bubbles').where('at', '<', bubblesBefore).execute()
}
