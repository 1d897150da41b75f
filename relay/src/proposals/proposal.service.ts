import { createHash } from 'node:crypto'
import type {
  NewTrigger,
  Proposal,
  ProposalsReport,
  Trigger,
  TriggersReport,
} from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import { LOSSES, type PageReport } from '../insights/findings.ts'
import type { Insights } from '../insights/insights.ts'
import type { Days, Dwell } from '../insights/reports.ts'
import { dayOf } from '../insights/tally.ts'
import type { Logger } from '../logger.ts'
import { OTHER_PAGES } from '../page-views/page-key-budget.ts'
import type { Site } from '../sites/site.service.ts'
import { mayStartOne, nextToStart } from './automatic.ts'
import { draftProposal, evidenceOf, type FoundPage, type Shop } from './draft.ts'
import {
  type Decision,
  deleteDecisions,
  findDecisions,
  saveDecision,
} from './proposal.repository.ts'
import { type CountedPage, isCovered } from './where.ts'

/** Days whose visits a proposal is made of, and proposals in one list: nobody reads more. */
const DAYS = 28
const MOST = 20

/** Where a shop could offer help next, and what became of it. */
export interface ProposalService {
  report(siteId: string): Promise<ProposalsReport>
  /** Makes it a trigger that is on; asked again, gives the same one. @throws RelayError not_found */
  accept(siteId: string, id: string): Promise<Trigger>
  /** Not on this page. @throws RelayError not_found */
  dismiss(siteId: string, id: string): Promise<void>
  /** Takes back what was decided: its trigger goes, and it is proposed again. @throws RelayError not_found */
  undo(siteId: string, id: string): Promise<void>
  /** Starts what shops let start by itself, one a day at most (site setting `automaticTriggers`). */
  startByThemselves(): Promise<void>
  /** Forgets decisions from before that moment about pages that are counted no longer. */
  trim(siteId: string, before: number): Promise<void>
}

export interface ProposalDeps {
  db: Database
  writer: Writer
  clock: () => number
  log: Logger
  insights: Pick<Insights, 'ask'>
  sites: { byId(siteId: string): Promise<Site>; all(): Promise<Site[]> }
  triggers: {
    list(siteId: string): Promise<Trigger[]>
    addIn(tx: WriteTx, siteId: string, trigger: NewTrigger): Promise<Trigger>
    removeIn(tx: WriteTx, siteId: string, id: string): Promise<boolean>
  }
  /** What the shop's triggers are worth so far. */
  verdicts(siteId: string): Promise<TriggersReport>
}

/** What is known of a shop when its proposals are made. */
interface Known {
  site: Site
  pages: PageReport[]
  triggers: Trigger[]
  decisions: Decision[]
}

