import {
  DEFAULT_HOLD_OUT,
  type Device,
  type Evidence,
  type Language,
  type PageRules,
  type Proposal,
  type ProposedMoment,
  type TriggerDefinition,
  type TriggerRule,
} from '@loods/protocol'
import { goersOf, goneAfter } from '../insights/dwell.ts'
import { LOSSES, type PageReport } from '../insights/findings.ts'
import type { Dwell } from '../insights/reports.ts'
import { DWELL_ENDS } from '../insights/tally.ts'
import { chooseMoment } from './moment.ts'
import { promptTextsFor, proposalName } from './prompt-texts.ts'
import { type CountedPage, placeOf } from './where.ts'

/** What tells on a checkout page that somebody is stuck. */
const STUCK: TriggerRule = {
  any: [
    { type: 'coupon_failed', min: 2 },
    { type: 'field_errors', min: 2 },
    { type: 'hesitation', min: 2 },
    { type: 'idle_seconds', seconds: 45 },
  ],
}

/** What of a shop a proposal is made with. */
export interface Shop {
  language: Language
  rules: PageRules
  /** Seconds of a visit in which nothing is offered. */
  early: number
}

/** A page on which something was found: its numbers on every kind of device. */
export interface FoundPage extends CountedPage {
  pageId: number
  devices: PageReport[]
}

/**
 * Kinds of device on which a page is worse than its kind. A page gets one proposal however many there
 * are: it is one page to the merchant, and one trial of all its visits is decided sooner than two.
 */
export function evidenceOf({ devices }: FoundPage): Evidence[] {
  return devices
    .flatMap((page) => {
      const prone = LOSSES.filter((loss) => page[loss].finding.standing === 'prone')
      const [loss] = prone.sort((one, other) => lostBy(page, other) - lostBy(page, one))
      if (!loss) return []
      const { n, hits, interval, finding } = page[loss]
      const { baseline, lost } = finding
      return [{ device: page.device, loss, n, hits, interval, baseline, lost }]
    })
    .sort((one, other) => other.lost - one.lost)
}

function lostBy(page: PageReport, loss: (typeof LOSSES)[number]): number {
  return page[loss].finding.lost
}

/** @param dwell of the devices that the evidence is about, together */
export function draftProposal(
  page: FoundPage,
  evidence: Evidence[],
  { dwell, shop }: { dwell: readonly Dwell[]; shop: Shop },
): Omit<Proposal, 'id' | 'dismissed'> {
  const { pageId, key, kind } = page
  const here = page.devices.filter((on) => evidence.some(({ device }) => device === on.device))
  const moment = momentOf(page, here, { dwell, early: shop.early })
  const median = goneAfter(goersOf(dwell), 0.5)
  return {
    pageId,
    key,
    kind,
    evidence,
    moment,
    dwell: dwell.map(({ step, views, leavers }) => {
      const until = DWELL_ENDS[step]
      return { views, leavers, ...(until !== undefined && { until }) }
    }),
    ...(median !== undefined && { medianLeaver: median }),
    trigger: triggerFor(page, { moment, shop, only: onlyOn(page, here) }),
    enough: here.some((on) => LOSSES.some((loss) => isEnough(on, loss))),
  }
}

function isEnough(page: PageReport, loss: (typeof LOSSES)[number]): boolean {
  const { standing, enoughToArm } = page[loss].finding
  return standing === 'prone' && enoughToArm
}

function momentOf(
  { kind }: FoundPage,
  here: PageReport[],
  { dwell, early }: { dwell: readonly Dwell[]; early: number },
): ProposedMoment {
  if (kind === 'checkout') return { type: 'stuck' }
  const views = here.reduce((sum, page) => sum + page.views, 0)
  const entries = here.reduce((sum, page) => sum + page.entries, 0)
  return chooseMoment(dwell, { early, begins: views === 0 ? 1 : entries / views })
}

/** The devices to name in a trigger: none, where the page is worse on all it was seen with. */
function onlyOn({ devices }: FoundPage, here: PageReport[]): Device[] {
  return here.length === devices.length ? [] : here.map(({ device }) => device)
}

function triggerFor(
  page: FoundPage,
  { moment, shop, only }: { moment: ProposedMoment; shop: Shop; only: Device[] },
): TriggerDefinition {
  const { rules, ...where } = placeOf(page, shop.rules)
  const all = [waitFor(moment), ...rules, ...devicesRule(only)]
  return {
    name: proposalName(page, shop.language),
    ...where,
    when: all.length === 1 ? waitFor(moment) : ({ all } as TriggerRule),
    ...promptTextsFor(page.kind),
    holdOut: DEFAULT_HOLD_OUT,
  }
}

function waitFor(moment: ProposedMoment): TriggerRule {
  if (moment.type === 'stuck') return STUCK
  if (moment.type === 'leaving') return { type: 'exit_intent' }
  return { type: 'visible_seconds', seconds: moment.seconds }
}

function devicesRule(devices: Device[]): TriggerRule[] {
  const are = devices.map((is) => ({ type: 'device' as const, is }))
  const [only] = are
  if (!only) return []
  return [are.length === 1 ? only : { any: are }]
}
