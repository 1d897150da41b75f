import { describe, expect, it } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime()
const names = (now: number) => snoozeTimes(now).map(({ name }) => name)

describe(snoozeTimes, () => {
  it('offers the afternoon only while it is to come and more than an hour away', () => {
    expect(names(at(18, 10))).toContain('thisAfternoon')
    expect(names(at(18, 13))).toEqual(['inAnHour', 'tomorrow', 'monday', 'nextWeek'])
    expect(names(at(18, 15))).not.toContain('thisAfternoon')
  })

  it('says tomorrow rather than Monday on a Sunday', () => {
    expect(names(at(22, 10))).not.toContain('monday')
  })

  it('means the Monday to come, not today', () => {
    const monday = snoozeTimes(at(18, 10)).find(({ name }) => name === 'monday')
    expect(new Date(monday?.at ?? 0)).toEqual(new Date(2026, 10, 23, 9))
  })

  it('never offers a moment that has passed', () => {
    for (let hour = 0; hour < 24; hour += 1) {
      for (const { at: moment } of snoozeTimes(at(22, hour))) {
        expect(moment).toBeGreaterThan(at(22, hour))
      }
    }
  })
})
