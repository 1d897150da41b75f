import type { PageRules, Trigger } from '@loods/protocol'
import { fitsPage } from '@loods/protocol/page-pattern'
import { describe, expect, it } from 'vitest'
import { pageKeyOf } from '../page-views/page-key.ts'
import { isCovered, placeOf } from './where.ts'

const RULES: PageRules = { languages: ['nl', 'en'], merge: [], split: [] }

function aTrigger(trigger: Partial<Trigger>): Trigger {
  return {
    id: 'trigger',
    version: 1,
    enabled: true,
    name: 'Hulp',
    page: '',
    when: { type: 'exit_intent' },
    texts: { nl: 'Hulp?', en: 'Help?' },
    ...trigger,
  }
}

describe(placeOf, () => {
  it.each([
    '/',
    '/lampen',
    '/nl/lampen',
    '/Lampen/Bureau-lamp/',
    '/p/desk-lamp-48123',
    '/p/48123-desk-lamp',
    '/account/orders/5f0c7a51-9f3e-4b6c-8a77-2f1f6f1d2e3a',
    '/b%C3%BCrolampen',
    `/${'lange-naam-'.repeat(9)}`,
    '/a/b/c/d/e/f/g/h/i/j',
  ])('finds the page again that %s was counted as', (path) => {
    const key = pageKeyOf({ url: path }, RULES)
    const { page } = placeOf({ key, kind: 'other' }, RULES)
    expect(fitsPage(page, path)).toBe(true)
    expect(fitsPage(page, '/somewhere/else')).toBe(false)
  })

  it('names the kind where the shop says it, and of the home page nothing else', () => {
    expect(placeOf({ key: '/', kind: 'home' }, RULES)).toEqual({
      page: '',
      pageKind: 'home',
      rules: [],
    })
    expect(placeOf({ key: '/cart', kind: 'cart' }, { ...RULES, languages: [] })).toEqual({
      page: '/cart',
      pageKind: 'cart',
      rules: [],
    })
  })

  it('says in patterns which pages a merchant counts as one', () => {
    const one = { ...RULES, merge: [{ pattern: '/sale/*', key: '/sale' }] }
    expect(placeOf({ key: '/sale', kind: 'category' }, one).page).toBe('*/sale/*')
    const two = { ...one, merge: [...one.merge, { pattern: '/outlet', key: '/Sale/' }] }
    expect(placeOf({ key: '/sale', kind: 'category' }, two)).toMatchObject({
      page: '',
      rules: [
        {
          any: [
            { type: 'page', like: '*/sale/*' },
            { type: 'page', like: '*/outlet' },
          ],
        },
      ],
    })
  })
})

describe(isCovered, () => {
  const lamp = { key: '/lampen/lamp-2', kind: 'product' } as const

  it.each([
    { page: '/lampen/*' },
    { page: '/nl/lampen/lamp-2' },
    { page: '', pageKind: 'product' as const },
  ])('knows a trigger for %o on that page', (trigger) => {
    expect(isCovered(lamp, [aTrigger(trigger)], RULES)).toBe(true)
  })

  it.each([
    { page: '/cart' },
    { page: '/lampen/*', enabled: false },
    { page: '/lampen/*', pageKind: 'cart' as const },
    // A word to every visitor is none about this page.
    { page: '' },
  ])('takes a trigger for %o as none for that page', (trigger) => {
    expect(isCovered(lamp, [aTrigger(trigger)], RULES)).toBe(false)
  })
})
