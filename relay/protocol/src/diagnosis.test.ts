import { describe, expect, it } from 'vitest'
import type { Facts } from './conditions.ts'
import { checkRule, diagnose } from './diagnosis.ts'
import type { TriggerRule } from './trigger-rule.ts'

const NOTHING: Facts = Object.fromEntries(
  [
    ...['visible_seconds', 'visit_seconds', 'idle_seconds', 'scroll_depth', 'pages', 'cart_value'],
    ...['cart_items', 'coupon_failed', 'field_errors', 'hesitation', 'rage_clicks', 'cart'],
    ...['back_and_forth', 'wait_seconds', 'risk_score', 'exit_intent', 'returning', 'logged_in'],
    ...['open', 'online', 'page', 'page_kind', 'referrer', 'utm_source', 'utm_medium', 'product'],
    ...['utm_campaign', 'language', 'device', 'event', 'element'],
  ].map((type) => [type, undefined]),
) as Facts
const PRODUCT: Facts = { ...NOTHING, page: '/lampen/noot', page_kind: 'product', device: 'phone' }
const mayCome = (type: string) => type.endsWith('seconds') || type === 'exit_intent'
const looked = (seconds: number) => ({ type: 'visible_seconds' as const, seconds })
const onDesk = { type: 'device' as const, is: 'desk' }
const onPhone = { type: 'device' as const, is: 'phone' }

const stateOf = (rule: TriggerRule, facts = PRODUCT) => checkRule(rule, facts, mayCome).state

describe('a rule, looked at condition by condition', () => {
  it('waits for what may still come, and not for what is final', () => {
    expect(stateOf(looked(40))).toBe('open')
    expect(stateOf(looked(40), { ...PRODUCT, visible_seconds: 41 })).toBe('met')
    expect(stateOf(onPhone)).toBe('met')
    expect(stateOf(onDesk)).toBe('unmet')
  })

  it('of all fails with one, of any holds with one', () => {
    expect(stateOf({ all: [looked(40), onDesk] })).toBe('unmet')
    expect(stateOf({ all: [looked(40), onPhone] })).toBe('open')
    expect(stateOf({ any: [looked(40), onPhone] })).toBe('met')
    expect(stateOf({ any: [looked(40), onDesk] })).toBe('open')
    expect(stateOf({ any: [onDesk] })).toBe('unmet')
  })

  it('of none is the other way round', () => {
    expect(stateOf({ none: [onPhone, looked(40)] })).toBe('unmet')
    expect(stateOf({ none: [onDesk] })).toBe('met')
    expect(stateOf({ none: [onDesk, looked(40)] })).toBe('open')
  })

  it('tells each of its conditions, in groups as they are', () => {
    const rule: TriggerRule = { all: [onPhone, { any: [looked(40), onDesk] }] }
    expect(checkRule(rule, PRODUCT, mayCome)).toEqual({
      join: 'all',
      state: 'open',
      items: [
        { condition: onPhone, state: 'met' },
        {
          join: 'any',
          state: 'open',
          items: [
            { condition: looked(40), state: 'open' },
            { condition: onDesk, state: 'unmet' },
          ],
        },
      ],
    })
  })

  it('holds no condition that is not known here', () => {
    expect(stateOf({ type: 'moon_phase' } as never)).toBe('unmet')
  })
})

describe('a trigger on a page', () => {
  const obstacle = (trigger: object, facts = PRODUCT) =>
    diagnose({ page: '', when: looked(40), ...trigger }, facts, mayCome).obstacle

  it('has nothing in its way where it only waits', () => {
    expect(obstacle({ page: '/lampen/*', pageKind: 'product' })).toBeUndefined()
  })

  it('is for another address or another kind of page', () => {
    expect(obstacle({ page: '/banken/*' })).toBe('elsewhere')
    expect(obstacle({ pageKind: 'cart' })).toBe('elsewhere')
  })

  it('keeps still in the checkout unless it waits for somebody who is stuck', () => {
    const checkout: Facts = { ...PRODUCT, page_kind: 'checkout' }
    expect(obstacle({}, checkout)).toBe('checkout')
    expect(obstacle({ when: { type: 'idle_seconds', seconds: 40 } }, checkout)).toBeUndefined()
  })

  it('asks for what cannot come here', () => {
    expect(obstacle({ when: { all: [looked(40), onDesk] } })).toBe('rule')
  })
})
