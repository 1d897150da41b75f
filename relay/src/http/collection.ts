import { id } from '@loods/protocol'
import type { GenericSchema } from 'valibot'
import * as v from 'valibot'
import type { Policy } from './principal.ts'
import { defineRoute, type Route } from './route.ts'

/** A list a shop keeps, such as its tags. */
export interface Collection<Item, New, Change> {
  list(siteId: string): Promise<Item[]>
  add(siteId: string, item: New): Promise<Item>
  /** @throws RelayError not_found */
  change(siteId: string, id: string, change: Change): Promise<Item>
  /** @throws RelayError not_found */
  remove(siteId: string, id: string): Promise<void>
}

/** Who may do it, and how the API's readers are told. */
type Doing = { policy: Policy & ('agent' | 'admin'); summary: string }

export interface CollectionSpec<Item, New, Change> {
  /** Its name in addresses. */
  path: string
  /** What the id of one of it is called there. */
  idName: string
  item: GenericSchema<unknown, Item>
  /** The answer to a list, and how it is made. */
  answer: GenericSchema<unknown, unknown>
  toAnswer(items: Item[]): object
  newItem: GenericSchema<unknown, New>
  change: GenericSchema<unknown, Change>
  doings: Record<'list' | 'add' | 'change' | 'remove', Doing>
}

const inSite = v.object({ siteId: id })

/** The four routes of a list: read it, add to it, change and delete one of it. */
export function collectionRoutes<Item, New, Change>(
  spec: CollectionSpec<Item, New, Change>,
  collection: Collection<Item, New, Change>,
): Route[] {
  const { path, idName, item, answer, toAnswer, newItem, change, doings } = spec
  const all = `/api/sites/:siteId/${path}`
  const one = `${all}/:${idName}`
  const inItem = v.object({ siteId: id, [idName]: id })
  return [
    defineRoute({
      method: 'GET',
      path: all,
      ...doings.list,
      params: inSite,
      response: answer,
      handle: async ({ principal }) => toAnswer(await collection.list(principal.siteId)),
    }),
    defineRoute({
      method: 'POST',
      path: all,
      ...doings.add,
      params: inSite,
      body: newItem,
      response: item,
      handle: ({ principal, body }) => collection.add(principal.siteId, body),
    }),
    defineRoute({
      method: 'PATCH',
      path: one,
      ...doings.change,
      params: inItem,
      body: change,
      response: item,
      handle: ({ principal, params, body }) =>
        collection.change(principal.siteId, params[idName] ?? '', body),
    }),
    defineRoute({
      method: 'DELETE',
      path: one,
      ...doings.remove,
      params: inItem,
      async handle({ principal, params }) {
        await collection.remove(principal.siteId, params[idName] ?? '')
        return undefined
      },
    }),
  ]
}
