import type { Conversation, SearchResult } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Hit, SearchIndex } from './search-index.ts'
import { snippetOf, termsOf } from './words.ts'

/** Hits read for one search; the newest of a busy word are enough. */
const MAX_HITS = 300
/** Conversations in one answer. */
const MAX_RESULTS = 30
/** Conversations shown of one contact that was found. */
const PER_CONTACT = 5

export interface SearchService {
  /** Conversations whose messages or contact hold every word of the query. */
  search(siteId: string, query: string): Promise<SearchResult[]>
}

/** Conversations to show for what was found. */
export interface SearchSources {
  views(siteId: string, ids: string[]): Promise<Map<string, Conversation>>
  conversationsOf(siteId: string, contactId: string, limit: number): Promise<Conversation[]>
}

export function createSearchService(
  deps: SearchSources & { db: Database; index: SearchIndex },
): SearchService {
  return {
    async search(siteId, query) {
      const terms = termsOf(query)
      if (terms.length === 0) return []
      const hits = await deps.index.find(deps.db.read, siteId, terms, MAX_HITS)
      const found = [...(await ofContacts(hits, siteId)), ...(await ofMessages(hits, siteId))]
      return onceEach(found)
        .slice(0, MAX_RESULTS)
        .map(({ words, ...result }) => ({ ...result, snippet: snippetOf(words, terms) }))
    },
  }

  async function ofContacts(hits: Hit[], siteId: string): Promise<FoundResult[]> {
    const found: FoundResult[] = []
    for (const { contactId, words } of hits.slice(0, MAX_RESULTS)) {
      if (contactId === null) continue
      const conversations = await deps.conversationsOf(siteId, contactId, PER_CONTACT)
      found.push(...conversations.map((conversation) => ({ conversation, words })))
    }
    return found
  }

  async function ofMessages(hits: Hit[], siteId: string): Promise<FoundResult[]> {
    const ids = [...new Set(hits.flatMap((hit) => hit.conversationId ?? []))].slice(0, MAX_RESULTS)
    const views = await deps.views(siteId, ids)
    return ids.flatMap((id) => {
      const conversation = views.get(id)
      const hit = hits.find((other) => other.conversationId === id)
      if (!conversation || !hit) return []
      return [{ conversation, words: hit.words, ...(hit.seq !== null && { seq: hit.seq }) }]
    })
  }
}

/** Each conversation once, by the first that was found of it. */
function onceEach(found: FoundResult[]): FoundResult[] {
  const seen = new Set<string>()
  return found.filter(({ conversation }) => !seen.has(conversation.id) && seen.add(conversation.id))
}

type FoundResult = Omit<SearchResult, 'snippet'> & { words: string }
