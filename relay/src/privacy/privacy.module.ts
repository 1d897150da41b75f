import type { ContactService } from '../contacts/contact.service.ts'
import type { Conversations } from '../conversations/conversations.module.ts'
import { readThread } from '../conversations/transcript.ts'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import type { FileService } from '../files/file.service.ts'
import type { Route } from '../http/route.ts'
import type { Insights } from '../insights/insights.ts'
import type { Logger } from '../logger.ts'
import type { SearchIndex } from '../search/search-index.ts'
import type { SiteService } from '../sites/site.service.ts'
import type { ExportDeps } from './contact-export.ts'
import { customerRoutes } from './customer.routes.ts'
import { type CustomerPrivacy, createCustomerPrivacy } from './customer.service.ts'
import { createErasure, type Erasure } from './erasure.ts'
import { createPersonByEmail, type PersonDeps } from './person-by-email.ts'
import { privacyRoutes } from './privacy.routes.ts'
import { createRetention, type Retention } from './retention.ts'

/** What people may ask of what is kept of them, and how long it is kept. */
export interface Privacy {
  routes: Route[]
  erasure: Erasure
  retention: Retention
  customers: CustomerPrivacy
}

export interface PrivacyDeps {
  db: Database
  writer: Writer
  clock: () => number
  log: Logger
  sites: SiteService
  files: FileService
  searchIndex: SearchIndex
  forgetInsights: Insights['forget']
  /** Forgets what was counted on a site's pages before that moment, and what became of it. */
  trimInsights(siteId: string, before: number): Promise<void>
  contacts: ContactService
  conversations: Conversations
  closeVisitor(visitorId: string, why: 'unauthorized'): void
  closeMember(siteId: string, memberId: string): void
  isProven: PersonDeps['isProven']
}

/** Puts export, erasing and retention together. */
export function createPrivacy(deps: PrivacyDeps): Privacy {
  const erasure = createErasure(deps)
  const { service, told, transcripts, ofContact } = deps.conversations
  const exports: ExportDeps = {
    db: deps.db,
    contact: deps.contacts.get,
    conversationsOf: ofContact,
    thread: (siteId, id) => readThread(service, siteId, id, 'members'),
    pages: told.pages,
    transcript: async (siteId, id) => (await transcripts.write(siteId, id, 'members')).text,
  }
  const persons = {
    ...deps,
    erasure,
    transcript: async (siteId: string, id: string) =>
      (await transcripts.write(siteId, id, 'all')).text,
  }
  const customers = createCustomerPrivacy(persons)
  return {
    routes: [
      ...privacyRoutes({ exports, erasure, people: createPersonByEmail(persons) }),
      ...customerRoutes(customers),
    ],
    customers,
    erasure,
    retention: createRetention({
      ...deps,
      erasure,
      sites: deps.sites.all,
    }),
  }
}
