import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourOfWeek } from './hour-of-week.ts'
import { MIN_SAMPLES, measurePromise, type ReplySample } from './promise.ts'

function answers(hour: number, ...seconds: number[]): ReplySample[] {
  return seconds.map((value) => ({ hourOfWeek: hour, seconds: value }))
}

describe('the measured promise', () => {
  it('is the median of the hour, so that one forgotten chat does not spoil it', () => {
    const week = measurePromise(answers(10, 30, 35, 40, 45, 86_400))
    expect(week[10]).toBe(40)
  })

  it('takes the mean of the two middle answers of an even number', () => {
    expect(measurePromise(answers(10, 10, 20, 30, 41, 50, 60))[10]).toBe(36)
  })

  it('asks the neighbours of an hour with too few answers, around the end of the week', () => {
    const week = measurePromise([
      ...answers(167, 100, 100),
      ...answers(0, 20),
      ...answers(1, 20, 20),
      ...answers(80, 900, 900, 900, 900, 900, 900),
    ])
    expect(week[0]).toBe(20)
    expect(week[80]).toBe(900)
  })

  it('falls back to all hours where the neighbours are silent too', () => {
    const week = measurePromise(answers(34, 60, 60, 60, 60, 60))
    expect(week[100]).toBe(60)
  })

  it('promises nothing below the minimum of answers', () => {
    const few = measurePromise(answers(10, ...Array.from({ length: MIN_SAMPLES - 1 }, () => 5)))
    expect(few.every((hour) => hour === null)).toBe(true)
  })

  it('never promises less than the quickest or more than the slowest answer', () => {
    const sample = fc.record({
      hourOfWeek: fc.integer({ min: 0, max: 167 }),
      seconds: fc.integer({ min: 0, max: 100_000 }),
    })
    fc.assert(
      fc.property(fc.array(sample, { minLength: MIN_SAMPLES }), (samples) => {
        const all = samples.map(({ seconds }) => seconds)
        for (const hour of measurePromise(samples)) {
          expect(hour).toBeGreaterThanOrEqual(Math.min(...all))
          expect(hour).toBeLessThanOrEqual(Math.max(...all))
        }
      }),
    )
  })
})

describe('the hour of the week', () => {
  it('counts from Monday midnight on the shop’s clock', () => {
    const monday = Date.UTC(2026, 10, 23, 0, 30)
    expect(hourOfWeek(monday, 'Europe/Amsterdam')).toBe(1)
    expect(hourOfWeek(monday, 'America/New_York')).toBe(6 * 24 + 19)
  })

  it('follows summer time', () => {
    expect(hourOfWeek(Date.UTC(2026, 6, 6, 9, 0), 'Europe/Amsterdam')).toBe(11)
    expect(hourOfWeek(Date.UTC(2026, 0, 5, 9, 0), 'Europe/Amsterdam')).toBe(10)
  })
})
