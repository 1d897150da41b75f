import { describe, expect, it } from 'vitest'
import { busiestKeys, createPageKeyBudget, OTHER_PAGES } from './page-key-budget.ts'

describe(createPageKeyBudget, () => {
  it('gives ten thousand junk addresses one name once its room is taken', () => {
    const budget = createPageKeyBudget(['/'], 100)
    const keys = Array.from({ length: 10_000 }, (_, i) => budget.admit(`/junk-${i}`))
    expect(new Set(keys).size).toBe(100)
    expect(keys.at(-1)).toBe(OTHER_PAGES)
  })

  it('keeps what was known before the junk came', () => {
    const budget = createPageKeyBudget(['/', '/cart'], 2)
    expect(budget.admit('/junk')).toBe(OTHER_PAGES)
    expect([budget.admit('/'), budget.admit('/cart')]).toEqual(['/', '/cart'])
  })

  it('knows a page again that it let in', () => {
    const budget = createPageKeyBudget([], 1)
    expect([budget.admit('/a'), budget.admit('/b'), budget.admit('/a')]).toEqual([
      '/a',
      OTHER_PAGES,
      '/a',
    ])
  })
})

describe(busiestKeys, () => {
  it('keeps the busiest pages, never the bucket, and decides ties the same each day', () => {
    const visits = new Map([
      ['/junk', 1],
      [OTHER_PAGES, 9_000],
      ['/cart', 80],
      ['/b', 5],
      ['/a', 5],
    ])
    expect(busiestKeys(visits, 2)).toEqual(['/cart', '/a'])
    expect(busiestKeys(visits, 10)).toEqual(['/cart', '/a', '/b', '/junk'])
    expect(busiestKeys(new Map(), 10)).toEqual([])
  })
})
