import type { Database } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Wake, Writer, WriteTx } from '../db/writer.ts'
import type { Logger } from '../logger.ts'
import { readEvents, readHeads, readPosition, writePosition } from './search.repository.ts'
import type { Doc, SearchIndex } from './search-index.ts'

/** Events indexed in one transaction, over all sites: few enough that a send beside them does not notice. */
const BATCH = 200
/** Milliseconds between a commit and its indexing, and between batches: in a rush search lags, not the chat. */
const PAUSE = 100

export interface IndexerDeps {
  db: Database
  writer: Writer
  index: SearchIndex
  log: Logger
  /** Messages as they are now; those that are gone are left out. */
  messages(tx: WriteTx, ids: string[]): Promise<Row<'messages'>[]>
  contacts(tx: WriteTx, siteId: string, ids: string[]): Promise<Row<'contacts'>[]>
}

/** Follows the event log, apart from the way of a message, so that sending never waits for search. */
export interface Indexer {
  wake(changes: Wake): void
  /** Indexes everything there is now. */
  catchUp(): Promise<void>
  /** No more work is begun. */
  stop(): void
}

export function createIndexer(deps: IndexerDeps): Indexer {
  const behind = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function schedule(): void {
    if (timer || stopped || behind.size === 0) return
    timer = setTimeout(() => {
      turn()
        .catch((error) => deps.log.error({ error }, 'indexing failed; it is tried again'))
        .finally(() => {
          timer = undefined
          schedule()
        })
    }, PAUSE).unref()
  }

  /** One batch, from as many of the sites that are behind as fit. */
  async function turn(): Promise<void> {
    const sites = [...behind]
    behind.clear()
    try {
      for (const siteId of await indexBatch(deps, sites)) behind.add(siteId)
    } catch (error) {
      for (const siteId of sites) behind.add(siteId)
      throw error
    }
  }

  return {
    wake(changes) {
      for (const siteId of changes.keys()) behind.add(siteId)
      schedule()
    },
    async catchUp() {
      for (const { site_id, last_ev } of await readHeads(deps.db.read)) {
        if ((await readPosition(deps.db.read, site_id)) >= last_ev) continue
        while (!stopped && (await indexBatch(deps, [site_id])).length > 0) behind.delete(site_id)
      }
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Indexes one batch and gives the sites that may have more. */
function indexBatch(deps: IndexerDeps, sites: string[]): Promise<string[]> {
  return deps.writer.run(async (tx) => {
    const left: string[] = []
    let room = BATCH
    for (const siteId of sites) {
      const done = room > 0 ? await indexSite(tx, deps, siteId, room) : 0
      if (done === room) left.push(siteId)
      room -= done
    }
    return left
  })
}

/** How many events were indexed: `limit` when there may be more. */
async function indexSite(
  tx: WriteTx,
  deps: IndexerDeps,
  siteId: string,
  limit: number,
): Promise<number> {
  const after = await readPosition(tx.db, siteId)
  const events = await readEvents(tx.db, siteId, after, limit)
  const last = events.at(-1)
  if (!last) return 0
  await indexMessages(tx, deps, events)
  await indexContacts(tx, deps, siteId, events)
  await writePosition(tx.db, siteId, last.ev)
  return events.length
}

type EventRef = Pick<Row<'events'>, 'type' | 'message_id' | 'data'>

async function indexMessages(tx: WriteTx, deps: IndexerDeps, events: EventRef[]): Promise<void> {
  const ids = [...new Set(events.map((event) => event.message_id).filter((id) => id !== null))]
  if (ids.length === 0) return
  const rows = await deps.messages(tx, ids)
  await save(tx, deps, ids, rows.filter(isSaid).map(messageDoc))
}

async function indexContacts(
  tx: WriteTx,
  deps: IndexerDeps,
  siteId: string,
  events: EventRef[],
): Promise<void> {
  const changed = events.filter((event) => event.type === 'contact')
  const ids = [...new Set(changed.map(contactIdOf))]
  if (ids.length === 0) return
  const rows = await deps.contacts(tx, siteId, ids)
  await save(
    tx,
    deps,
    ids,
    rows.map(contactDoc).filter((doc) => doc.words !== ''),
  )
}

/** Puts what has words, and forgets what has none (any more). */
async function save(tx: WriteTx, deps: IndexerDeps, ids: string[], docs: Doc[]): Promise<void> {
  const kept = new Set(docs.map((doc) => doc.subject))
  const gone = ids.filter((id) => !kept.has(id))
  if (gone.length > 0) await deps.index.remove(tx.db, { subjects: gone })
  await deps.index.put(tx.db, docs)
}

function isSaid(row: Row<'messages'>): boolean {
  return row.kind !== 'line' && row.withdrawn_at === null && row.text !== ''
}

function messageDoc(row: Row<'messages'>): Doc {
  return {
    siteId: row.site_id,
    subject: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    words: row.text,
  }
}

function contactDoc(row: Row<'contacts'>): Doc {
  const words = [row.name, row.email, row.phone].filter((text) => text !== null).join(' ')
  return { siteId: row.site_id, subject: row.id, contactId: row.id, words }
}

function contactIdOf(event: EventRef): string {
  return (fromJson(event.data ?? '{}') as { contactId?: string }).contactId ?? ''
}
