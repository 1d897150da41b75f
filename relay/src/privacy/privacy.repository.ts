import type { Kysely } from 'kysely'
import type { Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/*
 * Erasing reaches into the tables of every concept, on purpose from one place: whoever adds a table
 * that names a person adds it here, and the test that looks for what is left fails until then.
 * Files and search have bytes and words of their own and are erased through their services.
 */

/** Deletes conversations with everything that hangs on them; their events stay as empty numbers. */
export async function deleteConversations(db: Db, siteId: string, ids: string[]): Promise<void> {
  for (const table of ['outbox', 'reply_times', 'visitors'] as const) {
    await db
      .deleteFrom(table)
      .where('site_id', '=', siteId)
      .where('conversation_id', 'in', ids)
      .execute()
  }
  await db.deleteFrom('one_time_links').where('subject', 'in', ids).execute()
  await emptyEvents(db, siteId, ids)
  // Messages, tags, pages and leads go with it by their foreign keys.
  await db
    .deleteFrom('conversations')
    .where('site_id', '=', siteId)
    .where('id', 'in', ids)
    .execute()
}

/** Numbers of a stream have no gaps, so an erased event keeps its number and loses the rest. */
const EMPTY = { type: 'gone', conversation_id: null, cev: null, message_id: null, data: null }

async function emptyEvents(db: Db, siteId: string, conversationIds: string[]): Promise<void> {
  await db
    .updateTable('events')
    .set(EMPTY)
    .where('site_id', '=', siteId)
    .where('conversation_id', 'in', conversationIds)
    .execute()
}

/** Deletes contacts, the browsers that are them, and what their events say. */
export async function deleteContacts(
  db: Db,
  siteId: string,
  ids: string[],
  eventData: string[],
): Promise<void> {
  for (const table of ['visitors', 'proven_addresses', 'leads', 'identities'] as const) {
    await db
      .deleteFrom(table)
      .where('site_id', '=', siteId)
      .where('contact_id', 'in', ids)
      .execute()
  }
  // An order stays what it was for the shop, of nobody.
  await db
    .updateTable('orders')
    .set({ contact_id: null })
    .where('site_id', '=', siteId)
    .where('contact_id', 'in', ids)
    .execute()
  await db
    .updateTable('events')
    .set(EMPTY)
    .where('site_id', '=', siteId)
    .where('type', '=', 'contact')
    .where('data', 'in', eventData)
    .execute()
  await db.deleteFrom('contacts').where('site_id', '=', siteId).where('id', 'in', ids).execute()
}

/** Browsers of conversations and contacts, before they go: their sockets are closed. */
export async function findVisitorIds(
  db: Db,
  siteId: string,
  of: { conversation_id?: string[]; contact_id?: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('visitors')
    .select('id')
    .where('site_id', '=', siteId)
    .where((eb) =>
      eb.or([
        eb('conversation_id', 'in', of.conversation_id ?? ['']),
        eb('contact_id', 'in', of.contact_id ?? ['']),
      ]),
    )
    .execute()
  return rows.map((row) => row.id)
}

/** Conversations of a contact, also those nobody said anything in. */
export async function findConversationIds(
  db: Db,
  siteId: string,
  contactId: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('site_id', '=', siteId)
    .where('contact_id', '=', contactId)
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** What of a site is left to be erased with care: its files, words and browsers. Undefined when nothing is. */
export async function findLeftIds(
  db: Db,
  siteId: string,
  limit: number,
): Promise<{ conversations: string[]; contacts: string[] } | undefined> {
  const idsOf = async (table: 'conversations' | 'contacts') => {
    const rows = await db
      .selectFrom(table)
      .select('id')
      .where('site_id', '=', siteId)
      .limit(limit)
      .execute()
    return rows.map((row) => row.id)
  }
  const conversations = await idsOf('conversations')
  const contacts = conversations.length > 0 ? [] : await idsOf('contacts')
  return conversations.length + contacts.length === 0 ? undefined : { conversations, contacts }
}

export async function findMemberIds(db: Db, siteId: string): Promise<string[]> {
  const rows = await db.selectFrom('members').select('id').where('site_id', '=', siteId).execute()
  return rows.map((row) => row.id)
}

/** Tables of a site that no foreign key empties with it. */
const LOOSE = [
  'outbox',
  'reply_times',
  'tombstones',
  'unverified_mails',
  'identities',
  'webhooks',
  'shopify_webhooks',
  'channel_messages',
  'channel_threads',
  'phone_threads',
  'phone_bubbles',
  'events',
  'files',
  'leads',
] as const

/** Deletes a site without conversations and contacts, and the accounts that exist only for it. */
export async function deleteSite(db: Db, siteId: string): Promise<void> {
  for (const table of LOOSE) await db.deleteFrom(table).where('site_id', '=', siteId).execute()
  await db.deleteFrom('meta').where('key', '=', `search ${siteId}`).execute()
  const own = await findOwnAccounts(db, siteId)
  await db.deleteFrom('sites').where('id', '=', siteId).execute()
  if (own.length === 0) return
  await db.deleteFrom('one_time_links').where('subject', 'in', own).execute()
  await db.deleteFrom('accounts').where('id', 'in', own).execute()
}

/** Accounts of people who come in by the shop's own admin panel, and are nowhere else. */
async function findOwnAccounts(db: Db, siteId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('host_people')
    .select('account_id')
    .where('site_id', '=', siteId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('members')
            .select('members.id')
            .whereRef('members.account_id', '=', 'host_people.account_id')
            .where('members.site_id', '!=', siteId),
        ),
      ),
    )
    .execute()
  return rows.map((row) => row.account_id)
}

export async function insertTombstones(
  db: Db,
  siteId: string,
  subjects: string[],
  now: number,
): Promise<void> {
  const rows = subjects.map((subject) => ({ site_id: siteId, subject, created_at: now }))
  await db
    .insertInto('tombstones')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Conversations last active before a moment. */
export async function findExpired(
  db: Db,
  siteId: string,
  before: number,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('site_id', '=', siteId)
    .where('last_message_at', '<', before)
    .orderBy('last_message_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Contacts from before a moment whose conversations are gone. */
export async function findLeftContacts(
  db: Db,
  siteId: string,
  before: number,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('contacts')
    .select('id')
    .where('site_id', '=', siteId)
    .where('created_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('conversations')
            .select('conversations.id')
            .whereRef('conversations.contact_id', '=', 'contacts.id')
            .whereRef('conversations.site_id', '=', 'contacts.site_id'),
        ),
      ),
    )
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Deletes what is kept of a site by time alone. */
export async function deleteOld(db: Db, siteId: string, before: number): Promise<void> {
  await db
    .deleteFrom('reply_times')
    .where('site_id', '=', siteId)
    .where('at', '<', before)
    .execute()
  await db
    .deleteFrom('orders')
    .where('site_id', '=', siteId)
    .where('placed_at', '<', before)
    .execute()
  // Those of a conversation go with it.
  await db
    .deleteFrom('channel_messages')
    .where('site_id', '=', siteId)
    .where('conversation_id', 'is', null)
    .where('at', '<', before)
    .execute()
  await db
    .deleteFrom('events')
    .where('site_id', '=', siteId)
    .where('created_at', '<', before)
    .execute()
  await db
    .deleteFrom('outbox')
    .where('site_id', '=', siteId)
    .where('done_at', '<', before)
    .execute()
}

/** Contacts an address belongs to or was typed by, in the order of their ids. */
export async function findContactsByEmail(
  db: Db,
  siteId: string,
  email: string,
  page: { offset: number; limit: number },
): Promise<Row<'contacts'>[]> {
  return db
    .selectFrom('contacts')
    .selectAll()
    .where('site_id', '=', siteId)
    .where(({ eb, fn, or, exists, selectFrom }) =>
      or([
        eb(fn('lower', ['email']), '=', email),
        exists(
          selectFrom('leads')
            .select('leads.id')
            .whereRef('leads.contact_id', '=', 'contacts.id')
            .whereRef('leads.site_id', '=', 'contacts.site_id')
            .where((lead) => lead(lead.fn('lower', ['leads.value']), '=', email)),
        ),
        exists(
          selectFrom('conversations')
            .select('conversations.id')
            .whereRef('conversations.contact_id', '=', 'contacts.id')
            .whereRef('conversations.site_id', '=', 'contacts.site_id')
            .where((talk) => talk(talk.fn('lower', ['conversations.reply_email']), '=', email)),
        ),
      ]),
    )
    .orderBy('id')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
}

export async function findLeadsOf(
  db: Db,
  siteId: string,
  contactId: string,
): Promise<Row<'leads'>[]> {
  return db
    .selectFrom('leads')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('contact_id', '=', contactId)
    .orderBy('created_at')
    .execute()
}

export async function findAddressesOf(
  db: Db,
  siteId: string,
  contactId: string,
): Promise<Row<'identities'>[]> {
  return db
    .selectFrom('identities')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('contact_id', '=', contactId)
    .orderBy('created_at')
    .orderBy('value')
    .execute()
}

export async function findOrdersOf(
  db: Db,
  siteId: string,
  contactId: string,
): Promise<Row<'orders'>[]> {
  return db
    .selectFrom('orders')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('contact_id', '=', contactId)
    .orderBy('placed_at')
    .execute()
}

const CLOCK_KEY = 'privacy clock'

/** What the purge last knew of the clock, as JSON. */
export async function readClock(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', CLOCK_KEY)
    .executeTakeFirst()
  return row?.value
}

export async function writeClock(db: Db, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key: CLOCK_KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
