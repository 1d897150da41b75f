import { describe, expect, it } from 'vitest'
import { ago, clock, createDates, money } from './time.ts'

describe(ago, () => {
  it.each([
    [-5, 'zojuist'],
    [4_900, 'zojuist'],
    [12_400, '12 seconden geleden'],
    [134_000, '2 minuten geleden'],
    [3 * 3_600_000, '3 uur geleden'],
    [30 * 3_600_000, 'gisteren'],
  ])('says of %i ms %s', (milliseconds, text) => {
    expect(ago('nl', milliseconds, 'zojuist')).toBe(text)
  })
})

describe(clock, () => {
  it.each([
    [-5, '0:00'],
    [12_400, '0:12'],
    [134_000, '2:14'],
    [3_729_000, '1:02:09'],
    [50 * 3_600_000, '2 d'],
  ])('writes %i ms as %s', (milliseconds, text) => {
    expect(clock(milliseconds)).toBe(text)
  })
})

describe(createDates, () => {
  const dates = createDates('nl-NL', 'vandaag', 'gisteren')
  const now = new Date(2026, 10, 22, 12).getTime()
  const ago = (days: number) => now - days * 86_400_000

  it('is as short as can be understood', () => {
    expect(dates.short(now, now)).toBe('12:00')
    expect(dates.short(ago(2), now)).toBe('vr')
    expect(dates.short(ago(10), now)).toBe('12 nov')
    expect(dates.short(ago(400), now)).toContain('2025')
  })

  it('calls near days by name', () => {
    expect(dates.day(now, now)).toBe('vandaag')
    expect(dates.day(ago(1), now)).toBe('gisteren')
    expect(dates.day(ago(3), now)).toBe('donderdag 19 november')
  })

  it('does not trust a time zone it was told', () => {
    expect(dates.timeIn('Mars/Olympus', now)).toBeUndefined()
  })
})

describe(money, () => {
  it('writes amounts as the reader does, also in a currency nobody knows', () => {
    expect(money('nl-NL', 107.9, 'EUR')).toMatch(/^€\s107,90$/)
    expect(money('nl-NL', 5, 'not a currency')).toBe('5.00')
  })
})
