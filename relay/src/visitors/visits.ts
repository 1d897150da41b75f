import type { LiveVisit, TriggerNote, ViewAnswer, viewEnd, viewRequest } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { InferOutput } from 'valibot'
import { notFound } from '../errors.ts'
import { addressBlock } from '../http/client-address.ts'
import type { SeenView, VisitRecord } from '../insights/visit-record.ts'
import { isHeldOut, type TrialOf, variantOf } from './hold-out.ts'
import {
  checkInvitable,
  createInvitation,
  giveUp,
  INVITATION_LIFE,
  type Invitation,
  type Inviting,
  mayCome,
  noteInvitation,
} from './invitation.ts'
import { createJournal, type Journal, type TrialPlace } from './journal.ts'
import { type Browser, createVisitorKeys } from './visitor-key.ts'

/**
 * Milliseconds without a beat after which a page is taken as no longer looked at. Beats come each 30 s,
 * and only while members are there to see who is on the pages.
 */
const VIEW_LIFE = 75_000
/** Milliseconds after its last page in which a visit goes on when the next page loads. */
const VISIT_LIFE = 30 * 60_000
/** Visits remembered for one shop, and pages open at once in one browser: bounds on memory. */
const MAX_VISITS = 5_000
const MAX_VIEWS = 20
/** Of those visits, as many from one address: a whole office, and nobody who makes shoppers up. */
const MAX_FROM_ADDRESS = 500
/** Members' browsers remembered for one shop. */
const MAX_MEMBERS = 1_000
/** Characters of what a campaign's link said that are remembered. */
const MAX_UTM = 500
/** Visits in one list; nobody reads more. */
const LIST_LIMIT = 200

export type View = InferOutput<typeof viewRequest> & { viewId: string }
export type ViewEnd = InferOutput<typeof viewEnd>

interface OpenView {
  view: View
  since: number
  seenAt: number
  /** It is looked at, as far as is known; what is not may still tell what happened on it. */
  live: boolean
}

interface Visit {
  id: string
  key: string
  /** Names its address for a day, as `key` does its browser. */
  from: string
  since: number
  lastAt: number
  pages: number
  /** Paths of its last two pages, the last one first. */
  last: (string | undefined)[]
  /** Times in a row that it went back to the page before the last one. */
  returns: number
  utm: string | undefined
  referrer: string | undefined
  conversationId: string | undefined
  prompts: number
  invitation?: Invitation
  /** Page an invited visit was last seen on, so that its member hears how it ended. */
  leftFrom?: OpenView | undefined
  /** Ways of saying it this visit was given, by trigger: shares may change before it is over. */
  variants: Map<string, ReturnType<typeof variantOf>>
  views: Map<string, OpenView>
  journal: Journal
}

/** Who is on a shop's pages now. In memory only: nothing of it outlives the relay or the day. */
export interface Visits {
  /** @param covering triggers that can show something on this page */
  view(siteId: string, from: Browser, view: View, covering?: readonly TrialOf[]): void
  /** A member of the shop uses this browser: what it looks at is no shopper's visit. */
  noteMember(siteId: string, from: Browser): void
  /**
   * The page is still looked at, maybe by somebody who chats now. False when this view is not known.
   */
  beat(siteId: string, viewId: string, conversationId?: string): boolean
  /** A page is hidden or being left. What another shop's page says is ignored. */
  leave(siteId: string, end: ViewEnd): void
  /**
   * A member invites a visit to chat.
   * @throws RelayError not_found (it has no page open), already_exists (it was spoken to already)
   */
  invite(siteId: string, visitId: string, inviting: Inviting, perVisit: number): void
  /** The invitation this page is to show; told to one page at a time. */
  takeInvitation(siteId: string, viewId: string): Invitation | undefined
  /** What a page says of its visit's invitation. @returns whether this was about one */
  noteInvitation(siteId: string, viewId: string, note: TriggerNote): boolean
  /** An invitation of a visit that goes on. */
  invitation(siteId: string, id: string): Invitation | undefined
  /** Its visitor took it up, and this is where they talk. */
  acceptInvitation(siteId: string, id: string, conversationId: string): void
  /** A prompt was shown on this page. */
  notePrompt(siteId: string, viewId: string): void
  /** An order was placed on this page. */
  noteOrder(siteId: string, viewId: string, order: string): void
  /** Where the visit that named an order talks with the shop, if it does. */
  conversationOfOrder(siteId: string, order: string): string | undefined
  /** Something happened in the visit this page belongs to, where no page tells of itself. */
  noteHappened(siteId: string, viewId: string, name: string): void
  /** Where the visit this page belongs to talks with the shop, if it does. */
  conversation(siteId: string, viewId: string): string | undefined
  /** Something happened to a trigger on this page. @param trial absent: it may not speak any more */
  noteTrigger(siteId: string, viewId: string, note: TriggerNote, trial?: TrialOf): void
  /** Which of these show nothing in the visit this page belongs to. */
  heldOut(siteId: string, viewId: string, trials: readonly TrialOf[]): string[]
  /** Which way of saying it this visit gets, by trigger, where it is not the first. */
  variants(siteId: string, viewId: string, trials: readonly TrialOf[]): Record<string, number>
  /** What is told to a page of the visit it belongs to. */
  about(siteId: string, viewId: string): ViewAnswer['visit']
  /** Prompts that were shown in the visit this page belongs to. */
  prompts(siteId: string, viewId: string): number
  /** Visits with a page open, the newest page first. */
  list(siteId: string): LiveVisit[]
  /** Takes pages without a beat from the list, and ends visits that are over. */
  sweep(): void
  /** Ends every visit: the relay stops. */
  endAll(): void
}

