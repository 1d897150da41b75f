import { factsOf } from '@loods/protocol/facts'
import { DEFAULT_MANNERS, type Moment, type WidgetTrigger } from '@loods/protocol/manners'
import { describe, expect, it } from 'vitest'
import { askedBy, standingOf } from './outcome.ts'

const TRIGGER: WidgetTrigger = {
  id: 'doubt-doubt-doubt-dou',
  version: 1,
  page: '/lampen/*',
  when: { type: 'visible_seconds', seconds: 40 },
  text: 'Hulp?',
} as WidgetTrigger
const ANSWER = { availability: 'open' as const, online: true, team: [] }
const MOMENT: Moment = {
  now: Date.UTC(2026, 10, 22),
  memory: undefined,
  ...{ acted: false, prompted: false, hidden: false, typing: false, paying: false, covered: false },
  secondsSinceCart: Number.POSITIVE_INFINITY,
  manners: DEFAULT_MANNERS,
}

function look(seconds: number, more: { trigger?: object; moment?: object; answer?: object } = {}) {
  const answer = { ...ANSWER, ...more.answer }
  const seen = {
    ...{ visible_seconds: seconds, idle_seconds: 0, scroll_depth: 0, rage_clicks: 0 },
    ...{ field_errors: 0, hesitation: 0, exit_intent: false, logged_in: false },
    ...{ page: '/lampen/noot', page_kind: 'product', referrer: '', language: 'nl' },
    ...{ device: 'phone', event: [], element: [], risk_score: undefined },
  }
  const facts = factsOf(seen, { answer, said: [], memory: undefined, now: MOMENT.now })
  const trigger = { ...TRIGGER, ...more.trigger }
  return standingOf(trigger, facts, { answer, moment: { ...MOMENT, ...more.moment } })
}

describe('a trigger in the shop of its merchant', () => {
  it('waits, and then would show', () => {
    expect(look(12).outcome).toBe('waits')
    expect(look(41)).toMatchObject({ outcome: 'now', suppressed: undefined })
  })

  it('keeps still for manners when its moment is there, and says before it why it would', () => {
    const typing = { moment: { typing: true } }
    expect(look(41, typing)).toMatchObject({ outcome: 'still', suppressed: 'typing' })
    expect(look(12, typing)).toMatchObject({ outcome: 'waits', suppressed: 'typing' })
  })

  it('shows nothing while it rests or this visit is held out', () => {
    const { id } = TRIGGER
    expect(look(41, { answer: { resting: [id] } }).outcome).toBe('resting')
    expect(look(41, { answer: { heldOut: [id] } }).outcome).toBe('heldOut')
  })

  it('is for another page, or asks for what cannot come here', () => {
    expect(look(41, { trigger: { page: '/banken' } }).outcome).toBe('elsewhere')
    expect(look(41, { trigger: { when: { type: 'device', is: 'desk' } } }).outcome).toBe('rule')
  })
})

it('tells in signs what a condition asks', () => {
  expect(askedBy({ type: 'visible_seconds', seconds: 40 })).toBe('≥ 40')
  expect(askedBy({ type: 'pages', min: 2, max: 5 })).toBe('≥ 2 · ≤ 5')
  expect(askedBy({ type: 'exit_intent' })).toBe('')
})
