import { sql } from 'kysely'
import {
  deleteDocs,
  deleteWords,
  docsWithWords,
  insertWords,
  putDocs,
} from './search.repository.ts'
import type { SearchIndex } from './search-index.ts'

/** FTS5: accents folded, each term also as the beginning of a word. */
export function createSqliteIndex(): SearchIndex {
  return {
    async put(db, docs) {
      if (docs.length === 0) return
      const numbers = await putDocs(db, docs)
      await deleteWords(db, [...numbers.values()])
      const rows = docs.map((doc) => ({
        rowid: numbers.get(doc.subject) as number,
        site: siteTerm(doc.siteId),
        words: doc.words,
      }))
      await insertWords(db, rows)
    },
    remove: async (db, where) => deleteWords(db, await deleteDocs(db, where)),
    find: (db, siteId, terms, limit) =>
      docsWithWords(db, limit)
        .where(sql<boolean>`search_index match ${toMatch(siteId, terms)}`)
        .execute(),
  }
}

/** The site as one word of the index, so that a shop searches its own words only, however many shops there are. */
function siteTerm(siteId: string): string {
  return Buffer.from(siteId).toString('hex')
}

/** Terms are letters and digits (see termsOf), so quoting them leaves no syntax. */
function toMatch(siteId: string, terms: string[]): string {
  const words = terms.map((term) => `"${term}" *`).join(' AND ')
  return `{site} : "${siteTerm(siteId)}" AND {words} : (${words})`
}