export interface VisitsDeps {
  clock: () => number
  /** Called when a site's list may read otherwise. */
  onChange(siteId: string): void
  /** Called with each visit that is over. */
  onEnd(visit: VisitRecord<SeenView>): void
}

interface Place {
  /** Keys of browsers that members answer from. */
  members: Set<string>
  visits: Map<string, Visit>
  byView: Map<string, Visit>
  /** Visits by address. */
  byAddress: Map<string, number>
}

export function createVisits({ clock, onChange, onEnd }: VisitsDeps): Visits {
  const keysOf = createVisitorKeys(clock)
  const sites = new Map<string, Place>()

  function placeOf(siteId: string): Place {
    const known = sites.get(siteId)
    if (known) return known
    const place: Place = {
      members: new Set(),
      visits: new Map(),
      byView: new Map(),
      byAddress: new Map(),
    }
    sites.set(siteId, place)
    return place
  }

  function drop(place: Place, visit: Visit, viewId: string): void {
    if (visit.invitation) visit.leftFrom = visit.views.get(viewId)
    visit.views.delete(viewId)
    place.byView.delete(viewId)
  }

  function end(siteId: string, place: Place, visit: Visit): void {
    for (const viewId of visit.views.keys()) drop(place, visit, viewId)
    place.visits.delete(visit.key)
    addTo(place.byAddress, visit.from, -1)
    const record = visit.journal.record(siteId, visit.lastAt, Boolean(visit.conversationId))
    if (record && !place.members.has(visit.key)) onEnd(record)
  }

  /** The visit this browser is on, or a new one; none when the shop has more than we keep. */
  function visitOf(siteId: string, place: Place, browser: Browser): Visit | undefined {
    const [key, oldKey] = keysOf(siteId, browser)
    const known = place.visits.get(key) ?? place.visits.get(oldKey)
    if (known && clock() - known.lastAt < VISIT_LIFE) return known
    if (known) end(siteId, place, known)
    const [from] = keysOf(siteId, { address: addressBlock(browser.address), agent: '' })
    const many = (place.byAddress.get(from) ?? 0) >= MAX_FROM_ADDRESS
    if (many || place.visits.size >= MAX_VISITS) return undefined
    const now = clock()
    const visit: Visit = {
      id: nanoid(),
      key,
      from,
      since: now,
      lastAt: now,
      pages: 0,
      last: [],
      returns: 0,
      utm: undefined,
      referrer: undefined,
      conversationId: undefined,
      prompts: 0,
      variants: new Map(),
      views: new Map(),
      journal: createJournal(now),
    }
    place.visits.set(key, visit)
    addTo(place.byAddress, from, 1)
    return visit
  }

  function invitedBy(siteId: string, id: string): Visit | undefined {
    const visits = [...(sites.get(siteId)?.visits.values() ?? [])]
    return visits.find(({ invitation }) => invitation?.id === id)
  }

  /** Follows what becomes of an invitation once its visit has no page. @returns whether the list changes */
  function followInvited(visit: Visit, now: number): boolean {
    const { invitation, lastAt } = visit
    if (!invitation) return false
    const pageless = pageOf(visit) ? 0 : now - lastAt
    const givenUp = giveUp(invitation, pageless, now)
    const forgotten = visit.leftFrom !== undefined && pageless >= INVITATION_LIFE
    if (forgotten) visit.leftFrom = undefined
    return givenUp || forgotten
  }

  return {
    view(siteId, from, view, covering = []) {
      const place = placeOf(siteId)
      const visit = visitOf(siteId, place, from)
      if (!visit || (place.byView.has(view.viewId) && !visit.views.has(view.viewId))) return
      if (!visit.views.has(view.viewId)) turnTo(visit, new URL(view.page.url))
      const oldest = visit.views.keys().next().value
      if (visit.views.size >= MAX_VIEWS && oldest) drop(place, visit, oldest)
      const now = clock()
      visit.lastAt = now
      visit.referrer ??= view.referrer
      visit.conversationId = view.conversationId ?? visit.conversationId
      visit.views.set(view.viewId, { view, since: now, seenAt: now, live: true })
      visit.journal.opened(
        view,
        now,
        // A prompt also changes what is done on the pages after it.
        visit.prompts === 0 && covering.every((trial) => isHeldOut(visit.id, trial)),
      )
      place.byView.set(view.viewId, visit)
      onChange(siteId)
    },
    noteMember(siteId, from) {
      const { members } = placeOf(siteId)
      if (members.size >= MAX_MEMBERS) members.clear()
      members.add(keysOf(siteId, from)[0])
    },
    beat(siteId, viewId, conversationId) {
      const visit = sites.get(siteId)?.byView.get(viewId)
      const open = visit?.views.get(viewId)
      if (!visit || !open) return false
      open.seenAt = clock()
      visit.lastAt = open.seenAt
      visit.journal.seen(viewId, open.seenAt)
      const news = !open.live || (conversationId && conversationId !== visit.conversationId)
      open.live = true
      visit.conversationId = conversationId ?? visit.conversationId
      if (news) onChange(siteId)
      return true
    },
    leave(siteId, end) {
      const place = sites.get(siteId)
      const visit = place?.byView.get(end.viewId)
      if (!place || !visit) return
      visit.lastAt = clock()
      visit.journal.left(end)
      if (end.hidden) return
      drop(place, visit, end.viewId)
      onChange(siteId)
    },
    invite(siteId, visitId, inviting, perVisit) {
      const visits = [...(sites.get(siteId)?.visits.values() ?? [])]
      const visit = visits.find(({ id }) => id === visitId)
      if (!visit || !pageOf(visit)) throw notFound('This visitor')
      checkInvitable(visit, perVisit)
      visit.invitation = createInvitation(inviting, clock())
      onChange(siteId)
    },
    takeInvitation(siteId, viewId) {
      const visit = sites.get(siteId)?.byView.get(viewId)
      const { invitation, conversationId, views } = visit ?? {}
      if (!invitation || conversationId || !mayCome(invitation, clock())) return undefined
      if (views?.has(invitation.toldTo ?? '')) return undefined
      invitation.toldTo = viewId
      return invitation
    },
    noteInvitation(siteId, viewId, note) {
      const visit = sites.get(siteId)?.byView.get(viewId)
      if (!visit?.invitation || visit.invitation.id !== note.id) return false
      if (noteInvitation(visit.invitation, note, clock())) {
        visit.prompts += 1
        visit.journal.invited(viewId)
      }
      onChange(siteId)
      return true
    },
    invitation: (siteId, id) => invitedBy(siteId, id)?.invitation,
    acceptInvitation(siteId, id, conversationId) {
      const visit = invitedBy(siteId, id)
      if (!visit) return
      visit.conversationId = conversationId
      onChange(siteId)
    },
    notePrompt(siteId, viewId) {
      const visit = sites.get(siteId)?.byView.get(viewId)
      if (visit) visit.prompts += 1
    },
    noteOrder(siteId, viewId, order) {
      sites.get(siteId)?.byView.get(viewId)?.journal.ordered(viewId, order)
    },
    conversationOfOrder(siteId, order) {
      const visits = [...(sites.get(siteId)?.visits.values() ?? [])]
      return visits.find(({ journal }) => journal.names(order))?.conversationId
    },
    noteHappened(siteId, viewId, name) {
      sites.get(siteId)?.byView.get(viewId)?.journal.happened(name)
    },
    conversation: (siteId, viewId) => sites.get(siteId)?.byView.get(viewId)?.conversationId,
    noteTrigger(siteId, viewId, note, trial) {
      const visit = sites.get(siteId)?.byView.get(viewId)
      if (!visit) return
      if (trial) visit.journal.eligible(placeIn(visit, trial), note, clock())
      visit.journal.noted(note)
    },
    heldOut(siteId, viewId, trials) {
      const visit = sites.get(siteId)?.byView.get(viewId)
      if (!visit) return []
      return trials.filter((trial) => isHeldOut(visit.id, trial)).map(({ id }) => id)
    },
    variants(siteId, viewId, trials) {
      const visit = sites.get(siteId)?.byView.get(viewId)
      if (!visit) return {}
      const given = trials.map((trial) => [trial.id, variantIn(visit, trial).variant] as const)
      return Object.fromEntries(given.filter(([, variant]) => variant > 0))
    },
    about(siteId, viewId) {
      const visit = sites.get(siteId)?.byView.get(viewId)
      if (!visit) return undefined
      const { pages, returns, referrer, utm } = visit
      const happened = visit.journal.happenedWithout(viewId)
      return {
        pages,
        ...visit.journal.without(viewId),
        returns,
        ...(happened.length > 0 && { happened }),
        ...(referrer && { referrer }),
        ...(utm && { utm }),
      }
    },
    prompts: (siteId, viewId) => sites.get(siteId)?.byView.get(viewId)?.prompts ?? 0,
    list(siteId) {
      const visits = [...(sites.get(siteId)?.visits.values() ?? [])]
      return visits
        .flatMap(toLiveVisit)
        .sort((a, b) => b.pageSince - a.pageSince)
        .slice(0, LIST_LIMIT)
    },
    sweep() {
      const now = clock()
      for (const [siteId, place] of sites) {
        let lapsed = false
        for (const visit of place.visits.values()) {
          for (const open of visit.views.values()) {
            if (!open.live || now - open.seenAt < VIEW_LIFE) continue
            open.live = false
            lapsed = true
            if (visit.invitation) visit.leftFrom = open
          }
          if (followInvited(visit, now)) lapsed = true
          if (now - visit.lastAt >= VISIT_LIFE) end(siteId, place, visit)
        }
        if (lapsed) onChange(siteId)
        if (place.visits.size === 0 && place.members.size === 0) sites.delete(siteId)
      }
    },
    endAll() {
      for (const [siteId, place] of sites) {
        for (const visit of place.visits.values()) end(siteId, place, visit)
      }
    },
  }
}

