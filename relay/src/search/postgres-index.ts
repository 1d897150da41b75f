import { sql } from 'kysely'
import { deleteDocs, deleteWords, docsWithWords, putDocs } from './search.repository.ts'
import type { SearchIndex } from './search-index.ts'
import { fold } from './words.ts'

/** tsvector: Dutch and English stems, and the words themselves for beginnings of words. */
export function createPostgresIndex(): SearchIndex {
  return {
    async put(db, docs) {
      if (docs.length === 0) return
      const numbers = await putDocs(db, docs)
      await deleteWords(db, [...numbers.values()])
      const rows = docs.map((doc) => ({
        rowid: numbers.get(doc.subject) as number,
        site: doc.siteId,
        words: doc.words,
        lexemes: toLexemes(fold(doc.words)),
      }))
      await db.insertInto('search_index').values(rows).execute()
    },
    remove: async (db, where) => deleteWords(db, await deleteDocs(db, where)),
    find: (db, siteId, terms, limit) =>
      docsWithWords(db, limit)
        .where('search_index.site', '=', siteId)
        .where(sql<boolean>`lexemes @@ (${sql.join(terms.map(toQuery), sql` && `)})`)
        .execute(),
  }
}

function toLexemes(text: string) {
  return sql<string>`to_tsvector('simple', ${text}) || to_tsvector('dutch', ${text}) || to_tsvector('english', ${text})`
}

/** One term: as a beginning, or by its stem in either language. Terms are letters and digits only. */
function toQuery(term: string) {
  return sql`(to_tsquery('simple', ${`${term}:*`}) || plainto_tsquery('dutch', ${term}) || plainto_tsquery('english', ${term}))`
}
