import type { TriggerDefinition } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { conflictsOf } from './conflicts.ts'
import { blankTrigger } from './templates.ts'

const AROUND = { early: 10, longWait: 120, today: '2026-11-22' }

type When = TriggerDefinition['when']

/** What is wrong with a trigger, as `code` or `code@place`. */
function wrong(when: When, more: Partial<TriggerDefinition> = {}): string[] {
  return conflictsOf({ ...blankTrigger(), when, ...more }, AROUND).map(({ code, place }) =>
    place ? `${code}@${place}` : code,
  )
}

describe('on checkout pages', () => {
  it('a trigger needs something that tells that somebody is stuck', () => {
    const when: When = { all: [{ type: 'visible_seconds', seconds: 40 }, { type: 'exit_intent' }] }
    expect(wrong(when, { pageKind: 'checkout' })).toEqual(['checkout_needs_stuck'])
    expect(wrong(when)).toEqual([])
    const asked: When = { all: [{ type: 'page_kind', is: 'checkout' }, { type: 'exit_intent' }] }
    expect(wrong(asked)).toEqual(['checkout_needs_stuck'])
  })

  it.each<When>([
    { type: 'idle_seconds', seconds: 30 },
    { any: [{ type: 'exit_intent' }, { type: 'coupon_failed', min: 2 }] },
    {
      all: [{ type: 'visible_seconds', seconds: 40 }, { any: [{ type: 'field_errors', min: 2 }] }],
    },
    { type: 'hesitation', min: 1 },
  ])('%o is enough', (when) => {
    expect(wrong(when, { pageKind: 'checkout' })).toEqual([])
  })

  it('what may not be so does not help', () => {
    const when: When = {
      all: [{ type: 'visible_seconds', seconds: 40 }, { none: [{ type: 'hesitation', min: 1 }] }],
    }
    expect(wrong(when, { pageKind: 'checkout' })).toEqual(['checkout_needs_stuck'])
  })
})

describe('conditions that exclude each other', () => {
  it('are told at the later one, where both must hold', () => {
    const pair = [
      { type: 'utm_source', is: 'a' },
      { type: 'utm_source', is: 'b' },
    ] as const
    const wait = { type: 'idle_seconds', seconds: 30 } as const
    expect(wrong({ all: [...pair, wait] })).toEqual(['contradiction@1'])
    expect(wrong({ all: [wait, { any: [...pair] }] })).toEqual([])
    expect(wrong({ all: [wait, { all: [...pair] }] })).toEqual(['contradiction@1,1'])
  })

  it('are amounts without a common one, other languages and other kinds of page', () => {
    expect(
      wrong({
        all: [
          { type: 'pages', min: 5 },
          { type: 'pages', max: 3 },
        ],
      }),
    ).toEqual(['contradiction@1'])
    expect(
      wrong({
        all: [
          { type: 'language', like: 'nl*' },
          { type: 'language', like: 'en*' },
          { type: 'exit_intent' },
        ],
      }),
    ).toEqual(['contradiction@1'])
    const when: When = { all: [{ type: 'exit_intent' }, { type: 'page_kind', is: 'cart' }] }
    expect(wrong(when, { pageKind: 'product' })).toEqual(['other_kind@1'])
  })

  it('are not two things of which a shopper has many', () => {
    const when: When = {
      all: [
        { type: 'cart', is: '1' },
        { type: 'cart', is: '2' },
      ],
    }
    expect(wrong(when)).toEqual([])
  })

  it('are leaving and having done nothing, at the same moment', () => {
    const pair = [{ type: 'exit_intent' }, { type: 'idle_seconds', seconds: 30 }] as const
    expect(wrong({ all: [...pair] })).toEqual(['leaving_idle@1'])
    expect(wrong({ any: [...pair] })).toEqual([])
  })
})

describe('what can never fit', () => {
  it('is an address that is more than a path', () => {
    const address = 'https://winkel.example/sale'
    expect(wrong({ type: 'exit_intent' }, { page: address })).toEqual(['full_address'])
    const when: When = { all: [{ type: 'page', like: '/sale?x=1' }, { type: 'exit_intent' }] }
    expect(wrong(when)).toEqual(['with_query@0'])
  })

  it('is an amount that ends before it begins, and a schedule that does or is over', () => {
    expect(wrong({ type: 'pages', min: 5, max: 3 })).toEqual(['range@0'])
    const leaving: When = { type: 'exit_intent' }
    expect(wrong(leaving, { schedule: { start: '2026-12-02', end: '2026-12-01' } })).toEqual([
      'schedule_order',
    ])
    expect(wrong(leaving, { schedule: { end: '2026-11-21' } })).toEqual(['schedule_over'])
    expect(wrong(leaving, { schedule: { end: '2026-11-22' } })).toEqual([])
  })

  it('is a wait longer than the one above which nobody is invited', () => {
    const when: When = { all: [{ type: 'exit_intent' }, { type: 'wait_seconds', min: 300 }] }
    expect(wrong(when)).toEqual(['too_long_a_wait@1'])
  })
})

describe('what can speak, but not as one might think', () => {
  it('is told after what never can', () => {
    const when: When = { all: [{ type: 'returning' }, { type: 'pages', min: 5, max: 3 }] }
    expect(wrong(when)).toEqual(['range@1', 'returning_known@0'])
  })

  it.each<[string, When, Partial<TriggerDefinition>]>([
    ['no_moment', { type: 'device', is: 'phone' }, {}],
    ['no_moment', { none: [{ type: 'pages', min: 2 }] }, {}],
    ['first_seconds@0', { type: 'visible_seconds', seconds: 5 }, {}],
    ['risk_known@0', { type: 'risk_score', min: 0.5 }, {}],
    [
      'leaving_not@1,0',
      { all: [{ type: 'pages', min: 2 }, { none: [{ type: 'exit_intent' }] }] },
      {},
    ],
    ['away_anyway@1', { all: [{ type: 'exit_intent' }, { type: 'online' }] }, { whileAway: true }],
    [
      'product_elsewhere@1',
      { all: [{ type: 'exit_intent' }, { type: 'product', contains: 'x' }] },
      { pageKind: 'cart' },
    ],
  ])('%s: %o', (expected, when, more) => {
    expect(wrong(when, more)).toEqual([expected])
  })
})
