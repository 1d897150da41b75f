import type { FailedDelivery } from '@loods/protocol'
import type { Database } from '../../db/database.ts'
import type { Row } from '../../db/schema.ts'
import type { Writer } from '../../db/writer.ts'
import type { OtherDeadLetters } from '../../outbox/dead-letters.service.ts'
import { siteChanged } from '../../sites/site-changed.ts'
import { countDead, deleteDead, findDead, reviveDead, trimDead } from './webhook.repository.ts'

/** Milliseconds a webhook that was given up is kept: it holds what people wrote. */
const KEEP = 30 * 86_400_000

/** Webhooks that were given up, beside the deliveries that were (T46). */
export interface DeadWebhooks extends OtherDeadLetters {
  /** Removes those nobody looked after for 30 days. */
  trim(): Promise<void>
}

export function createDeadWebhooks(deps: {
  db: Database
  writer: Writer
  /** Called when one is to be worked off again. */
  onRevived: () => void
}): DeadWebhooks {
  const { db, writer, onRevived } = deps
  return {
    list: async (siteId, limit) => (await findDead(db.read, siteId, limit)).map(toFailed),
    count: (siteId) => countDead(db.read, siteId),
    async retry(siteId, id) {
      const found = await writer.run(async (tx) => {
        if (!(await reviveDead(tx.db, siteId, id, tx.now))) return false
        siteChanged(tx, siteId, 'deliveries')
        return true
      })
      if (found) onRevived()
      return found
    },
    dismiss: (siteId, id) =>
      writer.run(async (tx) => {
        if (!(await deleteDead(tx.db, siteId, id))) return false
        siteChanged(tx, siteId, 'deliveries')
        return true
      }),
    trim: () =>
      writer.run(async (tx) => {
        const sites = await trimDead(tx.db, tx.now - KEEP)
        for (const siteId of sites) siteChanged(tx, siteId, 'deliveries')
      }),
  }
}

function toFailed(row: Row<'webhooks'>): FailedDelivery {
  return {
    id: row.id,
    kind: 'webhook',
    reason: row.error ?? '',
    attempts: row.attempts,
    createdAt: row.received_at,
    failedAt: row.next_at,
  }
}
