import type { Conversation } from '@loods/protocol'
import { blockContact } from '../contacts/contact.service.ts'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import { fileRoutes } from '../files/file.routes.ts'
import type { FileService } from '../files/file.service.ts'
import type { Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { SiteService } from '../sites/site.service.ts'
import { knownTagIds } from '../tags/tag.service.ts'
import type { OutboxPlanner } from './append.ts'
import { conversationRoutes } from './conversation.routes.ts'
import {
  type ConversationDeps,
  type ConversationService,
  createConversationService,
} from './conversation.service.ts'
import { type ConversationChanges, createConversationChanges } from './conversation-changes.ts'
import { type ConversationContext, createConversationContext } from './conversation-context.ts'
import { createMessageChanges, type WaitResumer } from './message-changes.ts'
import { refuseBlocked } from './saying.ts'
import { createTranscripts, type Transcripts } from './transcript.ts'

/** Conversations, and everything members and shoppers do with them. */
export interface Conversations {
  service: ConversationService
  changes: ConversationChanges
  /** What the shopper's page tells. */
  told: ConversationContext
  transcripts: Transcripts
  /** Conversations of one contact, last active first. */
  ofContact(siteId: string, contactId: string, limit: number): Promise<Conversation[]>
  routes: Route[]
}

export interface ConversationsDeps {
  db: Database
  writer: Writer
  plan: OutboxPlanner
  resumeWait: WaitResumer
  limits: Limits
  sites: SiteService
  files: FileService
  memberName: ConversationDeps['memberName']
  ownAddresses: ConversationDeps['ownAddresses']
  contactRows: ConversationDeps['contactRows']
  threads: ConversationDeps['threads']
  sayTemplate: ConversationDeps['sayTemplate']
  onPhones: ConversationDeps['onPhones']
  onRead: ConversationDeps['onRead']
  memberships(accountId: string): Promise<Array<{ siteId: string }>>
}

/** Puts the parts of this concept together. */
export function createConversations(deps: ConversationsDeps): Conversations {
  const { files, limits } = deps
  const service = createConversationService({ ...deps, fileInfos: files.infos })
  const changes = createConversationChanges({ ...deps, knownTagIds, blockContact })
  const told = createConversationContext(deps)
  const transcripts = createTranscripts({ conversations: service, sites: deps.sites })
  return {
    service,
    changes,
    told,
    transcripts,
    ofContact: (siteId, contactId, limit) => service.list(siteId, { contactId, limit }),
    routes: [
      ...conversationRoutes({
        memberships: deps.memberships,
        conversations: service,
        changes,
        messageChanges: createMessageChanges(deps),
        transcripts,
        context: told,
        limits,
      }),
      ...fileRoutes({
        files,
        limits,
        checkMaySend: async (who, id) => refuseBlocked(await service.row(who.siteId, id), who),
      }),
    ],
  }
}
