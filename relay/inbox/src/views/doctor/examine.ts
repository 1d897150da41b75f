import type { Device, Manners, PageKind, Trigger } from '@loods/protocol'
import type { Facts } from '@loods/protocol/conditions'
import { diagnose, FIXED_ON_PAGE, type Obstacle, type RuleCheck } from '@loods/protocol/diagnosis'
import { rests } from '@loods/protocol/schedule'

/** The page and the shopper that are supposed. */
export interface Supposed {
  url: string
  kind: PageKind | undefined
  device: Device
  /** As a browser says it, such as `nl`. */
  language: string
}

/** How the shop is now. */
export interface ShopNow {
  open: boolean
  online: boolean
  /** Seconds; undefined while nobody knows. */
  waitSeconds: number | undefined
  manners: Manners
  timeZone: string
  /** Milliseconds since 1970. */
  now: number
}

/** Why nothing would be shown, whatever the shopper does on the page. */
export type Reason = 'off' | 'resting' | Obstacle | 'away' | 'busy'

export interface Finding {
  trigger: Trigger
  rule: RuleCheck
  /** None: it may speak here. */
  reasons: Reason[]
}

/** What is known before anybody is on the page; everything else may still come. */
const KNOWN: (keyof Facts)[] = [...FIXED_ON_PAGE, 'open', 'online', 'wait_seconds']

/** Holds every trigger against a page and shopper that are supposed, by the code pages go by. */
export function examine(
  triggers: readonly Trigger[],
  supposed: Supposed,
  shop: ShopNow,
): Finding[] {
  const facts = suppose(supposed, shop)
  return triggers.map((trigger) => {
    const { rule, obstacle } = diagnose(trigger, facts, (type) => !KNOWN.includes(type))
    const { enabled, schedule, whileAway } = trigger
    const reasons: (Reason | false | undefined)[] = [
      !enabled && 'off',
      schedule && rests(schedule, shop.now, shop.timeZone) && 'resting',
      obstacle,
      !shop.open && !whileAway && 'away',
      Number(shop.waitSeconds) > shop.manners.longWait && 'busy',
    ]
    return {
      trigger,
      rule,
      reasons: reasons.filter((reason) => reason !== false && reason !== undefined),
    }
  })
}

/** Nothing has happened yet, so what happens on a page is not known. */
function suppose({ url, kind, device, language }: Supposed, shop: ShopNow): Facts {
  const { pathname, searchParams } = toAddress(url)
  const asked = (name: string) => searchParams.get(name) ?? undefined
  return {
    ...UNKNOWN,
    page: pathname,
    page_kind: kind,
    device,
    language,
    utm_source: asked('utm_source'),
    utm_medium: asked('utm_medium'),
    utm_campaign: asked('utm_campaign'),
    open: shop.open,
    online: shop.online,
    wait_seconds: shop.waitSeconds,
  }
}

/** A whole address, or a path of the shop. */
export function toAddress(text: string): URL {
  const written = text.trim()
  const whole = /^https?:\/\//.test(written)
    ? written
    : `https://shop.invalid/${written.replace(/^\/+/, '')}`
  return URL.canParse(whole) ? new URL(whole) : new URL('https://shop.invalid/')
}

const UNKNOWN: Facts = {
  visible_seconds: undefined,
  visit_seconds: undefined,
  idle_seconds: undefined,
  scroll_depth: undefined,
  pages: undefined,
  cart_value: undefined,
  cart_items: undefined,
  coupon_failed: undefined,
  field_errors: undefined,
  hesitation: undefined,
  rage_clicks: undefined,
  back_and_forth: undefined,
  wait_seconds: undefined,
  risk_score: undefined,
  exit_intent: undefined,
  returning: undefined,
  logged_in: undefined,
  open: undefined,
  online: undefined,
  page: undefined,
  page_kind: undefined,
  referrer: undefined,
  utm_source: undefined,
  utm_medium: undefined,
  utm_campaign: undefined,
  language: undefined,
  device: undefined,
  cart: undefined,
  product: undefined,
  event: undefined,
  element: undefined,
}
