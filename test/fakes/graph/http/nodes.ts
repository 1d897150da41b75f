import type { Core } from '../core.ts'
import { missingObject, type StoredMedia } from '../media/media-store.ts'
import type { Template } from '../templates/template.ts'
import type { App, Page, Person, PhoneNumber, Token, Waba } from '../world/world.ts'
import type { GraphRequest } from './request.ts'

/** The objects of the graph that have an id. */
export interface Nodes {
  number: PhoneNumber
  waba: Waba
  page: Page
  app: App
  template: Template
  media: StoredMedia
  /** Who writes to a page, by the page's own id of them. */
  person: { page: Page; person: Person }
  /** `me` of a token that belongs to no page. */
  self: Token
}

export type NodeKind = keyof Nodes

export interface Call<K extends NodeKind> {
  core: Core
  token: Token
  node: Nodes[K]
  request: GraphRequest
  /** What follows the edge in the path. */
  rest: string | undefined
}

export interface Route<K extends NodeKind = NodeKind> {
  method: 'GET' | 'POST' | 'DELETE'
  node: K
  /** What follows the id in the path; the empty text is the object itself. */
  edge: string
  /** The permission a token needs. */
  scope?: string
  handle: (call: Call<K>) => object | Promise<object>
}

/** One route of a table; keeps its node's type. */
export function route<K extends NodeKind>(definition: Route<K>): Route {
  return definition as unknown as Route
}

export interface Found {
  kind: NodeKind
  node: Nodes[NodeKind]
}

/** The object with this id, if the token reaches it: 100/33 otherwise, as if there were none. */
export function findNode(core: Core, id: string, token: Token): Found {
  return (id === 'me' ? self(core, token) : owned(core, id, token)) ?? missingObject(id)
}

function self(core: Core, token: Token): Found {
  const page = core.world.pages.get([...token.pageIds][0] ?? '')
  if (token.kind === 'page' && page) return { kind: 'page', node: page }
  return { kind: 'self', node: token }
}

function owned(core: Core, id: string, token: Token): Found | undefined {
  const { numbers, wabas, pages, apps } = core.world
  const reaches = (wabaId: string): boolean => token.wabaIds.has(wabaId)
  const [number, waba, page, app] = [numbers.get(id), wabas.get(id), pages.get(id), apps.get(id)]
  if (number && reaches(number.wabaId)) return { kind: 'number', node: number }
  if (waba && reaches(waba.id)) return { kind: 'waba', node: waba }
  if (page && token.pageIds.has(page.id)) return { kind: 'page', node: page }
  if (app && token.appId === app.id) return { kind: 'app', node: app }
  for (const pageId of token.pageIds) {
    const [its, person] = [pages.get(pageId), core.identities.byPsid(pageId, id)]
    if (its && person) return { kind: 'person', node: { page: its, person } }
  }
  const template = core.templates.find(id)
  if (template && reaches(template.wabaId)) return { kind: 'template', node: template }
  const media = core.media.find(id)
  return media && reaches(media.ownerId) ? { kind: 'media', node: media } : undefined
}
