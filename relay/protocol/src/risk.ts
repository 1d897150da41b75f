import type { ViewAnswer } from './api/widget.ts'
import type { Device, PageKind } from './entities.ts'

/** How many pages, and seconds they were visible. */
export type PagesSeen = [pages: number, seconds: number]

/** What is known of a visit at one moment of it, to the page and to the relay alike. */
export interface VisitSoFar {
  /** The page that is looked at: its kind, and seconds it has been visible. */
  kind: PageKind
  seconds: number
  /** The other pages by kind. */
  kinds: Partial<Record<PageKind, PagesSeen>>
  /** Something was put in the cart on one of the other pages. */
  added: boolean
  device: Device
  /** Milliseconds since 1970. */
  at: number
}

/** What a risk is worked out from, in the order of its weights. */
export const RISK_FEATURES = [
  'pages',
  'productPages',
  'listPages',
  'otherPages',
  'cartPages',
  'seconds',
  'productSeconds',
  'secondsPerPage',
  'secondsHere',
  'checkout',
  'added',
  'phone',
  'weekend',
] as const
export type RiskFeature = (typeof RISK_FEATURES)[number]

/** Pages and seconds beyond these say nothing more: what is forged or forgotten weighs no more than that. */
const MOST_PAGES = 100
const MOST_SECONDS = 3_600

/**
 * What the risk of a visit is worked out from. Nothing in it knows more than the moment does.
 * @returns a number for each of RISK_FEATURES
 */
export function riskFeatures({ kind, seconds, kinds, added, device, at }: VisitSoFar): number[] {
  const of = (wanted: (kind: string) => boolean): PagesSeen => {
    const seen = Object.entries(kinds).filter(([name]) => wanted(name))
    const here = wanted(kind)
    return [
      seen.reduce((sum, [, [pages]]) => sum + pages, Number(here)),
      seen.reduce((sum, [, [, past]]) => sum + past, here ? seconds : 0),
    ]
  }
  const [pages, allSeconds] = of(() => true)
  const [products, productSeconds] = of((name) => name === 'product')
  const [lists] = of((name) => name === 'home' || name === 'category')
  const count = (wanted: string) => of((name) => name === wanted)[0]
  return [
    ...[pages, products, lists, count('other'), count('cart')].map((pages) =>
      logUpTo(MOST_PAGES, pages),
    ),
    ...[allSeconds, productSeconds, allSeconds / pages, seconds].map((time) =>
      logUpTo(MOST_SECONDS, time),
    ),
    // How many steps a checkout has been through would tell who is done with it.
    Math.min(1, count('checkout')),
    Number(added),
    Number(device === 'phone'),
    // Saturday and Sunday, UTC: a page and the relay may stand in different time zones.
    Number([0, 6].includes(new Date(at).getUTCDay())),
  ]
}

/**
 * How likely a visit is to end without an order, from 0 to 1.
 * @param weights intercept, then a weight for each feature (`widgetConfig.risk`)
 * @returns undefined once it has ordered, and with weights of another version
 */
export function riskScore(weights: readonly number[], visit: VisitSoFar): number | undefined {
  const features = riskFeatures(visit)
  const ordered = visit.kind === 'thank-you' || visit.kinds['thank-you']
  if (ordered || weights.length !== features.length + 1) return undefined
  const odds = [1, ...features].reduce((sum, value, i) => sum + value * Number(weights[i]), 0)
  return 1 / (1 + Math.exp(-odds))
}

/** What a page knows of itself: what it is, and milliseconds it was visible. */
export interface PageNow {
  kind: PageKind | undefined
  visible: number
  device: Device
  /** Milliseconds since 1970. */
  now: number
}

/**
 * The risk of the visit a page belongs to, by what the relay told of it.
 * @returns undefined where the shop has too few visits to know, or visits are not joined
 */
export function riskOnPage(
  weights: readonly number[] | undefined,
  visit: ViewAnswer['visit'],
  { kind = 'other', visible, device, now }: PageNow,
): number | undefined {
  if (!weights || !visit) return undefined
  const { kinds = {}, added = false } = visit
  return riskScore(weights, { kind, seconds: visible / 1_000, kinds, added, device, at: now })
}

function logUpTo(most: number, value: number): number {
  return value > 0 ? Math.log1p(Math.min(value, most)) : 0
}
