import {
  id,
  invitationRequest,
  type PageRef,
  type SiteSettings,
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
import { rests } from '@loods/protocol/schedule'
import { nanoid } from 'nanoid'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { SharedTrigger } from '../triggers/trigger.service.ts'
import { type Invitation, isPrompted } from './invitation.ts'
import type { Browser } from './visitor-key.ts'
import type { Visits } from './visits.ts'
import { wantsNoCounting } from './wants-no-counting.ts'
import type { WidgetSeen } from './widget-seen.ts'

export interface VisitRouteDeps {
  visits: Visits
  widgetSeen: WidgetSeen
  limits: Limits
  /** What a page is told of this minute. */
  now(siteId: string): Promise<ViewAnswer>
  /** The shop's triggers that are switched on. */
  triggers(siteId: string): Promise<SharedTrigger[]>
  settings(siteId: string): Promise<SiteSettings>
  /** Whether this shop's own software asks shoppers, and says with each page what they answered. */
  asksConsent(siteId: string): Promise<boolean>
  clock: () => number
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
        const { consent = !(await deps.asksConsent(siteId)) } = body
        if (!consent || wantsNoCounting(c.req)) return { ...(await now(siteId)), prompted: true }
        const { awake, resting } = await byRest(deps, siteId)
        const from = { address, agent: c.req.header('user-agent') ?? '' }
        const viewId = seeView(visits, siteId, { request: body, from, triggers: awake })
        const { trigger: note } = body
        if (note && !noteTrigger(visits, siteId, viewId, note, awake)) resting.add(note.id)
        const { manners, showTeam } = await deps.settings(siteId)
        const prompted = isPrompted(visits.prompts(siteId, viewId), manners.perVisit)
        const invitation = visits.takeInvitation(siteId, viewId)
        const visit = visits.about(siteId, viewId)
        const heldOut = visits.heldOut(siteId, viewId, awake)
        const variants = visits.variants(siteId, viewId, awake)
        return {
          ...(await now(siteId)),
          viewId,
          prompted,
          ...(heldOut.length > 0 && { heldOut }),
          ...(Object.keys(variants).length > 0 && { variants }),
          ...(invitation && { invitation: saidTo(invitation, showTeam) }),
          ...(resting.size > 0 && { resting: [...resting] }),
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
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/visits/:visitId/invitation',
      policy: 'agent',
      summary: 'Invite a visit that has no conversation to chat, once; its page shows your words',
      params: v.object({ siteId: id, visitId: id }),
      body: invitationRequest,
      async handle({ principal, params, body, address }) {
        await limits.message(principal, address)
        const { manners } = await deps.settings(principal.siteId)
        const inviting = { by: principal, text: body.text }
        visits.invite(principal.siteId, params.visitId, inviting, manners.perVisit)
        return undefined
      },
    }),
  ]
}

/** What a page is told of an invitation. */
function saidTo({ id, text, by }: Invitation, named: boolean): ViewAnswer['invitation'] {
  return { id, text, ...(named && { from: by.name }) }
}

interface Seen {
  request: v.InferOutput<typeof viewRequest>
  from: Browser
  triggers: SharedTrigger[]
}

/** Takes a page as looked at, for the first time or still. @returns the name of this page view */
function seeView(visits: Visits, siteId: string, { request, from, triggers }: Seen): string {
  const { viewId = nanoid(), device = deviceOf(from.agent), conversationId, order } = request
  if (!visits.beat(siteId, viewId, conversationId)) {
    const covering = triggers.filter((trigger) => covers(trigger, request.page))
    visits.view(siteId, from, { ...request, device, viewId }, covering)
  } else if (order) visits.noteOrder(siteId, viewId, order)
  return viewId
}

/** Whether a trigger can show something on a page, whatever else it waits for. */
function covers({ page, pageKind }: Trigger, { url, kind }: PageRef): boolean {
  return fitsPage(page, new URL(url).pathname) && (!pageKind || pageKind === kind)
}

/** A shop's triggers: those that may speak now, and the ids of those that rest by their schedule. */
interface ByRest {
  awake: SharedTrigger[]
  resting: Set<string>
}

async function byRest(deps: VisitRouteDeps, siteId: string): Promise<ByRest> {
  const triggers = await deps.triggers(siteId)
  if (!triggers.some(({ schedule }) => schedule)) return { awake: triggers, resting: new Set() }
  const { timeZone } = await deps.settings(siteId)
  const now = deps.clock()
  const { awake = [], resting = [] } = Object.groupBy(triggers, ({ schedule }) =>
    schedule && rests(schedule, now, timeZone) ? 'resting' : 'awake',
  )
  return { awake, resting: new Set(resting.map(({ id }) => id)) }
}

/**
 * Takes down what a page says of a trigger. What rests, is switched off or is another one by now has no
 * moment, though a page that was opened before, or drew an old config, may think so.
 * @returns whether the trigger, or the invitation it is, may speak
 */
function noteTrigger(
  visits: Visits,
  siteId: string,
  viewId: string,
  note: TriggerNote,
  awake: SharedTrigger[],
): boolean {
  if (visits.noteInvitation(siteId, viewId, note)) return true
  if (note.did === 'shown') visits.notePrompt(siteId, viewId)
  const trigger = awake.find(
    ({ id, version }) => id === note.id && version === (note.version ?? version),
  )
  visits.noteTrigger(siteId, viewId, note, trigger)
  return trigger !== undefined
}

/** What a browser's own name says it runs on; a page that knows better says so itself. */
function deviceOf(agent: string): 'phone' | 'tablet' | 'desk' {
  if (/Mobi/.test(agent)) return 'phone'
  return /iPad|Android|Tablet/.test(agent) ? 'tablet' : 'desk'
}
