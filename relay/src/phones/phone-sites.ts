import type { Kysely } from 'kysely'
import type { Schema } from '../db/schema.ts'
import { findPhoneSites } from './phone.repository.ts'

/**
 * In which shops somebody answers from a phone, known at once: most do not, and their messages set
 * nothing in motion for it.
 */
export interface PhoneSites {
  has(siteId: string): boolean
  /** Somebody may do so from now on. */
  add(siteId: string): void
  /** Learns what other processes know. */
  refresh(): Promise<void>
}

export function createPhoneSites(db: Kysely<Schema>): PhoneSites {
  let sites = new Set<string>()
  const added = new Set<string>()
  return {
    has: (siteId) => sites.has(siteId),
    add(siteId) {
      sites.add(siteId)
      added.add(siteId)
    },
    async refresh() {
      // What is added while we read may not be in it.
      added.clear()
      sites = new Set([...(await findPhoneSites(db)), ...added])
    },
  }
}
