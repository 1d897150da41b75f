import type { Condition, ConditionType } from '@loods/protocol'

/** What a condition asks for, and so how it is written in a sentence. */
export type Asks = 'seconds' | 'amount' | 'nothing' | 'text' | 'name' | 'choice'

/** What a condition is about, in the order in which they are offered. */
export const TOPICS = ['time', 'stuck', 'cart', 'page', 'way', 'shopper', 'shop'] as const
export type Topic = (typeof TOPICS)[number]

/** In what an amount is told. */
export type Unit = 'count' | 'money' | 'percent' | 'share'

interface Spec {
  topic: Topic
  asks: Asks
  unit?: Unit
  /** What it begins with. */
  start: Condition
}

const seconds = (
  topic: Topic,
  type: 'visible_seconds' | 'visit_seconds' | 'idle_seconds',
  n: number,
): Spec => ({ topic, asks: 'seconds', start: { type, seconds: n } })

type AmountType = Extract<Condition, { min?: unknown }>['type']
const amount = (
  topic: Topic,
  type: AmountType,
  asked: { min?: number; max?: number },
  unit: Unit = 'count',
): Spec => ({ topic, asks: 'amount', unit, start: { type, ...asked } })

type PlainType = 'exit_intent' | 'returning' | 'logged_in' | 'open' | 'online'
const plain = (topic: Topic, type: PlainType): Spec => ({ topic, asks: 'nothing', start: { type } })

type TextType = Extract<Condition, { like?: unknown }>['type']
const text = (
  topic: Topic,
  type: TextType,
  test: TextTest,
  asks: Asks = 'text',
  value = '',
): Spec => ({ topic, asks, start: { type, [test]: value } as Condition })

/** Ways to hold a text against another. */
export const TEXT_TESTS = ['is', 'contains', 'like', 'matches'] as const
export type TextTest = (typeof TEXT_TESTS)[number]

/** Every condition there is; in each topic the likeliest first. */
export const CATALOG: Record<ConditionType, Spec> = {
  visible_seconds: seconds('time', 'visible_seconds', 40),
  exit_intent: plain('time', 'exit_intent'),
  idle_seconds: seconds('time', 'idle_seconds', 30),
  scroll_depth: amount('time', 'scroll_depth', { min: 50 }, 'percent'),
  visit_seconds: seconds('time', 'visit_seconds', 120),
  pages: amount('time', 'pages', { min: 3 }),
  coupon_failed: amount('stuck', 'coupon_failed', { min: 2 }),
  field_errors: amount('stuck', 'field_errors', { min: 2 }),
  hesitation: amount('stuck', 'hesitation', { min: 2 }),
  rage_clicks: amount('stuck', 'rage_clicks', { min: 1 }),
  back_and_forth: amount('stuck', 'back_and_forth', { min: 2 }),
  risk_score: amount('stuck', 'risk_score', { min: 0.7 }, 'share'),
  cart_value: amount('cart', 'cart_value', { min: 50 }, 'money'),
  cart_items: amount('cart', 'cart_items', { min: 1 }),
  cart: text('cart', 'cart', 'contains'),
  product: text('cart', 'product', 'contains'),
  page_kind: text('page', 'page_kind', 'is', 'choice', 'product'),
  page: text('page', 'page', 'like'),
  element: text('page', 'element', 'is', 'name'),
  event: text('page', 'event', 'is', 'name'),
  referrer: text('way', 'referrer', 'contains'),
  utm_source: text('way', 'utm_source', 'is'),
  utm_medium: text('way', 'utm_medium', 'is'),
  utm_campaign: text('way', 'utm_campaign', 'is'),
  returning: plain('shopper', 'returning'),
  logged_in: plain('shopper', 'logged_in'),
  device: text('shopper', 'device', 'is', 'choice', 'phone'),
  language: text('shopper', 'language', 'like', 'choice', 'nl*'),
  open: plain('shop', 'open'),
  online: plain('shop', 'online'),
  wait_seconds: amount('shop', 'wait_seconds', { max: 60 }),
}

/** Types of one topic, likeliest first. */
export function typesOf(topic: Topic): ConditionType[] {
  const types = Object.keys(CATALOG) as ConditionType[]
  return types.filter((type) => CATALOG[type].topic === topic)
}

/** A browser says its language as `nl-NL`; a shop means all of `nl`. */
export const LANGUAGES = ['nl', 'en', 'de', 'fr', 'es', 'it', 'pt', 'pl', 'da', 'sv', 'tr', 'uk']
export const DEVICES = ['phone', 'tablet', 'desk'] as const
export const PAGE_KINDS = [
  'home',
  'category',
  'product',
  'cart',
  'checkout',
  'thank-you',
  'other',
] as const

/** What one of a fixed list is asked for, where that is all a condition asks. */
export function choiceOf(condition: Condition): string | undefined {
  const { type, ...asked } = condition
  const [[test, value] = [], ...more] = Object.entries(asked)
  const choices = choicesOf(type)
  if (more.length > 0 || typeof value !== 'string' || choices.length === 0) return undefined
  const choice = type === 'language' ? value.replace(/\*$/, '') : value
  const asksSo = test === (type === 'language' ? 'like' : 'is')
  return asksSo && choices.includes(choice) ? choice : undefined
}

/** The condition that asks for this one of its list. */
export function choose(type: ConditionType, choice: string): Condition {
  return (type === 'language' ? { type, like: `${choice}*` } : { type, is: choice }) as Condition
}

/** What may be asked for; empty where any text may be. */
export function choicesOf(type: ConditionType): readonly string[] {
  if (type === 'page_kind') return PAGE_KINDS
  if (type === 'device') return DEVICES
  return type === 'language' ? LANGUAGES : []
}
