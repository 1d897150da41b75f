import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import {
  dueNow,
  dueNowFor,
  findEnded,
  findNewest,
  hasUnfinished,
  highestPlace,
  reviveRows,
} from './outbox.repository.ts'
import type { OutboxState } from './outbox-row.ts'

/** What other rows of the outbox came to, for handlers that go on from there. */
export interface OutboxLookup {
  /** Of these rows, those that ended, and whether what they ask for is out. */
  ended(ids: string[]): Promise<Map<string, { sent: boolean; error: string }>>
  /** Highest place of a conversation's rows of one kind in any of these states; 0 for none. */
  highestPlace(
    conversationId: string,
    kind: string,
    states: readonly OutboxState[],
  ): Promise<number>
}

export function createOutboxLookup(db: Database): OutboxLookup {
  return {
    ended: (ids) => findEnded(db.read, ids),
    highestPlace: (conversationId, kind, states) =>
      highestPlace(db.read, conversationId, kind, states),
  }
}

/** Makes rows of one message due again that were left out, inside an open transaction. */
export function reviveCancelled(
  tx: WriteTx,
  which: { conversationId: string; messageId: string; kinds: readonly string[] },
): Promise<void> {
  tx.due(tx.now)
  return reviveRows(tx.db, which, tx.now)
}

/** The newest row of a message and kind, as it is inside an open transaction. */
export function rowOf(
  tx: WriteTx,
  which: { conversationId: string; messageId: string; kind: string },
): Promise<Row<'outbox'> | undefined> {
  return findNewest(tx.db, which.conversationId, which.messageId, which.kind)
}

/** Makes all rows due that wait for this reason, inside an open transaction. */
export async function endWaiting(tx: WriteTx, reason: string): Promise<void> {
  await dueNowFor(tx.db, reason, tx.now)
  tx.due(tx.now)
}

/** Makes a row due now that waits to be tried again, inside an open transaction. */
export async function hurry(tx: WriteTx, rowId: string): Promise<void> {
  if (await dueNow(tx.db, rowId, tx.now)) tx.due(tx.now)
}

/** Whether something is still to be done in a lane, inside an open transaction. */
export function isPlanned(tx: WriteTx, lane: string): Promise<boolean> {
  return hasUnfinished(tx.db, lane)
}
