import type { PageKind } from '@loods/protocol'
import type { Kysely } from 'kysely'
import { createPageKeyBudget, type PageKeyBudget } from '../page-views/page-key-budget.ts'
import type { InsightsSchema } from './schema.ts'

/** Page keys kept for one site; junk addresses beyond them are counted together. */
export const MAX_KEYS = 1_000

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

interface SitePages {
  ids: Map<string, number>
  budget: PageKeyBudget
}

export function createPageIds(db: Kysely<InsightsSchema>): PageIds {
  const sites = new Map<string, SitePages>()
  const nameOf = ({ key, kind }: PageName) => `${kind} ${key}`

  async function load(siteId: string): Promise<SitePages> {
    const known = sites.get(siteId)
    if (known) return known
    const rows = await db
      .selectFrom('pages')
      .select(['id', 'key', 'kind'])
      .where('site_id', '=', siteId)
      .where('folded_on', '=', 0)
      .execute()
    const pages = {
      ids: new Map(rows.map((row) => [nameOf(row), row.id])),
      budget: createPageKeyBudget(new Set(rows.map(({ key }) => key)), MAX_KEYS),
    }
    sites.set(siteId, pages)
    return pages
  }

  async function add(siteId: string, name: PageName): Promise<number> {
    const { id } = await db
      .insertInto('pages')
      .values({ site_id: siteId, ...name })
      // A page that was folded away is counted by itself again.
      .onConflict((conflict) =>
        conflict.columns(['site_id', 'key', 'kind']).doUpdateSet({ folded_on: 0 }),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  return {
    async learn(siteId, names) {
      const { ids, budget } = await load(siteId)
      for (const { key, kind } of names) {
        const name = { key: budget.admit(key), kind }
        if (!ids.has(nameOf(name))) ids.set(nameOf(name), await add(siteId, name))
      }
    },
    idOf(siteId, { key, kind }) {
      const pages = sites.get(siteId)
      const id = pages?.ids.get(nameOf({ key: pages.budget.admit(key), kind }))
      if (id === undefined) throw new Error(`Page key ${key} was not learned`)
      return id
    },
    forget: (siteId) => void sites.delete(siteId),
  }
}
