import type { Transaction } from 'kysely'
import { insertMany } from './many.ts'
import type { Row, Schema } from './schema.ts'
import type { Wake } from './writer.ts'

/** An event that is about to be: everything but its numbers. */
export interface EventDraft {
  siteId: string
  conversationId?: string
  /** Number in the conversation's own stream; absent when only members may see it. */
  cev?: number
  type: string
  messageId?: string
  data?: string
  at: number
  /** The site's number, given just before the commit. */
  ev?: number
  /** The row of a message event, so that readers need not fetch what was only just written. */
  message?: Row<'messages'>
}

const insertEvents = insertMany<'events'>((db, rows) => db.insertInto('events').values(rows))

/**
 * Gives each draft its number and stores it. Runs last in a transaction, sites in sorted order: the
 * counter rows are locked for the shortest time, writers never wait for each other in a ring, and
 * numbers become visible in order.
 * @returns the newest number of each site that got events
 */
export async function numberEvents(trx: Transaction<Schema>, drafts: EventDraft[]): Promise<Wake> {
  const wake = new Map<string, number>()
  if (drafts.length === 0) return wake
  for (const [siteId, own] of bySite(drafts)) {
    wake.set(siteId, await takeNumbers(trx, siteId, own))
  }
  await insertEvents(trx, drafts.map(toRow))
  return wake
}

function bySite(drafts: EventDraft[]): Array<[string, EventDraft[]]> {
  const groups = new Map<string, EventDraft[]>()
  for (const draft of drafts) {
    const own = groups.get(draft.siteId)
    if (own) own.push(draft)
    else groups.set(draft.siteId, [draft])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}

async function takeNumbers(
  trx: Transaction<Schema>,
  siteId: string,
  drafts: EventDraft[],
): Promise<number> {
  const { last_ev } = await trx
    .updateTable('site_streams')
    .set((eb) => ({ last_ev: eb('last_ev', '+', drafts.length) }))
    .where('site_id', '=', siteId)
    .returning('last_ev')
    .executeTakeFirstOrThrow()
  drafts.forEach((draft, i) => {
    draft.ev = last_ev - drafts.length + 1 + i
  })
  return last_ev
}

function toRow(draft: EventDraft): Row<'events'> {
  return {
    site_id: draft.siteId,
    ev: draft.ev as number,
    conversation_id: draft.conversationId ?? null,
    cev: draft.cev ?? null,
    type: draft.type,
    message_id: draft.messageId ?? null,
    data: draft.data ?? null,
    created_at: draft.at,
  }
}
