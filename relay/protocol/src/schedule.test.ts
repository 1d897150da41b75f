import { describe, expect, it } from 'vitest'
import { rests } from './schedule.ts'
import type { TriggerSchedule } from './settings.ts'

const HOURS = 60
const HERE = 'Europe/Amsterdam'

/** @param at such as 2026-11-22T12:00Z */
const restsAt = (schedule: TriggerSchedule, at: string, timeZone = HERE) =>
  rests(schedule, Date.parse(at), timeZone)

describe('a trigger by its schedule', () => {
  it('never rests where nothing bounds it', () => {
    expect(restsAt({}, '2026-11-22T12:00Z')).toBe(false)
  })

  it('keeps to hours on the shop’s own clock, from the first minute until the last', () => {
    const office = { from: 9 * HOURS, to: 17 * HOURS }
    expect(restsAt(office, '2026-11-23T07:59Z')).toBe(true)
    expect(restsAt(office, '2026-11-23T08:00Z')).toBe(false)
    expect(restsAt(office, '2026-11-23T15:59Z')).toBe(false)
    expect(restsAt(office, '2026-11-23T16:00Z')).toBe(true)
    expect(restsAt(office, '2026-11-23T16:00Z', 'America/New_York')).toBe(false)
  })

  it('keeps to one end where only that is said', () => {
    expect(restsAt({ from: 12 * HOURS }, '2026-11-23T22:59Z')).toBe(false)
    expect(restsAt({ from: 12 * HOURS }, '2026-11-23T10:59Z')).toBe(true)
    expect(restsAt({ to: 12 * HOURS }, '2026-11-22T23:00Z')).toBe(false)
    expect(restsAt({ to: 12 * HOURS }, '2026-11-23T11:00Z')).toBe(true)
  })

  it('keeps to days of the week as the shop has them', () => {
    const sunday = { days: [0] }
    expect(restsAt(sunday, '2026-11-21T22:59Z')).toBe(true)
    expect(restsAt(sunday, '2026-11-21T23:00Z')).toBe(false)
    expect(restsAt(sunday, '2026-11-22T22:59Z')).toBe(false)
    expect(restsAt(sunday, '2026-11-22T23:00Z')).toBe(true)
  })

  it('counts what goes over midnight to the day it began on', () => {
    const friday = { days: [5], from: 22 * HOURS, to: 2 * HOURS }
    expect(restsAt(friday, '2026-11-27T20:59Z')).toBe(true)
    expect(restsAt(friday, '2026-11-27T21:00Z')).toBe(false)
    expect(restsAt(friday, '2026-11-28T00:59Z')).toBe(false)
    expect(restsAt(friday, '2026-11-28T01:00Z')).toBe(true)
    expect(restsAt(friday, '2026-11-26T23:30Z')).toBe(true)
  })

  it('lasts a whole day where it ends when it began', () => {
    const nine = { days: [5], from: 9 * HOURS, to: 9 * HOURS }
    expect(restsAt(nine, '2026-11-27T07:59Z')).toBe(true)
    expect(restsAt(nine, '2026-11-27T08:00Z')).toBe(false)
    expect(restsAt(nine, '2026-11-28T07:59Z')).toBe(false)
    expect(restsAt(nine, '2026-11-28T08:00Z')).toBe(true)
  })

  it('begins with the first day and ends after the last, nights included', () => {
    const sale = { start: '2026-11-27', end: '2026-11-28' }
    expect(restsAt(sale, '2026-11-26T22:59Z')).toBe(true)
    expect(restsAt(sale, '2026-11-26T23:00Z')).toBe(false)
    expect(restsAt(sale, '2026-11-28T22:59Z')).toBe(false)
    expect(restsAt(sale, '2026-11-28T23:00Z')).toBe(true)
    const nights = { ...sale, from: 20 * HOURS, to: 4 * HOURS }
    expect(restsAt(nights, '2026-11-26T23:30Z')).toBe(true)
    expect(restsAt(nights, '2026-11-29T02:59Z')).toBe(false)
    expect(restsAt(nights, '2026-11-29T03:00Z')).toBe(true)
  })

  it('follows the clock when it is put forward or back', () => {
    const morning = { from: 9 * HOURS, to: 10 * HOURS }
    // 2026-03-29 and 2026-10-25: the days on which the clocks of Amsterdam change.
    expect(restsAt(morning, '2026-03-28T08:30Z')).toBe(false)
    expect(restsAt(morning, '2026-03-29T07:30Z')).toBe(false)
    expect(restsAt(morning, '2026-03-29T08:30Z')).toBe(true)
    expect(restsAt(morning, '2026-10-25T07:30Z')).toBe(true)
    expect(restsAt(morning, '2026-10-25T08:30Z')).toBe(false)
    const night = { days: [6], from: 22 * HOURS, to: 3 * HOURS }
    // The hour from two to three comes twice; both are the night of Saturday.
    expect(restsAt(night, '2026-10-25T00:30Z')).toBe(false)
    expect(restsAt(night, '2026-10-25T01:30Z')).toBe(false)
    expect(restsAt(night, '2026-10-25T02:00Z')).toBe(true)
  })
})
