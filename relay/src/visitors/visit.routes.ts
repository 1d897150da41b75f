import {
  id,
  type Manners,
  type PageRef,
  type Trigger,
  type TriggerNote,
  type ViewAnswer,
  viewAnswer,
  viewEnd,
  viewRequest,
  visitsAnswer,
  widgetSeenAnswer,
} from '@loods/protocol'
import { fitsPage } from '@loods/protocol/page-pattern'
import type { HonoRequest } from 'hono'
import { isbot } from 'isbot'
import { nanoid } from 'nanoid'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { Browser } from './visitor-key.ts'
import type { Visits } from './visits.ts'
import type { WidgetSeen } from './widget-seen.ts'

export interface VisitRouteDeps {
  visits: Visits
  widgetSeen: WidgetSeen
  limits: Limits
  /** What a page is told of this minute. */
  now(siteId: string): Promise<ViewAnswer>
  /** The shop's triggers that are switched on. */
  triggers(siteId: string): Promise<Trigger[]>
  manners(siteId: string): Promise<Manners>
}

/** What every page calls, chat or not. Bodies are JSON as text/plain too, so that no preflight is needed. */
export function visitRoutes(deps: VisitRouteDeps): Route[] {
  const { visits, widgetSeen, limits, now } = deps
  return [
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/views',
      policy: 'site',
      summary:
        'A page was opened or is still looked at: says whether somebody answers now, and how soon',
      body: viewRequest,
      response: viewAnswer,
      async handle({ principal, body, address, c }) {
        await limits.publicCall(address)
        const { siteId } = principal
        widgetSeen.note(siteId, body.page.url)
        if (wantsNoCounting(c.req)) return { ...(await now(siteId)), prompted: true }
        const triggers = await deps.triggers(siteId)
        const from = { address, agent: c.req.header('user-agent') ?? '' }
        const viewId = seeView(visits, siteId, { request: body, from, triggers })
        noteTrigger(visits, siteId, { viewId, triggers, note: body.trigger })
        if (body.trigger?.did === 'shown') visits.notePrompt(siteId, viewId)
        const prompts = visits.prompts(siteId, viewId)
        const prompted = prompts > 0 && prompts >= (await deps.manners(siteId)).perVisit
        const visit = visits.about(siteId, viewId)
        const heldOut = visits.heldOut(siteId, viewId, triggers)
        return {
          ...(await now(siteId)),
          viewId,
          prompted,
          ...(heldOut.length > 0 && { heldOut }),
          ...(visit && { visit }),
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/views/leave',
      policy: 'site',
      summary: 'The page is hidden or being left (fetch with keepalive): what happened on it',
      body: viewEnd,
      async handle({ principal, body, address }) {
        await limits.publicCall(address)
        visits.leave(principal.siteId, body)
        return undefined
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/widget-seen',
      policy: 'agent',
      summary: 'Where the shop’s widget ran last, and where it was last turned away',
      params: v.object({ siteId: id }),
      response: widgetSeenAnswer,
      handle: ({ principal }) => widgetSeen.read(principal.siteId),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/visits',
      policy: 'agent',
      summary: 'Who is on the shop’s pages now, the newest page first',
      params: v.object({ siteId: id }),
      response: visitsAnswer,
      handle: async ({ principal }) => ({ visits: visits.list(principal.siteId) }),
    }),
  ]
}

/**
 * Machines, and browsers that ask not to be followed (https://www.w3.org/TR/gpc/): they are joined to no
 * visit. So nobody knows what they were offered already, and no prompt comes to them.
 */
function wantsNoCounting(request: HonoRequest): boolean {
  const asks = ['sec-gpc', 'dnt'].some((name) => request.header(name) === '1')
  return asks || isbot(request.header('user-agent'))
}

interface Seen {
  request: v.InferOutput<typeof viewRequest>
  from: Browser
  triggers: Trigger[]
}

/** Takes a page as looked at, for the first time or still. @returns the name of this page view */
function seeView(visits: Visits, siteId: string, { request, from, triggers }: Seen): string {
  const { viewId = nanoid(), device = deviceOf(from.agent), conversationId } = request
  if (!visits.beat(siteId, viewId, conversationId)) {
    const covering = triggers.filter((trigger) => covers(trigger, request.page))
    visits.view(siteId, from, { ...request, device, viewId }, covering)
  }
  return viewId
}

/** Whether a trigger can show something on a page, whatever else it waits for. */
function covers({ page, pageKind }: Trigger, { url, kind }: PageRef): boolean {
  return fitsPage(page, new URL(url).pathname) && (!pageKind || pageKind === kind)
}

/** A note about a trigger the shop does not have, or has no longer, is passed over. */
function noteTrigger(
  visits: Visits,
  siteId: string,
  {
    viewId,
    triggers,
    note,
  }: { viewId: string; triggers: Trigger[]; note?: TriggerNote | undefined },
): void {
  const trigger = note && triggers.find(({ id }) => id === note.id)
  if (trigger) visits.noteTrigger(siteId, viewId, trigger, note)
}

/** What a browser's own name says it runs on; a page that knows better says so itself. */
function deviceOf(agent: string): 'phone' | 'tablet' | 'desk' {
  if (/Mobi/.test(agent)) return 'phone'
  return /iPad|Android|Tablet/.test(agent) ? 'tablet' : 'desk'
}
