import type { Device, PageKind } from '@loods/protocol'
import type { Generated } from 'kysely'
import type { JsonText } from '../db/columns.ts'
import type { Arm } from '../statistics/arms.ts'
import type { Tally } from './tally.ts'

/** Page keys of a site; what comes after the most there may be is counted under one key for all. */
export interface PagesTable {
  id: Generated<number>
  site_id: string
  key: string
  kind: PageKind
  /** The day its counts were added to those of other pages, to leave room; 0: it is counted by itself. */
  folded_on: Generated<number>
}

/** Roll-up of a day: what tally.ts counts for a page key. */
export interface PageDaysTable {
  site_id: string
  /** Days since 1970, UTC. */
  day: number
  page_id: number
  device: Device
  untouched: number
  views: number
  entries: number
  strict_bounces: number
  bounces: number
  exits: number
  reached: number
  went_on: number
  visible_ms: number
}

export interface DwellDaysTable {
  site_id: string
  day: number
  page_id: number
  device: Device
  step: number
  leavers: number
  views: number
}

export interface StepDaysTable {
  site_id: string
  day: number
  device: Device
  kind: PageKind
  reached: number
  went_on: number
}

/**
 * One page of a visit as it is kept: page id, seconds after the visit began, seconds visible, depth in %,
 * interactions, and 1 where something was put in the cart.
 */
export type TrailStep = [number, number, number, number, number, number]

/** Visits that are over, for as long as the site keeps them: what the risk score learns from and the simulator replays. */
export interface VisitsTable {
  site_id: string
  id: string
  started_at: number
  seconds: number
  device: Device
  referrer: string
  trail: JsonText<TrailStep[]>
  added_to_cart: number
  /** A member's invitation was shown in it. */
  invited: number
}

/** One visit in one experiment, with what became of it: the unit of every verdict. */
export interface ExposuresTable {
  site_id: string
  trigger_id: string
  version: number
  visit_id: string
  arm: Arm
  variant: number
  share: number
  at: number
  suppressed: string
  closed: number
  accepted: number
  replied: number
  bounced: number
  added_to_cart: number
}

/** Orders a visit's thank-you pages named. */
export interface VisitOrdersTable {
  site_id: string
  reference: string
  visit_id: string
  at: number
}

/** What the shop itself says of an order; amounts come from here only. */
export interface OrderFactsTable {
  site_id: string
  reference: string
  currency: string
  net: number
  counts: number
}

/** What simulated visits added to the roll-ups, batch by batch, so that it can be taken out again. */
export interface SimulatedTable {
  site_id: string
  batch: number
  /** When they were made, the trigger made with them, and how many visits they are. */
  at: number
  trigger_id: string
  visits: number
  sums: JsonText<Tally>
}

export interface InsightsSchema {
  simulated: SimulatedTable
  pages: PagesTable
  page_days: PageDaysTable
  dwell_days: DwellDaysTable
  step_days: StepDaysTable
  visits: VisitsTable
  exposures: ExposuresTable
  visit_orders: VisitOrdersTable
  order_facts: OrderFactsTable
}
