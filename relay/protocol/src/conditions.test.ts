import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { conditionsOf, type Facts, isDue, isMet } from './conditions.ts'
import { triggerDefinition } from './settings.ts'
import type { TriggerRule } from './trigger-rule.ts'

const facts: Facts = {
  visible_seconds: 20,
  visit_seconds: 60,
  idle_seconds: 5,
  scroll_depth: 40,
  pages: 3,
  cart_value: 59.9,
  cart_items: 2,
  coupon_failed: 1,
  field_errors: 0,
  hesitation: 0,
  rage_clicks: 0,
  back_and_forth: 1,
  risk_score: 0.7,
  wait_seconds: 45,
  exit_intent: false,
  returning: true,
  logged_in: false,
  open: true,
  online: true,
  page: '/lampen/noot',
  page_kind: 'product',
  referrer: 'https://www.Zoek.example/?q=lamp',
  utm_source: 'nieuwsbrief',
  utm_medium: undefined,
  utm_campaign: 'herfst',
  language: 'nl-NL',
  device: 'phone',
  cart: ['17', 'Bureaulamp Noot'],
  product: ['17', 'Bureaulamp Noot'],
  event: ['size_chart', 'video'],
  element: ['.maten'],
}

describe('a condition', () => {
  it.each<[TriggerRule, boolean]>([
    [{ type: 'visible_seconds', seconds: 20 }, true],
    [{ type: 'visible_seconds', seconds: 21 }, false],
    [{ type: 'visit_seconds', seconds: 60 }, true],
    [{ type: 'idle_seconds', seconds: 6 }, false],
    [{ type: 'scroll_depth', min: 40 }, true],
    [{ type: 'pages', min: 4 }, false],
    [{ type: 'pages', min: 2, max: 3 }, true],
    [{ type: 'cart_value', min: 50, max: 100 }, true],
    [{ type: 'cart_items', max: 1 }, false],
    [{ type: 'coupon_failed', min: 2 }, false],
    [{ type: 'field_errors', max: 0 }, true],
    [{ type: 'hesitation', min: 1 }, false],
    [{ type: 'rage_clicks', min: 1 }, false],
    [{ type: 'back_and_forth', min: 1 }, true],
    [{ type: 'wait_seconds', max: 60 }, true],
    [{ type: 'wait_seconds', max: 30 }, false],
    [{ type: 'exit_intent' }, false],
    [{ type: 'returning' }, true],
    [{ type: 'logged_in' }, false],
    [{ type: 'open' }, true],
    [{ type: 'online' }, true],
    [{ type: 'page', is: '/lampen/noot' }, true],
    [{ type: 'page', is: '/lampen' }, false],
    [{ type: 'page', contains: 'LAMP' }, true],
    [{ type: 'page', like: '/lampen/*' }, true],
    [{ type: 'page', matches: '^/lampen/n' }, true],
    [{ type: 'page', matches: '^/noot' }, false],
    [{ type: 'page', contains: 'lamp', like: '/tafels/*' }, false],
    [{ type: 'page_kind', is: 'product' }, true],
    [{ type: 'referrer', contains: 'zoek.example' }, true],
    [{ type: 'utm_source', is: 'nieuwsbrief' }, true],
    [{ type: 'utm_campaign', contains: 'herfst' }, true],
    [{ type: 'language', like: 'nl*' }, true],
    [{ type: 'device', is: 'desk' }, false],
    [{ type: 'cart', contains: 'noot' }, true],
    [{ type: 'cart', is: '18' }, false],
    [{ type: 'product', is: '17' }, true],
    [{ type: 'event', is: 'video' }, true],
    [{ type: 'event', is: 'wishlist' }, false],
    [{ type: 'element', is: '.maten' }, true],
  ])('%j: %s', (rule, met) => {
    expect(isMet(rule, facts)).toBe(met)
  })

  it.each<TriggerRule>([
    { type: 'utm_medium', like: '*' },
    { type: 'utm_medium', contains: 'e' },
  ])('is not met by what is not known: %j', (rule) => {
    expect(isMet(rule, facts)).toBe(false)
  })

  it('is not met by an amount that is not known', () => {
    const unknown = { ...facts, wait_seconds: undefined }
    expect(isMet({ type: 'wait_seconds', max: 60 }, unknown)).toBe(false)
    expect(isMet({ type: 'wait_seconds', min: 0 }, unknown)).toBe(false)
  })

  it('with a pattern that is none is never met, and one seen by a long text ends at once', () => {
    expect(isMet({ type: 'page', matches: '(' }, facts)).toBe(false)
    const long = { ...facts, referrer: 'a'.repeat(100_000) }
    expect(isMet({ type: 'referrer', matches: 'a*a*a*b' }, long)).toBe(false)
  })
})