/** Where a visit is in a trial: the same each time it is asked. */
function placeIn(visit: Visit, trial: TrialOf): TrialPlace {
  const { id: triggerId, version } = trial
  const arm = isHeldOut(visit.id, trial) ? 'heldOut' : 'offered'
  return { triggerId, version, arm, ...variantIn(visit, trial) }
}

function variantIn({ id, variants }: Visit, trial: TrialOf) {
  if (!trial.shares) return variantOf(id, trial)
  const name = `${trial.id} ${trial.version}`
  const given = variants.get(name) ?? variantOf(id, trial)
  variants.set(name, given)
  return given
}

function addTo(counts: Map<string, number>, key: string, more: number): void {
  const count = (counts.get(key) ?? 0) + more
  if (count > 0) counts.set(key, count)
  else counts.delete(key)
}

function turnTo(visit: Visit, { pathname, searchParams }: URL): void {
  const [last, before] = visit.last
  if (visit.pages === 0) visit.utm = utmOf(searchParams)
  visit.pages += 1
  if (pathname === last) return
  visit.returns = pathname === before ? visit.returns + 1 : 0
  visit.last = [pathname, last]
}

function utmOf(query: URLSearchParams): string | undefined {
  const utm = [...query].filter(([name]) => name.startsWith('utm_'))
  return new URLSearchParams(utm).toString().slice(0, MAX_UTM) || undefined
}

/** The page it opened last, of those that are looked at. */
function pageOf({ views }: Visit): OpenView | undefined {
  return [...views.values()].findLast(({ live }) => live)
}

/** A visit by the page it opened last; none when no page of it is looked at, unless it was invited just now. */
function toLiveVisit(visit: Visit): LiveVisit[] {
  const open = pageOf(visit) ?? visit.leftFrom
  if (!open) return []
  const { view, since } = open
  const { state, at, why } = visit.invitation ?? {}
  return [
    {
      id: visit.id,
      page: view.page,
      pageSince: since,
      since: visit.since,
      pages: visit.pages,
      ...(view.device && { device: view.device }),
      ...(view.language && { language: view.language }),
      ...(visit.referrer && { referrer: visit.referrer }),
      ...(visit.conversationId && { conversationId: visit.conversationId }),
      ...(visit.prompts > 0 && { prompts: visit.prompts }),
      ...(state && at && { invitation: { state, at, ...(why && { why }) } }),
    },
  ]
}
