import type { WidgetSeenAnswer } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import type { Logger } from '../logger.ts'
import { findWidgetSeen, type SeenChange, saveWidgetSeen } from './widget-seen.repository.ts'

/** Milliseconds between two writes for one site, of where it was seen and of where it was refused. */
const WRITE_EVERY = 60_000

/** Where each shop's widget last ran: whether the line on its pages works. Nothing of who looked. */
export interface WidgetSeen {
  /** A page shows the widget. The relay's own pages, such as the demo shop, prove nothing. */
  note(siteId: string, pageUrl: string): void
  /** A page asked for it whose address is not among the shop's. */
  noteRefused(siteId: string, origin: string): void
  read(siteId: string): Promise<WidgetSeenAnswer>
}

export function createWidgetSeen(deps: {
  db: Database
  writer: Writer
  clock: () => number
  log: Logger
  config: { publicUrl: string }
}): WidgetSeen {
  const { clock, log } = deps
  const written = new Map<string, number>()
  const ownOrigin = new URL(deps.config.publicUrl).origin

  function save(siteId: string, kind: 'seen' | 'refused', change: SeenChange): void {
    const key = `${kind} ${siteId}`
    if (clock() - (written.get(key) ?? Number.NEGATIVE_INFINITY) < WRITE_EVERY) return
    written.set(key, clock())
    deps.writer
      .run((tx) => saveWidgetSeen(tx.db, siteId, change))
      .catch((error: unknown) => log.debug({ error }, 'where the widget was seen was not kept'))
  }

  return {
    note(siteId, pageUrl) {
      const { origin, pathname } = new URL(pageUrl)
      if (origin === ownOrigin) return
      save(siteId, 'seen', { seen_at: clock(), page: origin + pathname })
    },
    noteRefused(siteId, origin) {
      if (!URL.canParse(origin)) return
      save(siteId, 'refused', { refused_at: clock(), refused_origin: new URL(origin).origin })
    },
    async read(siteId) {
      const row = await findWidgetSeen(deps.db.read, siteId)
      const { seen_at = null, page = null, refused_at = null, refused_origin = null } = row ?? {}
      return {
        ...(seen_at !== null && page !== null && { seen: { at: seen_at, page } }),
        ...(refused_at !== null &&
          refused_origin !== null && { refused: { at: refused_at, origin: refused_origin } }),
      }
    },
  }
}
