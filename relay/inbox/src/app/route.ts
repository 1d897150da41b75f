/** Where in the inbox somebody is. */
export type Route =
  | { name: 'conversations'; conversationId?: string }
  | { name: 'visitors' }
  | { name: 'search' }
  | { name: 'settings'; page?: string }

/** A route and the shop it is in; no shop: the one used last. */
export interface Place {
  siteId?: string
  route: Route
}

const ID = /^[A-Za-z0-9_-]{21}$/

/** Reads `/<siteId>/c/<conversationId>`, `/visitors`, `/settings/<page>` ...; anything else is the list. */
export function parsePath(path: string): Place {
  const parts = path.split('/').filter(Boolean)
  const siteId = ID.test(parts[0] ?? '') ? parts.shift() : undefined
  return { ...(siteId && { siteId }), route: parseRoute(parts) }
}

function parseRoute([name, detail]: string[]): Route {
  if (name === 'visitors' || name === 'search') return { name }
  if (name === 'settings') return { name, ...(detail && { page: detail }) }
  if (name === 'c' && detail && ID.test(detail)) {
    return { name: 'conversations', conversationId: detail }
  }
  return { name: 'conversations' }
}

/** Writes a place as the path that `parsePath` reads. */
export function formatPath({ siteId, route }: Place): string {
  return `${siteId ? `/${siteId}` : ''}${formatRoute(route)}`
}

function formatRoute(route: Route): string {
  switch (route.name) {
    case 'conversations':
      return route.conversationId ? `/c/${route.conversationId}` : '/'
    case 'settings':
      return route.page ? `/settings/${route.page}` : '/settings'
    default:
      return `/${route.name}`
  }
}