export function createProposalService(deps: ProposalDeps): ProposalService {
  const { db, writer, clock, log, insights } = deps

  async function look(siteId: string): Promise<Known> {
    const site = await deps.sites.byId(siteId)
    // In this order: a trigger that is decided on and not there was removed.
    const decisions = await findDecisions(db.read, siteId)
    const triggers = await deps.triggers.list(siteId)
    const pages = site.settings.measuring
      ? await insights.ask('pages', lately(siteId, clock()))
      : []
    return { site, pages, triggers, decisions }
  }

  async function proposalsOf({ site, ...known }: Known): Promise<Proposal[]> {
    const shop = shopOf(site)
    const triggerIds = new Set(known.triggers.map(({ id }) => id))
    const decisions = new Map(known.decisions.map((decision) => [decision.id, decision]))
    const started = (id: string) => isStarted(decisions.get(id), triggerIds)
    const found = pagesOf(known.pages)
      .map((page) => ({ page, id: proposalId(page), evidence: evidenceOf(page) }))
      .filter(({ evidence }) => evidence.length > 0)
      .filter(({ page, id }) => !started(id) && !isCovered(page, known.triggers, shop.rules))
      .sort((one, other) => lostBy(other.evidence) - lostBy(one.evidence))
      .slice(0, MOST)
    return Promise.all(
      found.map(async ({ page, id, evidence }) => {
        const dwell = await dwellOf(site.id, page.pageId, evidence)
        const dismissed = decisions.get(id)?.decision === 'dismissed'
        return { id, ...draftProposal(page, evidence, { dwell, shop }), dismissed }
      }),
    )
  }

  async function dwellOf(
    siteId: string,
    pageId: number,
    evidence: Proposal['evidence'],
  ): Promise<Dwell[]> {
    const each = await Promise.all(
      evidence.map(({ device }) =>
        insights.ask('dwell', lately(siteId, clock()), { pageId, device }),
      ),
    )
    return addUp(each.flat())
  }

  /** The trigger a page's proposal became, if it is still there. */
  async function startedTrigger(siteId: string, id: string): Promise<Trigger | undefined> {
    const decisions = await findDecisions(db.read, siteId)
    const triggers = await deps.triggers.list(siteId)
    const decision = decisions.find((one) => one.id === id && one.decision === 'started')
    return decision && triggers.find((trigger) => trigger.id === decision.trigger_id)
  }

  /**
   * Trigger and where it came from are written together.
   * @param may asked in the same transaction: two members, or two relays, may start it at once
   */
  function start(
    siteId: string,
    proposal: Proposal,
    { automatic, may }: { automatic: boolean; may(decisions: Decision[]): boolean },
  ): Promise<Trigger | undefined> {
    return writer.run(async (tx) => {
      if (!may(await findDecisions(tx.db, siteId))) return undefined
      const trigger = await deps.triggers.addIn(tx, siteId, { ...proposal.trigger, enabled: true })
      await saveDecision(tx.db, {
        ...{ site_id: siteId, ...nameOf(proposal) },
        ...{ decision: 'started', trigger_id: trigger.id, automatic: automatic ? 1 : 0 },
        at: tx.now,
      })
      return trigger
    })
  }

  async function startNext(siteId: string): Promise<void> {
    const known = await look(siteId)
    const now = clock()
    const allowed = { now, unproven: await countUnproven(known) }
    if (!mayStartOne(known.decisions, allowed)) return
    // Where a member switched a trigger off, none starts again.
    const triggers = known.triggers.map((trigger) => ({ ...trigger, enabled: true }))
    const next = nextToStart(await proposalsOf({ ...known, triggers }), known.decisions)
    if (!next) return
    const started = await start(siteId, next, {
      automatic: true,
      may: (decisions) =>
        mayStartOne(decisions, allowed) && !decisions.some(({ id }) => id === next.id),
    })
    if (started)
      log.info({ siteId, page: next.key, triggerId: started.id }, 'a trigger started by itself')
  }

  async function countUnproven({ site, triggers, decisions }: Known): Promise<number> {
    const own = new Set(
      decisions.filter(({ automatic }) => automatic === 1).map(({ trigger_id }) => trigger_id),
    )
    const running = triggers.filter(({ id, enabled }) => enabled && own.has(id))
    if (running.length === 0) return 0
    const { triggers: reports } = await deps.verdicts(site.id)
    const proven = new Set(
      reports
        .filter(({ verdict }) => verdict?.verdict === 'better')
        .map(({ triggerId }) => triggerId),
    )
    return running.filter(({ id }) => !proven.has(id)).length
  }

  return {
    async report(siteId) {
      const known = await look(siteId)
      const { settings } = known.site
      const daysMore = soonestKnown(known.pages)
      return {
        measuring: settings.measuring,
        automatic: settings.automaticTriggers,
        proposals: await proposalsOf(known),
        started: startedOf(known),
        ...(daysMore !== undefined && { daysMore }),
      }
    },
    async accept(siteId, id) {
      const known = await look(siteId)
      const proposal = (await proposalsOf(known)).find((one) => one.id === id)
      const before = triggerOf(known.decisions, id)
      const started =
        proposal &&
        (await start(siteId, proposal, {
          automatic: false,
          may: (decisions) => triggerOf(decisions, id) === before,
        }))
      // Somebody else, or the same call again, was quicker.
      const trigger = started ?? (await startedTrigger(siteId, id))
      if (!trigger) throw notFound('This proposal')
      return trigger
    },
    async dismiss(siteId, id) {
      const proposals = await proposalsOf(await look(siteId))
      const proposal = proposals.find((one) => one.id === id)
      if (!proposal) throw notFound('This proposal')
      await writer.run((tx) =>
        saveDecision(tx.db, {
          ...{ site_id: siteId, ...nameOf(proposal) },
          ...{ decision: 'dismissed', trigger_id: null, automatic: 0, at: tx.now },
        }),
      )
    },
    undo: (siteId, id) =>
      writer.run(async (tx) => {
        const decision = (await findDecisions(tx.db, siteId)).find((one) => one.id === id)
        if (!decision) throw notFound('This proposal')
        if (decision.trigger_id) await deps.triggers.removeIn(tx, siteId, decision.trigger_id)
        await saveDecision(tx.db, { ...decision, decision: 'open', trigger_id: null })
      }),
    async startByThemselves() {
      for (const { id, settings } of await deps.sites.all()) {
        if (!settings.automaticTriggers || !settings.measuring) continue
        await startNext(id).catch((error: unknown) =>
          log.warn({ error, siteId: id }, 'no trigger could start by itself'),
        )
      }
    },
    async trim(siteId, before) {
      const old = (await findDecisions(db.read, siteId)).filter(({ at }) => at < before)
      if (old.length === 0) return
      const counted = new Set((await insights.ask('pageNames', siteId)).map(proposalId))
      const gone = old.filter(({ id }) => !counted.has(id)).map(({ id }) => id)
      await writer.run((tx) => deleteDecisions(tx.db, siteId, gone))
    },
  }
}

