import { describe, expect, it } from 'vitest'
import type { Facts } from './conditions.ts'
import {
  choose,
  DEFAULT_MANNERS,
  type Moment,
  suppressionOf,
  type WidgetTrigger,
} from './manners.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 22, 12)

const trigger: WidgetTrigger = {
  id: 'size',
  page: '',
  when: { type: 'open' },
  text: 'Kan ik helpen?',
}
const facts = { visit_seconds: 30, open: true, wait_seconds: 40 } as Facts
const calm: Moment = {
  now: NOW,
  memory: undefined,
  acted: false,
  prompted: false,
  manners: DEFAULT_MANNERS,
  hidden: false,
  typing: false,
  paying: false,
  covered: false,
  secondsSinceCart: Number.POSITIVE_INFINITY,
}

describe('a trigger whose moment has come', () => {
  it('speaks at a calm moment', () => {
    expect(suppressionOf(trigger, facts, calm)).toBeUndefined()
  })

  it.each([
    ['acted', { acted: true }],
    ['prompted', { prompted: true }],
    ['hidden', { hidden: true }],
    ['typing', { typing: true }],
    ['paying', { paying: true }],
    ['covered', { covered: true }],
    ['cart', { secondsSinceCart: 4.9 }],
  ])('keeps still and says why: %s', (why, moment) => {
    expect(suppressionOf(trigger, facts, { ...calm, ...moment })).toBe(why)
  })

  it('keeps still in the first ten seconds of a visit', () => {
    expect(suppressionOf(trigger, { ...facts, visit_seconds: 9.9 }, calm)).toBe('early')
    expect(suppressionOf(trigger, { ...facts, visit_seconds: 10 }, calm)).toBeUndefined()
  })

  it('speaks again five seconds after something was put in the cart', () => {
    expect(suppressionOf(trigger, facts, { ...calm, secondsSinceCart: 5 })).toBeUndefined()
  })

  it('is silent while the shop is away, unless its text needs nobody', () => {
    const away = { ...facts, open: false }
    expect(suppressionOf(trigger, away, calm)).toBe('away')
    expect(suppressionOf({ ...trigger, whileAway: true }, away, calm)).toBeUndefined()
  })

  it('pauses while the wait is above two minutes, and not while no wait is known', () => {
    expect(suppressionOf(trigger, { ...facts, wait_seconds: 121 }, calm)).toBe('busy')
    expect(suppressionOf(trigger, { ...facts, wait_seconds: 120 }, calm)).toBeUndefined()
    expect(suppressionOf(trigger, { ...facts, wait_seconds: undefined }, calm)).toBeUndefined()
  })

  it('asks whether anybody is there of a trigger, not of a member who invites', () => {
    const invited = { ...trigger, invitation: { id: trigger.id, text: trigger.text } }
    const alone = { ...facts, open: false, wait_seconds: 121 }
    expect(suppressionOf(invited, alone, calm)).toBeUndefined()
    expect(suppressionOf(invited, alone, { ...calm, typing: true })).toBe('typing')
  })

  it.each([
    ['size', 29, 'closed'],
    ['size', 31, undefined],
    ['other', 6, 'closed'],
    ['other', 8, undefined],
  ])('after %j was closed %i days ago: %s', (id, days, why) => {
    const memory = { at: 0, closed: { [id]: NOW - days * DAY }, accepted: [] }
    expect(suppressionOf(trigger, facts, { ...calm, memory })).toBe(why)
  })

  it('offers help twice in seven days to who takes it up', () => {
    const acceptedDaysAgo = (...days: number[]) => ({
      ...calm,
      memory: { at: 0, closed: {}, accepted: days.map((day) => NOW - day * DAY) },
    })
    expect(suppressionOf(trigger, facts, acceptedDaysAgo(1))).toBeUndefined()
    expect(suppressionOf(trigger, facts, acceptedDaysAgo(1, 6))).toBe('often')
    expect(suppressionOf(trigger, facts, acceptedDaysAgo(1, 8))).toBeUndefined()
  })
})

describe('of several triggers', () => {
  const night = { ...trigger, id: 'night', whileAway: true }

  it('the first that may speak does', () => {
    expect(choose([trigger, night], facts, calm)).toEqual({ trigger })
    expect(choose([trigger, night], { ...facts, open: false }, calm)).toEqual({ trigger: night })
  })

  it('where none may, the first says why', () => {
    expect(choose([trigger, night], facts, { ...calm, paying: true })).toEqual({
      trigger,
      suppressed: 'paying',
    })
    expect(choose([], facts, calm)).toBeUndefined()
  })
})
