import { id, newTag, tag, tagChange, tagsAnswer } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { TagService } from './tag.service.ts'

const inSite = v.object({ siteId: id })
const inTag = v.object({ siteId: id, tagId: id })

export function tagRoutes(tags: TagService): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/tags',
      policy: 'agent',
      summary: 'The shop’s tags, by name',
      params: inSite,
      response: tagsAnswer,
      handle: async ({ principal }) => ({ tags: await tags.list(principal.siteId) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/tags',
      policy: 'agent',
      summary: 'Add a tag',
      params: inSite,
      body: newTag,
      response: tag,
      handle: ({ principal, body }) => tags.add(principal.siteId, body),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/sites/:siteId/tags/:tagId',
      policy: 'agent',
      summary: 'Rename or recolour a tag',
      params: inTag,
      body: tagChange,
      response: tag,
      handle: ({ principal, params, body }) => tags.change(principal.siteId, params.tagId, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sites/:siteId/tags/:tagId',
      policy: 'admin',
      summary: 'Delete a tag; it goes off every conversation',
      params: inTag,
      async handle({ principal, params }) {
        await tags.remove(principal.siteId, params.tagId)
        return undefined
      },
    }),
  ]
}
