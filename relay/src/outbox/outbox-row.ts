import { toJson } from '../db/json.ts'
import { insertMany } from '../db/many.ts'
import { orderedId } from '../db/ordered-id.ts'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'

/** pending and retry wait for their time; leased is being worked on; the others are how a row ends. */
export type OutboxState = 'pending' | 'retry' | 'leased' | 'sent' | 'dead' | 'cancelled'

/**
 * Why a row is tried again of whose last attempt nobody knows how it ended: the process died, or the
 * handler took too long. What it was to do may have been done.
 */
export const CUT_OFF = 'no result in time'

/** Something to be done after the commit that decides it. */
export interface OutboxDraft {
  siteId: string
  conversationId?: string
  messageId?: string
  /** Names the handler; what stands before its dot is its topic. */
  kind: string
  /** Rows of one lane leave one after the other, lowest place first. */
  lane: string
  place: number
  payload: Record<string, unknown>
  /** Milliseconds, UTC: when it was decided, and when it is to be done (at once when left out). */
  now: number
  dueAt?: number
}

/** What rows of a kind share their workers with: `channel.send` and `channel.media` with each other. */
export function topicOf(kind: string): string {
  return kind.split('.', 1)[0] ?? ''
}

/** An outbox row as it is first written. */
export function outboxRow(draft: OutboxDraft): Row<'outbox'> {
  return {
    id: orderedId(draft.now),
    site_id: draft.siteId,
    conversation_id: draft.conversationId ?? null,
    message_id: draft.messageId ?? null,
    kind: draft.kind,
    topic: topicOf(draft.kind),
    lane: draft.lane,
    place: draft.place,
    payload: toJson(draft.payload),
    state: 'pending' satisfies OutboxState,
    attempts: 0,
    next_at: draft.dueAt ?? draft.now,
    leased_by: null,
    leased_until: null,
    external_id: null,
    error: null,
    created_at: draft.now,
    done_at: null,
  }
}

/** Adds rows inside the transaction that decides them. They are worked on once it is committed. */
export async function enqueue(tx: WriteTx, rows: readonly Row<'outbox'>[]): Promise<void> {
  await insertRows(tx.db, rows)
  for (const row of rows) tx.due(row.next_at)
}

const insertRows = insertMany<'outbox'>((db, rows) => db.insertInto('outbox').values(rows))
