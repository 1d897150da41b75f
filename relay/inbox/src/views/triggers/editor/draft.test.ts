import { type TriggerDefinition, triggerDefinition } from '@loods/protocol'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { carryOver, changesOf, missingIn, toDefinition, toDraft } from './draft.ts'

const PLAIN: TriggerDefinition = {
  name: 'Twijfel',
  page: '',
  when: { type: 'exit_intent' },
  texts: { nl: 'Kan ik helpen?', en: 'Can I help?' },
  holdOut: 0.2,
}
const FULL: TriggerDefinition = {
  ...PLAIN,
  page: '/lampen/*',
  pageKind: 'product',
  when: { all: [{ type: 'exit_intent' }, { any: [{ type: 'open' }, { type: 'online' }] }] },
  replies: { nl: ['Ja'], en: [] },
  variants: [{ texts: { nl: 'Hulp?', en: 'Help?' }, replies: { nl: [], en: ['Yes'] } }],
  schedule: { days: [1], from: 540, to: 1_020, start: '2026-12-01' },
  delay: 3,
  priority: 2,
  whileAway: true,
}

describe('a trigger', () => {
  it.each([PLAIN, FULL])('comes out of editing as it went in', (trigger) => {
    expect(toDefinition(toDraft(trigger))).toEqual(trigger)
    expect(v.is(v.strictObject(triggerDefinition.entries), trigger)).toBe(true)
  })

  it('that is written in one language is said in both', () => {
    const draft = toDraft({ ...PLAIN, texts: { nl: ' Hulp? ', en: '' } })
    expect(toDefinition(draft).texts).toEqual({ nl: 'Hulp?', en: 'Hulp?' })
  })

  it('leaves out replies nobody wrote', () => {
    const draft = toDraft(PLAIN)
    draft.ways[0]?.replies.nl.push(' ', 'Ja ')
    expect(toDefinition(draft).replies).toEqual({ nl: ['Ja'], en: [] })
  })
})

describe('what changed', () => {
  it('is all the relay is told', () => {
    expect(changesOf(FULL, { ...FULL, delay: 5 })).toEqual({ delay: 5 })
    const reordered = {
      ...FULL,
      schedule: { start: '2026-12-01', from: 540, to: 1_020, days: [1] },
    }
    expect(changesOf(FULL, reordered)).toEqual({})
  })

  it('says what is gone in a way the relay takes', () => {
    expect(changesOf(FULL, { ...PLAIN, when: FULL.when, page: FULL.page })).toEqual({
      pageKind: null,
      replies: { nl: [], en: [] },
      variants: [],
      schedule: {},
      delay: 0,
      priority: 0,
      whileAway: false,
    })
  })

  it('goes on top of what a colleague changed', () => {
    const mine = { ...FULL, delay: 9 }
    const { pageKind: _, ...theirs } = { ...FULL, name: 'Van hen', delay: 1 }
    expect(carryOver(FULL, mine, theirs)).toEqual({ ...theirs, delay: 9 })
    const withoutKind = { ...mine }
    delete withoutKind.pageKind
    expect(carryOver(FULL, withoutKind, FULL)).toEqual(withoutKind)
  })
})

describe('what is missing', () => {
  it('is told by the place it is missing in', () => {
    const draft = toDraft({
      ...FULL,
      name: ' ',
      when: { all: [{ type: 'page', like: '' }, { any: [{ type: 'pages', min: Number.NaN }] }] },
      variants: [{ texts: { nl: '', en: ' ' } }],
    })
    expect(missingIn(draft)).toEqual([
      { field: 'name', what: 'name' },
      { field: 'when', place: [0], what: 'value' },
      { field: 'when', place: [1, 0], what: 'number' },
      { field: 'variants.0.texts', what: 'text' },
    ])
    expect(missingIn({ ...toDraft(PLAIN), tree: { join: 'all', items: [] } })).toEqual([
      { field: 'when', what: 'condition' },
    ])
    expect(missingIn(toDraft(FULL))).toEqual([])
  })
})
