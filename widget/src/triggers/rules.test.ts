import { describe, expect, it } from 'vitest'
import { decide, type Facts, isSilencedBy, type TriggerRule } from './rules.ts'

const waiting: TriggerRule = {
  id: 'waiting',
  page: '/lampen/*',
  when: { type: 'visible_seconds', seconds: 20 },
  text: 'Twijfel je over de maat?',
}
const leaving: TriggerRule = {
  id: 'leaving',
  page: '',
  when: { type: 'exit_intent' },
  text: 'Nog vragen?',
}

const calm: Facts = {
  path: '/lampen/noot',
  visibleSeconds: 0,
  leaving: false,
  typing: false,
  hidden: false,
  secondsSinceCart: Number.POSITIVE_INFINITY,
  prompted: false,
  acted: false,
}
const due: Facts = { ...calm, visibleSeconds: 20 }

describe('a trigger', () => {
  it('waits for the seconds its page was in sight', () => {
    expect(decide([waiting], { ...calm, visibleSeconds: 19.9 })).toBeUndefined()
    expect(decide([waiting], due)).toEqual({ trigger: waiting })
  })

  it('waits for a shopper about to leave', () => {
    expect(decide([leaving], due)).toBeUndefined()
    expect(decide([leaving], { ...calm, leaving: true })).toEqual({ trigger: leaving })
  })

  it('keeps to its pages and its kind of page', () => {
    expect(decide([waiting], { ...due, path: '/cart' })).toBeUndefined()
    const product: TriggerRule = { ...waiting, pageKind: 'product' }
    expect(decide([product], due)).toBeUndefined()
    expect(decide([product], { ...due, kind: 'product' })).toEqual({ trigger: product })
  })

  it('goes before the ones after it', () => {
    expect(decide([leaving, waiting], { ...due, leaving: true })?.trigger.id).toBe('leaving')
  })

  it.each([
    [{ type: 'learned_risk', above: 0.8 }],
    [{ type: 'toString' }],
    [{}],
    [null],
    ['visible_seconds'],
    [{ type: 'visible_seconds', seconds: 'soon' }],
  ])('is left alone when its condition is %j, of a newer relay', (when) => {
    expect(decide([{ ...waiting, when }, leaving], due)).toBeUndefined()
  })

  it.each([
    ['acted', { acted: true }],
    ['prompted', { prompted: true }],
    ['hidden', { hidden: true }],
    ['typing', { typing: true }],
    ['cart', { secondsSinceCart: 4.9 }],
  ])('keeps still and says why: %s', (suppressed, facts) => {
    expect(decide([waiting], { ...due, ...facts })).toEqual({ trigger: waiting, suppressed })
  })

  it('speaks again a moment after something was put in the cart', () => {
    expect(decide([waiting], { ...due, secondsSinceCart: 5 })).toEqual({ trigger: waiting })
  })

  it('is silent while the shop is away, unless it invites to leave a message', () => {
    expect(isSilencedBy('open', waiting)).toBe(false)
    expect(isSilencedBy('away', waiting)).toBe(true)
    expect(isSilencedBy('away', { ...waiting, whileAway: true })).toBe(false)
  })
})