/** The same for a page from day to day, and whatever became of its counts. */
export function proposalId({ key, kind }: CountedPage): string {
  return createHash('sha256').update(`${kind} ${key}`).digest('base64url').slice(0, 21)
}

function nameOf({ id, key, kind }: Proposal) {
  return { id, key, kind }
}

function lately(siteId: string, now: number): Days {
  const to = dayOf(now)
  return { siteId, from: to - DAYS + 1, to }
}

function shopOf({ settings }: Site): Shop {
  const { language, pageRules, manners } = settings
  return { language, rules: pageRules, early: manners.early }
}

/** The trigger a proposal became last, whether or not it is still there. */
function triggerOf(decisions: readonly Decision[], id: string): string | null {
  return decisions.find((one) => one.id === id)?.trigger_id ?? null
}

/** Pages with their numbers on every kind of device; those that have no address of their own are left out. */
function pagesOf(reports: readonly PageReport[]): FoundPage[] {
  const own = reports.filter(({ key, kind }) => key !== OTHER_PAGES && kind !== 'thank-you')
  return [...Map.groupBy(own, ({ pageId }) => pageId).values()].flatMap((devices) => {
    const [first] = devices
    return first ? [{ pageId: first.pageId, key: first.key, kind: first.kind, devices }] : []
  })
}

function isStarted(decision: Decision | undefined, triggerIds: ReadonlySet<string>): boolean {
  return decision?.decision === 'started' && triggerIds.has(decision.trigger_id ?? '')
}

function startedOf({ decisions, triggers }: Known): ProposalsReport['started'] {
  return decisions.flatMap(({ id, key, kind, decision, trigger_id, automatic, at }) => {
    const trigger = triggers.find((one) => one.id === trigger_id)
    if (decision !== 'started' || !trigger) return []
    const page = { id, key, kind: kind as Proposal['kind'] }
    return {
      ...page,
      triggerId: trigger.id,
      enabled: trigger.enabled,
      at,
      automatic: automatic === 1,
    }
  })
}

/** Visits lost on a page beyond what is usual, on the device where it is worst. */
function lostBy([worst]: Proposal['evidence']): number {
  return worst?.lost ?? 0
}

/** Days until the first page of which too little is known is known. */
function soonestKnown(pages: readonly PageReport[]): number | undefined {
  const days = pages.flatMap((page) => LOSSES.flatMap((loss) => page[loss].finding.daysMore ?? []))
  return days.length > 0 ? Math.min(...days) : undefined
}

function addUp(dwell: readonly Dwell[]): Dwell[] {
  const steps = Map.groupBy(dwell, ({ step }) => step)
  return [...steps]
    .map(([step, same]) => ({
      step,
      views: same.reduce((sum, { views }) => sum + views, 0),
      leavers: same.reduce((sum, { leavers }) => sum + leavers, 0),
    }))
    .sort((one, other) => one.step - other.step)
}
