import type { Device, PageKind, SiteSettings } from '@loods/protocol'
import { named } from '../insights/named.ts'
import { SIMULATED, type SimulatedBatch } from '../insights/simulated.ts'
import type { ExposureRecord, OrderFact, SeenView, VisitRecord } from '../insights/visit-record.ts'
import { categories, products } from './products.ts'

/** Visits of one simulated week: enough that findings and a verdict come of it. */
export const WEEK_VISITS = 16_000
/** Visits that are counted at once. */
const BATCH = 400

const DAY = 86_400_000
/** Seconds on a product after which the simulated trigger's moment has come. */
export const DOUBTS_AFTER = 20
/** Share of those visits that is shown nothing. */
export const HELD_OUT = 0.5
/** How many of them order, held out and by way of asking; a quarter of all others does so less often. */
const ORDERS = { heldOut: 0.06, offered: [0.085, 0.115] } as const

/** The two pages that lose more visits than their like, by how many leave at once. */
const PRONE = new Map([
  ['haven', 0.68],
  ['zilt', 0.64],
])
const USUAL = 0.4

export interface WeekOf {
  siteId: string
  trigger: { id: string; version: number }
  rules: SiteSettings['pageRules']
  /** Numbers from 0 to 1: the same ones make the same week. */
  random: () => number
  /** When the week ends for whoever asks, in milliseconds; its visits are ripe then. */
  now: number
}

/** A week of shoppers nobody is, in batches. */
export function* simulatedWeek(week: WeekOf): Generator<SimulatedBatch> {
  const { siteId, trigger, now } = week
  for (let made = 0; made < WEEK_VISITS; made += BATCH) {
    const shoppers = Array.from({ length: BATCH }, (_, n) => shopper(week, made + n))
    yield {
      ...{ siteId, at: now, triggerId: trigger.id },
      visits: shoppers.map(({ visit }) => visit),
      orders: shoppers.flatMap(({ order }) => order ?? []),
    }
  }
}

function shopper(week: WeekOf, n: number): { visit: VisitRecord; order?: OrderFact } {
  const { siteId, random, rules, now } = week
  const startedAt = Math.round(now - 25 * 3_600_000 - random() * 7 * DAY)
  const id = `${SIMULATED}${now}-${n}`
  const device: Device = random() < 0.6 ? 'phone' : 'desk'
  const offered = random() >= HELD_OUT
  const way = createWay(startedAt, !offered, random)
  const doubted = browse(way, random)
  const variant = random() < 0.5 ? 0 : 1
  const chance = doubted ? (offered ? ORDERS.offered[variant] : ORDERS.heldOut) : ORDERS.heldOut / 3
  const orders = random() < chance
  if (orders || (way.stays && random() < 0.12)) way.open('cart', '/cart')
  if (orders || (way.views.length > 2 && random() < 0.04)) way.open('checkout', '/checkout')
  if (orders) way.open('thank-you', '/thank-you')
  const visit: VisitRecord<SeenView> = {
    ...{ siteId, id, startedAt, device, views: way.views },
    endedAt: way.endsAt(),
    exposures: doubted === undefined ? [] : [exposure(week, { offered, variant, at: doubted })],
    orders: orders ? [id] : [],
    addedToCart: orders || way.views.some(({ kind }) => kind === 'cart'),
    ...(random() < 0.5 && { referrer: 'zoek.example' }),
  }
  const net = 1_500 + Math.round(random() ** 2 * 20_000)
  return {
    visit: named(visit, rules),
    ...(orders && { order: { siteId, reference: id, currency: 'EUR', net, counts: true } }),
  }
}

/** A visit's pages, one after the other. */
function createWay(startedAt: number, heldOut: boolean, random: () => number) {
  const views: SeenView[] = []
  let at = startedAt
  return {
    views,
    stays: false,
    endsAt: () => at,
    open(kind: PageKind, path: string, seconds = 8 + random() ** 2 * 60): SeenView {
      const visibleMs = Math.round(seconds * 1_000)
      const view: SeenView = {
        ...{ path: `/demo/nl${path}`, kind, openedAt: at, visibleMs, focusedMs: visibleMs },
        depth: Math.min(1, 0.2 + seconds / 60),
        interactions: seconds > 10 ? Math.round(seconds / 6) : 0,
        // The simulated trigger is on the products' pages.
        untouched: heldOut || kind !== 'product',
      }
      views.push(view)
      at += visibleMs + 2_000
      return view
    },
  }
}

/** Looks around. @returns when the shopper had doubted on a product long enough, if ever */
function browse(way: ReturnType<typeof createWay>, random: () => number): number | undefined {
  const start = random()
  if (start < 0.15) way.open('home', '')
  else if (start < 0.3) way.open('category', `/category/${pick(random, categories).id}`)
  let doubted: number | undefined
  for (let looked = 0; looked < 4 && (looked === 0 || random() < 0.45); looked += 1) {
    // Few products are looked at by most.
    const { id } = products[Math.floor(random() ** 1.6 * products.length)] as { id: string }
    const path = `/product/${id}`
    if (random() < (PRONE.get(id) ?? USUAL)) {
      way.open('product', path, 1 + random() * 8)
      return doubted
    }
    way.stays = true
    const view = way.open('product', path, 6 + random() ** 1.5 * 70)
    if (view.visibleMs >= DOUBTS_AFTER * 1_000) doubted ??= view.openedAt + DOUBTS_AFTER * 1_000
  }
  return doubted
}

function exposure(
  { trigger, random }: WeekOf,
  { offered, variant, at }: { offered: boolean; variant: number; at: number },
): ExposureRecord {
  const arm = offered ? ('offered' as const) : ('heldOut' as const)
  const still = offered && random() < 0.1
  const shown = offered && !still
  const accepted = shown && random() < 0.1 + 0.05 * variant
  return {
    ...{ triggerId: trigger.id, version: trigger.version, arm, at },
    variant: offered ? variant : 0,
    share: 0.5,
    ...(still && { suppressed: random() < 0.6 ? 'typing' : 'covered' }),
    closed: shown && !accepted && random() < 0.15,
    accepted,
    replied: accepted && random() < 0.7,
  }
}

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T
}
