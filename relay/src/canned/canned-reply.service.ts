import type { CannedReply, CannedReplyChange, NewCannedReply } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import { siteChanged } from '../sites/site-changed.ts'
import { cannedReplyRows, findCannedReplies } from './canned-reply.repository.ts'

/** Answers a shop's members keep for the next time. */
export interface CannedReplyService {
  list(siteId: string): Promise<CannedReply[]>
  /** @throws RelayError already_exists when its shortcut is taken in its language */
  add(siteId: string, reply: NewCannedReply): Promise<CannedReply>
  /** @throws RelayError not_found, already_exists */
  change(siteId: string, id: string, change: CannedReplyChange): Promise<CannedReply>
  /** @throws RelayError not_found */
  remove(siteId: string, id: string): Promise<void>
}

export function createCannedReplyService(deps: {
  db: Database
  writer: Writer
}): CannedReplyService {
  const { db, writer } = deps
  return {
    async list(siteId) {
      return (await findCannedReplies(db.read, siteId)).map(toCannedReply)
    },
    add: (siteId, reply) =>
      writer.run(async (tx) => {
        const row = {
          site_id: siteId,
          id: nanoid(),
          shortcut: reply.shortcut,
          text: reply.text,
          language: reply.language ?? null,
          created_at: tx.now,
          updated_at: tx.now,
        }
        await refuseTaken(tx, row)
        await cannedReplyRows.insert(tx.db, row)
        siteChanged(tx, siteId, 'canned_replies')
        return toCannedReply(row)
      }),
    change: (siteId, id, change) =>
      writer.run(async (tx) => {
        const row = await cannedReplyRows.update(tx.db, siteId, id, {
          ...change,
          updated_at: tx.now,
        })
        if (!row) throw notFound('This reply')
        await refuseTaken(tx, row)
        siteChanged(tx, siteId, 'canned_replies')
        return toCannedReply(row)
      }),
    remove: (siteId, id) =>
      writer.run(async (tx) => {
        if (!(await cannedReplyRows.remove(tx.db, siteId, id))) throw notFound('This reply')
        siteChanged(tx, siteId, 'canned_replies')
      }),
  }
}

/** A shortcut means one reply in each language. Throwing takes the change back. */
async function refuseTaken(tx: WriteTx, row: Row<'canned_replies'>): Promise<void> {
  const taken = (await findCannedReplies(tx.db, row.site_id)).some(
    (other) =>
      other.id !== row.id && other.shortcut === row.shortcut && other.language === row.language,
  )
  if (!taken) return
  throw new RelayError(
    'already_exists',
    'Another reply has this shortcut. Pick another, or change that one.',
    { field: 'shortcut' },
  )
}

function toCannedReply(row: Row<'canned_replies'>): CannedReply {
  return {
    id: row.id,
    shortcut: row.shortcut,
    text: row.text,
    ...(row.language !== null && { language: row.language as CannedReply['language'] }),
  }
}
