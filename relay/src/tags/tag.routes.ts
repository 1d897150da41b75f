import { newTag, tag, tagChange, tagsAnswer } from '@loods/protocol'
import { collectionRoutes } from '../http/collection.ts'
import type { Route } from '../http/route.ts'
import type { TagService } from './tag.service.ts'

export function tagRoutes(tags: TagService): Route[] {
  return collectionRoutes(
    {
      path: 'tags',
      idName: 'tagId',
      item: tag,
      answer: tagsAnswer,
      toAnswer: (tags) => ({ tags }),
      newItem: newTag,
      change: tagChange,
      doings: {
        list: { policy: 'agent', summary: 'The shop’s tags, by name' },
        add: { policy: 'agent', summary: 'Add a tag' },
        change: { policy: 'agent', summary: 'Rename or recolour a tag' },
        remove: { policy: 'admin', summary: 'Delete a tag; it goes off every conversation' },
      },
    },
    tags,
  )
}
