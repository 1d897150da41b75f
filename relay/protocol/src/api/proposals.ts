import * as v from 'valibot'
import { device, pageKind } from '../entities.ts'
import { id } from '../ids.ts'
import { triggerDefinition } from '../settings.ts'
import { dwellClass, lossRate } from './insights.ts'

/** One way a page loses visits on one kind of device, beside what is usual for pages of its kind there. */
const evidence = v.object({
  device,
  loss: v.picklist(['bounce', 'exit', 'dropOff']),
  ...v.pick(lossRate, ['n', 'hits', 'interval', 'baseline', 'lost']).entries,
})
export type Evidence = v.InferOutput<typeof evidence>

/** Share of those who leave that are still there when the prompt comes. */
const reach = v.number()

/** When help would be offered on a page, by what is known of those who leave it. */
const proposedMoment = v.variant('type', [
  /** After so many seconds of looking, before half of those who leave are gone. */
  v.object({ type: v.literal('visible'), seconds: v.number(), reach }),
  /** Most are gone before anything may be offered: when somebody who stayed longer turns to leave. */
  v.object({ type: v.literal('leaving'), reach }),
  /** Checkout pages: only when somebody is stuck. */
  v.object({ type: v.literal('stuck') }),
])
export type ProposedMoment = v.InferOutput<typeof proposedMoment>

/** A page that loses more visits than its kind, and the trigger that could help there. */
export const proposal = v.object({
  /** Of the page: the same from day to day. */
  id,
  pageId: v.number(),
  key: v.string(),
  kind: pageKind,
  /** The worst loss first; at most one for each kind of device. */
  evidence: v.array(evidence),
  moment: proposedMoment,
  /** How long those who left looked, on the devices of the evidence. */
  dwell: v.array(dwellClass),
  medianLeaver: v.optional(v.number()),
  trigger: v.object(triggerDefinition.entries),
  /** Enough visits for it to start by itself. */
  enough: v.boolean(),
  /** A member does not want it on this page. */
  dismissed: v.boolean(),
})
export type Proposal = v.InferOutput<typeof proposal>

/** A proposal that became a trigger. */
export const startedProposal = v.object({
  id,
  key: v.string(),
  kind: pageKind,
  triggerId: id,
  enabled: v.boolean(),
  /** Milliseconds since 1970. */
  at: v.number(),
  /** It started by itself (site setting `automaticTriggers`). */
  automatic: v.boolean(),
})
export type StartedProposal = v.InferOutput<typeof startedProposal>

/** The worst loss first. */
export const proposalsReport = v.object({
  /** Whether visits are counted at all, and whether proposals start by themselves (site settings). */
  measuring: v.boolean(),
  automatic: v.boolean(),
  proposals: v.array(proposal),
  /** Newest first. */
  started: v.array(startedProposal),
  /** Too few visits yet on some page: about so many days until the next one is known. */
  daysMore: v.optional(v.number()),
})
export type ProposalsReport = v.InferOutput<typeof proposalsReport>
