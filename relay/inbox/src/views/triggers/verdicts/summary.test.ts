import type { TriggerVerdict } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { words as en } from '../i18n/en.ts'
import { words as nl } from '../i18n/nl.ts'
import { type Judged, summarize } from './summary.ts'

const orders = { difference: 0.004, low: 0.001, high: 0.007 }
const revenue = { difference: 31, low: 12, high: 50 }
const unsure = { difference: 31, low: -4, high: 66 }

function read(verdict: Partial<TriggerVerdict> | undefined, more: Partial<Judged> = {}) {
  const judged = { verdict: verdict && ({ orders, revenue, ...verdict } as TriggerVerdict) }
  return summarize({ heldOut: true, enabled: true, ...judged, ...more }, en.verdicts, {
    locale: 'en-GB',
    currency: 'EUR',
  })
}

describe('the verdict on a trigger in one sentence', () => {
  it('tells what it earns, and between which amounts', () => {
    expect(read({ verdict: 'better' })).toEqual({
      standing: 'earns',
      text: 'Earns €0.31 per visit, between €0.12 and €0.50',
    })
  })

  it('tells of orders alone while the money is not sure', () => {
    expect(read({ verdict: 'better', revenue: unsure }).text).toBe(
      'Brings 0.4 orders more per 100 visits, between 0.1 and 0.7; in money it is not sure yet',
    )
  })

  it('writes amounts as the member does, in the currency of the shop', () => {
    const verdict = { verdict: 'better' as const, orders, revenue }
    const judged = { verdict, heldOut: true, enabled: true }
    const yen = { locale: 'nl-NL', currency: 'JPY' }
    expect(summarize(judged, nl.verdicts, yen).text).toMatch(/JP¥\s31 per bezoek/)
  })

  it('says how long until something is proven, as far as that can be told', () => {
    expect(read({ verdict: 'unproven', daysMore: 9 }).text).toBe(
      'Not proven yet: about 9 days more',
    )
    expect(read({ verdict: 'unproven' }).text).toMatch(/not within a year/)
    expect(read(undefined).text).toMatch(/not come in any visit/)
  })

  it('says so when it harms, and whether it still does', () => {
    expect(read({ verdict: 'worse' })).toMatchObject({
      standing: 'harms',
      text: expect.stringMatching(/Switch it off/),
    })
    expect(read({ verdict: 'worse' }, { enabled: false }).text).toMatch(/^Harmed/)
  })

  it('says why it was paused, also where nothing is proven', () => {
    expect(read({ verdict: 'worse' }, { enabled: false, paused: 'harms' }).text).toMatch(/paused/)
    expect(read(undefined, { enabled: false, paused: 'closed', heldOut: false })).toEqual({
      standing: 'harms',
      text: 'Paused: more than two in five shoppers closed it',
    })
  })

  it('claims nothing where the visits were not shared out as planned, or nobody was held out', () => {
    expect(read({ verdict: 'mismatch' }).standing).toBe('broken')
    expect(read({ verdict: 'better' }, { heldOut: false })).toMatchObject({
      standing: 'blind',
      text: expect.stringMatching(/nothing is proven/),
    })
  })
})
