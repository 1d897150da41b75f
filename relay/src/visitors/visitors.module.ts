import type { OutboxPlanner } from '../conversations/append.ts'
import type { Conversations } from '../conversations/conversations.module.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import type { Route } from '../http/route.ts'
import type { SeenView, VisitRecord } from '../insights/visit-record.ts'
import type { Limits } from '../limits/limits.ts'
import type { Rooms } from '../live/rooms.ts'
import type { SiteService } from '../sites/site.service.ts'
import { identityRoutes } from './identity.routes.ts'
import { createIdentityService } from './identity.service.ts'
import { type VisitRouteDeps, visitRoutes } from './visit.routes.ts'
import { createVisitFeed } from './visit-feed.ts'
import { type VisitorRouteDeps, visitorRoutes } from './visitor.routes.ts'
import type { VisitorService } from './visitor.service.ts'
import { createVisits, type Visits } from './visits.ts'
import type { WidgetSeen } from './widget-seen.ts'

/** Browsers on a shop's pages: those that only look, those that talk, and who they are. */
export interface Visitors {
  visits: Visits
  routes: Route[]
}

export interface VisitorsDeps {
  epoch: string
  writer: Writer
  clock: () => number
  plan: OutboxPlanner
  limits: Limits
  rooms: Rooms
  sites: SiteService
  visitors: VisitorService
  widgetSeen: WidgetSeen
  conversations: Conversations
  welcome: VisitorRouteDeps['welcome']
  promptText: VisitorRouteDeps['promptText']
  memberName: VisitorRouteDeps['memberName']
  triggers: VisitRouteDeps['triggers']
  asksConsent: VisitRouteDeps['asksConsent']
  onVisitEnd(visit: VisitRecord<SeenView>): void
  moveLeads(tx: WriteTx, siteId: string, from: string, to: string): Promise<void>
  moveReach(tx: WriteTx, siteId: string, from: string, to: string): Promise<void>
}

/** Puts the parts of this concept together. */
export function createVisitors(deps: VisitorsDeps): Visitors {
  const { rooms, limits, sites, conversations } = deps
  const feed = createVisitFeed({
    list: (siteId) => visits.list(siteId),
    anybodyOnline: (siteId) => rooms.presence.online(siteId).length > 0,
    toMembers: rooms.toMembers,
  })
  const visits = createVisits({ clock: deps.clock, onChange: feed.changed, onEnd: deps.onVisitEnd })
  const settings = async (siteId: string) => (await sites.byId(siteId)).settings
  const identity = createIdentityService({ ...deps, closeVisitor: rooms.closeVisitor })
  return {
    visits,
    routes: [
      ...identityRoutes({ identity, sites, limits }),
      ...visitRoutes({ ...deps, visits, now: deps.welcome, settings }),
      ...visitorRoutes({
        ...deps,
        visits,
        conversations: conversations.service,
        changes: conversations.changes,
        transcripts: conversations.transcripts,
        context: conversations.told,
      }),
    ],
  }
}
