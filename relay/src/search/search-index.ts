import type { Kysely } from 'kysely'
import type { Database } from '../db/database.ts'
import type { Schema } from '../db/schema.ts'
import { createPostgresIndex } from './postgres-index.ts'
import { createSqliteIndex } from './sqlite-index.ts'

type Db = Kysely<Schema>

/** Something that can be found. */
export interface Doc {
  siteId: string
  /** Id of the message or contact; putting it again replaces its words. */
  subject: string
  conversationId?: string
  contactId?: string
  seq?: number
  words: string
}

export interface Hit {
  conversationId: string | null
  contactId: string | null
  seq: number | null
  words: string
}

/** Full-text search: one interface, one implementation for each database. */
export interface SearchIndex {
  put(db: Db, docs: Doc[]): Promise<void>
  /** Everything about these messages, conversations or contacts is forgotten. */
  remove(db: Db, where: Forget): Promise<void>
  /** What holds every term, also as the beginning of a word; the newest first. */
  find(db: Db, siteId: string, terms: string[], limit: number): Promise<Hit[]>
}

export interface Forget {
  subjects?: string[]
  conversationIds?: string[]
  contactIds?: string[]
}

export function createSearchIndex(db: Database): SearchIndex {
  return db.dialect === 'sqlite' ? createSqliteIndex() : createPostgresIndex()
}
