import type { Kysely } from 'kysely'
import { contactRows } from '../db/contact-rows.ts'
import type { Row, Schema } from '../db/schema.ts'
import { siteRows } from '../db/site-rows.ts'

type Db = Kysely<Schema>

export const leadRows = siteRows('leads')

/** Leads in one answer. */
const PAGE = 200

/** The same thing left in the same conversation and not dealt with yet. */
export async function findOpenLead(
  db: Db,
  lead: Pick<Row<'leads'>, 'site_id' | 'conversation_id' | 'kind' | 'value'>,
): Promise<Row<'leads'> | undefined> {
  return db
    .selectFrom('leads')
    .selectAll()
    .where('site_id', '=', lead.site_id)
    .where('conversation_id', '=', lead.conversation_id)
    .where('kind', '=', lead.kind)
    .where('value', '=', lead.value)
    .where('handled_at', 'is', null)
    .executeTakeFirst()
}

/** A site's leads, newest first. */
export async function findLeads(db: Db, siteId: string, handled: boolean): Promise<Row<'leads'>[]> {
  return db
    .selectFrom('leads')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('handled_at', handled ? 'is not' : 'is', null)
    .orderBy('created_at', 'desc')
    .limit(PAGE)
    .execute()
}

/** Gives one contact's leads to another. */
export const moveLeads = contactRows('leads')
