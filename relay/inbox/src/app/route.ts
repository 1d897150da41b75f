/** Where in the inbox somebody is. */
export type Route =
  /** `seq`: the message to show in it, wherever in its history that is. */
  | { name: 'conversations'; conversationId?: string; seq?: number }
  | { name: 'visitors' }
  | { name: 'pages' }
  /** `id`: the trigger that is looked at; `new` for one that is being made. */
  | { name: 'triggers'; id?: string }
  | { name: 'doctor' }
  | { name: 'search' }
  | { name: 'settings'; page?: string }

/** A route and the shop it is in; no shop: the one used last. */
export interface Place {
  siteId?: string
  route: Route
}

const ID = /^[A-Za-z0-9_-]{21}$/

/** Reads `/<siteId>/c/<conversationId>/<seq>`, `/visitors`, `/settings/<page>` ...; anything else is the list. */
export function parsePath(path: string): Place {
  const parts = path.split('/').filter(Boolean)
  const siteId = ID.test(parts[0] ?? '') ? parts.shift() : undefined
  return { ...(siteId && { siteId }), route: parseRoute(parts) }
}

function parseRoute([name, detail, seq]: string[]): Route {
  if (name === 'visitors' || name === 'pages' || name === 'doctor' || name === 'search')
    return { name }
  if (name === 'triggers' || (name === 'settings' && detail === 'triggers'))
    return toTriggers(detail)
  if (name === 'settings') return { name, ...(detail && { page: detail }) }
  if (name === 'c' && detail && ID.test(detail)) {
    const at = /^[1-9]\d{0,8}$/.test(seq ?? '') ? { seq: Number(seq) } : {}
    return { name: 'conversations', conversationId: detail, ...at }
  }
  return { name: 'conversations' }
}

/** Links from before triggers had a screen of their own go to its list. */
function toTriggers(id = ''): Route {
  return { name: 'triggers', ...((id === 'new' || ID.test(id)) && { id }) }
}

/** Writes a place as the path that `parsePath` reads. */
export function formatPath({ siteId, route }: Place): string {
  return `${siteId ? `/${siteId}` : ''}${formatRoute(route)}`
}

function formatRoute(route: Route): string {
  switch (route.name) {
    case 'conversations':
      if (!route.conversationId) return '/'
      return `/c/${route.conversationId}${route.seq ? `/${route.seq}` : ''}`
    case 'settings':
      return route.page ? `/settings/${route.page}` : '/settings'
    case 'triggers':
      return route.id ? `/triggers/${route.id}` : '/triggers'
    default:
      return `/${route.name}`
  }
}
