import type { WriteTx } from '../../../relay/src/db/writer.ts'
import { enqueue, outboxRow } from '../../../relay/src/outbox/outbox-row.ts'
import type { Shop } from '../shops/shop.service.ts'

/** Sets in a shop what it needs of us, and learns what it says of itself. */
export const SETTLE = 'shopify.settle'
/** Milliseconds after which an opened app looks again. */
const OLD = 3_600_000

/** Plans it, inside an open transaction. */
export async function settleNow(tx: WriteTx, siteId: string): Promise<void> {
  const lane = `shopify ${siteId}`
  const draft = { siteId, kind: SETTLE, lane, place: tx.now, payload: {}, now: tx.now }
  await enqueue(tx, [outboxRow(draft)])
}

/** Plans it where the last time was long ago, or the shop was never heard of. */
export async function settleIfOld(
  tx: WriteTx,
  { siteId, facts, installedAt }: Shop,
): Promise<void> {
  if (tx.now - (facts.settledAt ?? installedAt) > OLD) await settleNow(tx, siteId)
}