describe('conditions together', () => {
  const yes: TriggerRule = { type: 'open' }
  const no: TriggerRule = { type: 'exit_intent' }

  it.each<[TriggerRule, boolean]>([
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ none: [no, no] }, true],
    [{ none: [no, yes] }, false],
    [{ all: [yes, { any: [no, yes] }, { none: [no] }] }, true],
    [{ none: [{ all: [yes, no] }, { any: [no] }] }, true],
  ])('%j: %s', (rule, met) => {
    expect(isMet(rule, facts)).toBe(met)
  })

  it('are counted whatever joins them', () => {
    expect(conditionsOf({ all: [yes, { any: [no, { type: 'online' }] }] })).toHaveLength(3)
  })
})

describe('a trigger', () => {
  const due = (more: object, now: Partial<Facts> = {}) =>
    isDue({ page: '', when: { type: 'open' }, ...more }, { ...facts, ...now })

  it('keeps to its pages and its kind of page', () => {
    expect(due({ page: '/lampen/*' })).toBe(true)
    expect(due({ page: '/tafels/*' })).toBe(false)
    expect(due({ pageKind: 'product' })).toBe(true)
    expect(due({ pageKind: 'cart' })).toBe(false)
  })

  it.each([
    { type: 'weather', is: 'rain' },
    { type: 'toString' },
    { type: 'page', sounds: 'like' },
    { none: [{ type: 'weather', is: 'rain' }] },
  ])('is left alone when it waits for %j, of a newer relay', (when) => {
    expect(due({ when })).toBe(false)
  })

  it('speaks in the checkout only to who seems to be stuck, whatever else it waits for', () => {
    const checkout = { page_kind: 'checkout' }
    const stuck = { type: 'field_errors', min: 2 }
    expect(due({}, checkout)).toBe(false)
    expect(due({ when: { none: [stuck] } }, checkout)).toBe(false)
    expect(due({ when: { any: [{ type: 'open' }, stuck] } }, checkout)).toBe(false)
    expect(
      due({ when: { any: [{ type: 'open' }, stuck] } }, { ...checkout, field_errors: 2 }),
    ).toBe(true)
  })
})

describe('what a trigger may wait for', () => {
  const accepts = (when: unknown) =>
    v.safeParse(triggerDefinition, { name: 'x', page: '', when, texts: { nl: 'a', en: 'b' } })
      .success

  it('takes groups two deep and no deeper', () => {
    const one = { type: 'open' }
    expect(accepts({ all: [one, { any: [one, one] }] })).toBe(true)
    expect(accepts({ all: [one, { any: [one, { none: [one] }] }] })).toBe(false)
  })

  it('takes ten conditions and no more', () => {
    const many = (count: number) => ({ all: Array(count).fill({ type: 'open' }) })
    expect(accepts(many(10))).toBe(true)
    expect(accepts(many(11))).toBe(false)
    expect(accepts({ any: [many(6), many(5)] })).toBe(false)
  })

  it.each(['^/(nl|en)/p/\\d+$', '^/sale', 'a.*b', '(?:shoes?|boots?)-'])(
    'takes the pattern %s',
    (matches) => {
      expect(accepts({ type: 'page', matches })).toBe(true)
    },
  )

  it.each(['(', '(a+)+$', '((a+))*', '(a|a)*$', 'a*b*c*', 'a?'.repeat(9), 'x'.repeat(101)])(
    'refuses the pattern %s',
    (matches) => {
      expect(accepts({ type: 'page', matches })).toBe(false)
    },
  )

  it.each([
    {},
    { all: [] },
    { all: [{ type: 'open' }], any: [{ type: 'open' }] },
    { type: 'pages' },
    { type: 'page' },
    { type: 'pages', min: -1 },
    { type: 'open', is: 'x' },
    { type: 'weather' },
    null,
  ])('refuses %j', (when) => {
    expect(accepts(when)).toBe(false)
  })
})
