import type { Kysely } from 'kysely'
import type { Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export type Decision = Row<'proposal_decisions'>

/** What became of a site's proposals, newest first. */
export async function findDecisions(db: Db, siteId: string): Promise<Decision[]> {
  return db
    .selectFrom('proposal_decisions')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()
}

/** Keeps a decision in the place of the one before. */
export async function saveDecision(db: Db, row: Decision): Promise<void> {
  const { site_id: _, id: __, ...decision } = row
  await db
    .insertInto('proposal_decisions')
    .values(row)
    .onConflict((conflict) => conflict.columns(['site_id', 'id']).doUpdateSet(decision))
    .execute()
}

/** Forgets decisions, by their ids. */
export async function deleteDecisions(db: Db, siteId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('proposal_decisions')
    .where('site_id', '=', siteId)
    .where('id', 'in', ids)
    .execute()
}
