import type { NewTag, Tag, TagChange } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { removeTagEverywhere } from '../conversations/tagging.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import { siteChanged } from '../sites/site-changed.ts'
import { findTags, tagRows } from './tag.repository.ts'

/** The words a shop's members sort conversations by. */
export interface TagService {
  list(siteId: string): Promise<Tag[]>
  /** @throws RelayError already_exists when the shop has a tag of that name */
  add(siteId: string, tag: NewTag): Promise<Tag>
  /** @throws RelayError not_found, already_exists */
  change(siteId: string, id: string, change: TagChange): Promise<Tag>
  /** Takes it off every conversation too. @throws RelayError not_found */
  remove(siteId: string, id: string): Promise<void>
}

export function createTagService(deps: { db: Database; writer: Writer }): TagService {
  const { db, writer } = deps
  return {
    async list(siteId) {
      return (await findTags(db.read, siteId)).map(toTag)
    },
    add: (siteId, tag) =>
      writer.run(async (tx) => {
        await refuseTaken(tx, siteId, tag.name)
        const row = { site_id: siteId, id: nanoid(), ...tag, created_at: tx.now }
        await tagRows.insert(tx.db, row)
        siteChanged(tx, siteId, 'tags')
        return toTag(row)
      }),
    change: (siteId, id, change) =>
      writer.run(async (tx) => {
        if (Object.keys(change).length === 0) return existing(tx, siteId, id)
        if (change.name !== undefined) await refuseTaken(tx, siteId, change.name, id)
        const row = await tagRows.update(tx.db, siteId, id, change)
        if (!row) throw notFound('This tag')
        siteChanged(tx, siteId, 'tags')
        return toTag(row)
      }),
    remove: (siteId, id) =>
      writer.run(async (tx) => {
        if (!(await tagRows.remove(tx.db, siteId, id))) throw notFound('This tag')
        await removeTagEverywhere(tx, siteId, id)
        siteChanged(tx, siteId, 'tags')
      }),
  }
}

/** Of these ids, those that are tags of the site. */
export async function knownTagIds(tx: WriteTx, siteId: string, ids: string[]): Promise<string[]> {
  const known = new Set((await findTags(tx.db, siteId)).map((row) => row.id))
  return ids.filter((id) => known.has(id))
}

async function existing(tx: WriteTx, siteId: string, id: string): Promise<Tag> {
  const row = await tagRows.find(tx.db, siteId, id)
  if (!row) throw notFound('This tag')
  return toTag(row)
}

async function refuseTaken(
  tx: WriteTx,
  siteId: string,
  name: string,
  exceptId?: string,
): Promise<void> {
  const same = (row: Row<'tags'>) => row.name.toLowerCase() === name.toLowerCase()
  const taken = (await findTags(tx.db, siteId)).some((row) => row.id !== exceptId && same(row))
  if (!taken) return
  throw new RelayError('already_exists', 'There is a tag of this name. Use it, or pick another.', {
    field: 'name',
  })
}

function toTag(row: Pick<Row<'tags'>, 'id' | 'name' | 'color'>): Tag {
  return { id: row.id, name: row.name, color: row.color }
}
