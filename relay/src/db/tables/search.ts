import type { Generated } from 'kysely'

/** What can be found: a message or a contact, and where it leads. */
interface SearchDocsTable {
  id: Generated<number>
  site_id: string
  /** Id of the message or contact. */
  subject: string
  conversation_id: string | null
  contact_id: string | null
  seq: number | null
}

/** The words of each search_docs row; FTS5 on SQLite, with lexemes on Postgres. */
interface SearchIndexTable {
  rowid: number
  site: string
  words: string
  /** tsvector; Postgres only. */
  lexemes?: string
}

export interface SearchTables {
  search_docs: SearchDocsTable
  search_index: SearchIndexTable
}
