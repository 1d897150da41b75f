import type { Database } from '../db/database.ts'
import type { Route } from '../http/route.ts'
import { createIndexer, type Indexer, type IndexerDeps } from './indexer.ts'
import { searchRoutes } from './search.routes.ts'
import { createSearchService, type SearchSources } from './search.service.ts'
import { createSearchIndex, type SearchIndex } from './search-index.ts'

/** Finding what was said and by whom. */
export interface Search {
  index: SearchIndex
  indexer: Indexer
  routes: Route[]
}

/** Puts index, indexer and search together. */
export function createSearch(
  deps: Omit<IndexerDeps, 'index'> & SearchSources & { db: Database },
): Search {
  const index = createSearchIndex(deps.db)
  return {
    index,
    indexer: createIndexer({ ...deps, index }),
    routes: searchRoutes(createSearchService({ ...deps, index })),
  }
}
