import type { Trigger } from '@loods/protocol'
import { DEFAULT_MANNERS } from '@loods/protocol/manners'
import { describe, expect, it } from 'vitest'
import { examine, type ShopNow, type Supposed, toAddress } from './examine.ts'

const TRIGGER: Trigger = {
  id: 'doubt-doubt-doubt-dou',
  version: 1,
  enabled: true,
  name: 'Twijfel',
  page: '/lampen/*',
  when: { type: 'visible_seconds', seconds: 40 },
  texts: { nl: 'Hulp?', en: 'Help?' },
}
const PAGE: Supposed = {
  url: 'https://lamp.example/lampen/noot?utm_source=mail',
  kind: 'product',
  device: 'phone',
  language: 'nl',
}
const NOW: ShopNow = {
  open: true,
  online: true,
  waitSeconds: 20,
  manners: DEFAULT_MANNERS,
  timeZone: 'Europe/Amsterdam',
  now: Date.UTC(2026, 10, 22, 12),
}

const reasons = (trigger: Partial<Trigger>, page = {}, shop = {}) =>
  examine([{ ...TRIGGER, ...trigger }], { ...PAGE, ...page }, { ...NOW, ...shop })[0]?.reasons

describe('a trigger on a page that is supposed', () => {
  it('may speak where it only waits for what happens there', () => {
    expect(reasons({})).toEqual([])
    expect(reasons({ when: { type: 'utm_source', is: 'mail' } })).toEqual([])
  })

  it('is told everything that is in its way', () => {
    expect(reasons({ enabled: false, page: '/banken/*' })).toEqual(['off', 'elsewhere'])
    expect(reasons({ when: { type: 'device', is: 'desk' } })).toEqual(['rule'])
    expect(reasons({ page: '' }, { kind: 'checkout' })).toEqual(['checkout'])
  })

  it('rests by its schedule, on the shop’s own clock', () => {
    expect(reasons({ schedule: { days: [1] } })).toEqual(['resting'])
    expect(reasons({ schedule: { days: [0], from: 780, to: 800 } })).toEqual([])
  })

  it('keeps still while nobody answers, unless it may speak then', () => {
    expect(reasons({}, {}, { open: false })).toEqual(['away'])
    expect(reasons({ whileAway: true }, {}, { open: false })).toEqual([])
    expect(reasons({}, {}, { waitSeconds: 121 })).toEqual(['busy'])
  })
})

describe('an address', () => {
  it('may be whole, or the end of one, or not written yet', () => {
    expect(toAddress(' https://lamp.example/a?b=1 ').pathname).toBe('/a')
    expect(toAddress('/lampen/noot').pathname).toBe('/lampen/noot')
    expect(toAddress('lampen').pathname).toBe('/lampen')
    expect(toAddress('https://').pathname).toBe('/')
  })
})
