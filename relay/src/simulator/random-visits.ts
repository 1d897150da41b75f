import type { Manners, TriggerRule } from '@loods/protocol'
import { DEFAULT_MANNERS, type Memory, type WidgetTrigger } from '@loods/protocol/manners'
import { RISK_FEATURES, type RiskFeature } from '@loods/protocol/risk'
import type { Deed, SimulatedShop, Step, VisitLog } from './visit-log.ts'

type Random = () => number

const DAY = 86_400_000
/** Milliseconds after a page was opened in which its widget is not there yet. */
const NOT_YET = 1_600
/** Milliseconds between two deeds at least: a visit is told in seconds, so they lie off every look. */
const OFF_BEAT = 50

/** Pages of the shop these visits are made to. */
export const PAGES = [
  { path: '/', kind: 'home' },
  { path: '/lampen/noot', kind: 'product' },
  { path: '/lampen/eik', kind: 'product' },
  { path: '/winkelwagen', kind: 'cart' },
  { path: '/afrekenen', kind: 'checkout' },
] as const

/** Per cent of a page in sight at first. */
export const FOLD = 20

/** Visits of every kind a page can see, to try triggers with. The same numbers give the same visits. */
export function randomVisit(random: Random, start: number): VisitLog {
  const { steps, until } = randomSteps(random)
  const memory = randomMemory(random, start)
  return {
    steps,
    until,
    device: 'desk',
    language: 'nl-NL',
    ...(memory && { memory }),
    shop: randomShop(random),
  }
}

function randomSteps(random: Random): { steps: Step[]; until: number } {
  const steps: Step[] = []
  let at = 0
  let opened = 0
  let path: string | undefined
  const pages = 1 + Math.floor(random() ** 2 * 4)
  for (let page = 0; page < pages; page += 1) {
    const next = pick(random, PAGES)
    // The same address again is no other page, unless it is loaded anew.
    const turned = page > 0 && next.path !== path && random() < 0.6
    steps.push({ at, do: 'open', ...next, fold: FOLD, ...(turned && { turned }) })
    path = next.path
    opened = at
    at += NOT_YET
    const deeds = Math.floor(random() * 7)
    for (let n = 0; n < deeds; n += 1) {
      at += offBeat(random() ** 2 * 20_000)
      const deed = randomDeed(random)
      steps.push({ at, ...deed })
      at += deed.do === 'leave' ? 400 : 0
    }
    at += offBeat(random() ** 2 * 30_000)
  }
  return { steps, until: Math.max(at, opened + 4_000) + OFF_BEAT }
}

/** A time that no look of the page falls on. */
function offBeat(milliseconds: number): number {
  return Math.ceil(milliseconds / 1_000) * 1_000 + OFF_BEAT
}

function randomDeed(random: Random): Deed {
  const deeds: (() => Deed)[] = [
    () => ({ do: 'scroll', depth: 25 + 10 * Math.floor(random() * 8) }),
    () => ({ do: 'click' }),
    () => ({ do: 'rage' }),
    () => ({ do: 'type' }),
    () => ({ do: 'pay' }),
    () => ({ do: 'blur' }),
    () => ({ do: 'hide' }),
    () => ({ do: 'show' }),
    () => ({ do: 'show' }),
    () => ({ do: 'cover', on: random() < 0.5 }),
    () => ({ do: 'say', said: { cart: { lines: [lamp(random)] } } }),
    () => ({ do: 'say', said: { cart: null, product: { title: 'Noot' } } }),
    () => ({ do: 'track', name: pick(random, ['add_to_cart', 'coupon_failed', 'size_chart']) }),
    () => ({ do: 'leave' }),
    () => ({ do: 'leave' }),
    () => (random() < 0.3 ? { do: 'chat' } : { do: 'close' }),
  ]
  return pick(random, deeds)()
}

function lamp(random: Random) {
  return { id: '17', title: 'Noot', quantity: 1 + Math.floor(random() * 3), price: 29.5 }
}

