import {
  cannedRepliesAnswer,
  cannedReply,
  cannedReplyChange,
  newCannedReply,
} from '@loods/protocol'
import { collectionRoutes } from '../http/collection.ts'
import type { Route } from '../http/route.ts'
import type { CannedReplyService } from './canned-reply.service.ts'

export function cannedReplyRoutes(replies: CannedReplyService): Route[] {
  return collectionRoutes(
    {
      path: 'canned-replies',
      idName: 'replyId',
      item: cannedReply,
      answer: cannedRepliesAnswer,
      toAnswer: (cannedReplies) => ({ cannedReplies }),
      newItem: newCannedReply,
      change: cannedReplyChange,
      doings: {
        list: { policy: 'agent', summary: 'The shop’s canned replies, by shortcut' },
        add: { policy: 'agent', summary: 'Keep an answer for next time' },
        change: { policy: 'agent', summary: 'Change a canned reply' },
        remove: { policy: 'agent', summary: 'Delete a canned reply' },
      },
    },
    replies,
  )
}
