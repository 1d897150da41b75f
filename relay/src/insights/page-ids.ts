import type { PageKind } from '@loods/protocol'
import type { Kysely } from 'kysely'
import type { InsightsSchema } from './schema.ts'

/** Page keys kept for one site; junk addresses beyond them are counted together. */
const MAX_KEYS = 1_000
/** The key of pages beyond MAX_KEYS. */
export const OTHER_PAGES = '*'

export interface PageName {
  key: string
  kind: PageKind
}

/** Knows the row of each page key, and makes one for a key it has not seen. */
export interface PageIds {
  /** To be called with every name before `idOf` is asked for it. */
  learn(siteId: string, names: readonly PageName[]): Promise<void>
  idOf(siteId: string, name: PageName): number
  forget(siteId: string): void
}

export function createPageIds(db: Kysely<InsightsSchema>): PageIds {
  const sites = new Map<string, Map<string, number>>()
  const nameOf = ({ key, kind }: PageName) => `${kind} ${key}`

  async function load(siteId: string): Promise<Map<string, number>> {
    const known = sites.get(siteId)
    if (known) return known
    const rows = await db.selectFrom('pages').selectAll().where('site_id', '=', siteId).execute()
    const ids = new Map(rows.map((row) => [nameOf(row), row.id]))
    sites.set(siteId, ids)
    return ids
  }

  async function add(siteId: string, ids: Map<string, number>, name: PageName): Promise<void> {
    const { id } = await db
      .insertInto('pages')
      .values({ site_id: siteId, ...name })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.set(nameOf(name), id)
  }

  return {
    async learn(siteId, names) {
      const ids = await load(siteId)
      for (const { key, kind } of names) {
        const name = ids.size < MAX_KEYS ? { key, kind } : { key: OTHER_PAGES, kind }
        if (!ids.has(nameOf({ key, kind })) && !ids.has(nameOf(name))) await add(siteId, ids, name)
      }
    },
    idOf(siteId, name) {
      const ids = sites.get(siteId)
      const id = ids?.get(nameOf(name)) ?? ids?.get(nameOf({ ...name, key: OTHER_PAGES }))
      if (id === undefined) throw new Error(`Page key ${name.key} was not learned`)
      return id
    },
    forget: (siteId) => void sites.delete(siteId),
  }
}
