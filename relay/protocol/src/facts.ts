import type { ViewAnswer } from './api/widget.ts'
import { type Facts, isDue } from './conditions.ts'
import { actedLately, isReturning, type Memory, type WidgetTrigger } from './manners.ts'

/** What a page said of cart and product, by one call or another; null forgets what was said before. */
export interface ShopSaid {
  cart?: { lines: Line[]; total?: number | undefined } | null | undefined
  product?: { id?: string | undefined; title: string } | null | undefined
}

interface Line {
  id?: string | undefined
  title: string
  quantity: number
  price?: number | undefined
}

/** What a page sees by itself at one moment. */
export type Seen = Pick<
  Facts,
  | 'visible_seconds'
  | 'idle_seconds'
  | 'scroll_depth'
  | 'rage_clicks'
  | 'field_errors'
  | 'hesitation'
  | 'risk_score'
  | 'exit_intent'
  | 'logged_in'
  | 'page'
  | 'page_kind'
  | 'referrer'
  | 'language'
  | 'device'
  | 'element'
> & {
  /** Names of what was tracked on this page. */
  event: readonly string[]
}

/** What else is known at that moment. */
export interface Known {
  /** What the relay told last. */
  answer: ViewAnswer | undefined
  /** In order. */
  said: readonly ShopSaid[]
  memory: Memory | undefined
  /** Milliseconds since 1970. */
  now: number
}

/** Everything conditions may ask for: what the page sees, with what relay, shop and browser know. */
export function factsOf(seen: Seen, { answer, said, memory, now }: Known): Facts {
  const visit: Partial<NonNullable<ViewAnswer['visit']>> = answer?.visit ?? {}
  const { utm_source, utm_medium, utm_campaign } = Object.fromEntries(
    new URLSearchParams(visit.utm),
  )
  const event = [...seen.event, ...(visit.happened ?? [])]
  return {
    ...seen,
    event,
    ...shopFacts(said),
    referrer: visit.referrer ?? seen.referrer,
    visit_seconds: (visit.seconds ?? 0) + Number(seen.visible_seconds),
    pages: visit.pages,
    back_and_forth: visit.returns,
    wait_seconds: answer?.waitSeconds,
    coupon_failed: event.filter((name) => name === 'coupon_failed').length,
    returning: isReturning(memory, now),
    open: answer?.availability !== 'away',
    online: answer?.online,
    utm_source,
    utm_medium,
    utm_campaign,
  }
}

/**
 * Triggers whose moment is now: what every look of a page asks. What must be so for any of them is asked
 * first; the rest of manners comes when there is one.
 */
export function dueNow(
  triggers: readonly WidgetTrigger[],
  { answer, memory, now }: Known,
  facts: () => Facts,
): WidgetTrigger[] {
  if (!answer || answer.prompted || actedLately(memory, now)) return []
  const known = facts()
  return triggers.filter(
    (trigger) => !answer.resting?.includes(trigger.id) && isDue(trigger, known),
  )
}

/** What conditions ask of the cart and the product, of what the page said. */
export function shopFacts(said: readonly ShopSaid[]) {
  const { cart, product }: ShopSaid = Object.assign({}, ...said)
  const lines = cart?.lines ?? []
  const sum = (of: (line: Line) => number) => lines.reduce((total, line) => total + of(line), 0)
  return {
    cart_value: cart?.total ?? sum(({ price = 0, quantity }) => price * quantity),
    cart_items: sum(({ quantity }) => quantity),
    cart: named(lines),
    product: named(product ? [product] : []),
  }
}

/** Ids and titles: a condition may ask for either. */
function named(things: { id?: string | undefined; title: string }[]): string[] {
  return things.flatMap(({ id = '', title }) => [`${id}`, title])
}