/** What a browser keeps of a shopper who acted some days ago, or just now in another tab. */
function randomMemory(random: Random, start: number): Memory | undefined {
  if (random() < 0.7) return undefined
  const ago = random() < 0.2 ? 60_000 : random() * 40 * DAY
  const at = Math.round(start - ago)
  return {
    at,
    closed: random() < 0.5 ? { [pick(random, IDS)]: at } : {},
    accepted: random() < 0.5 ? [at, at - 1_000] : [],
  }
}

const IDS = ['trigger-one-0000000000', 'trigger-two-0000000000', 'trigger-three-00000000']

/** Many pages of products make an order likely here, and long looks make it less so. */
const WEIGHTS: Partial<Record<RiskFeature, number>> = {
  pages: 0.4,
  productPages: -2.5,
  secondsHere: 0.5,
  cartPages: -1,
}
const RISK = [1, ...RISK_FEATURES.map((name) => WEIGHTS[name] ?? 0)]

function randomShop(random: Random): SimulatedShop {
  const triggers = IDS.slice(0, 1 + Math.floor(random() * IDS.length)).map((id) => ({
    id,
    ...randomTrigger(random),
  }))
  return {
    triggers,
    manners: randomManners(random),
    availability: random() < 0.9 ? 'open' : 'away',
    online: random() < 0.5,
    ...(random() < 0.3 && { waitSeconds: random() < 0.5 ? 30 : 300 }),
    ...(random() < 0.8 && { risk: RISK }),
    heldOut: IDS.filter(() => random() < 0.2),
  }
}

function randomManners(random: Random): Manners {
  if (random() < 0.5) return DEFAULT_MANNERS
  return { ...DEFAULT_MANNERS, perVisit: 2, early: 3, cartPause: 20, longWait: 600 }
}

function randomTrigger(random: Random): Omit<WidgetTrigger, 'id'> {
  return {
    text: 'Kan ik helpen?',
    page: pick(random, ['', '', '/lampen/*', '/winkelwagen']),
    when: randomRule(random),
    ...(random() < 0.3 && { delay: pick(random, [2, 7]) }),
    ...(random() < 0.3 && { whileAway: true }),
    ...(random() < 0.2 && { pageKind: 'product' as const }),
  }
}

function randomRule(random: Random): TriggerRule {
  const one = () => randomCondition(random)
  const shape = random()
  if (shape < 0.5) return one()
  if (shape < 0.7) return { all: [one(), one()] }
  if (shape < 0.9) return { any: [one(), one()] }
  return { all: [one(), { none: [one()] }] }
}

function randomCondition(random: Random) {
  const seconds = pick(random, [1, 5, 12, 25])
  return pick(random, [
    { type: 'visible_seconds', seconds },
    { type: 'visible_seconds', seconds },
    { type: 'visit_seconds', seconds },
    { type: 'idle_seconds', seconds },
    { type: 'scroll_depth', min: 50 },
    { type: 'scroll_depth', max: 40 },
    { type: 'pages', min: 2 },
    { type: 'back_and_forth', min: 1 },
    { type: 'cart_items', min: 1 },
    { type: 'cart_value', min: 50 },
    { type: 'cart', contains: 'noot' },
    { type: 'product', is: 'Noot' },
    { type: 'coupon_failed', min: 1 },
    { type: 'event', is: 'size_chart' },
    { type: 'risk_score', min: 0.7 },
    { type: 'risk_score', max: 0.5 },
    { type: 'rage_clicks', min: 1 },
    { type: 'exit_intent' },
    { type: 'exit_intent' },
    { type: 'returning' },
    { type: 'open' },
    { type: 'online' },
    { type: 'page_kind', is: 'product' },
    { type: 'page', like: '/lampen/*' },
    { type: 'language', contains: 'nl' },
    { type: 'device', is: 'desk' },
  ] as const)
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T
}
