import { describe, expect, it } from 'vitest'
import { findPronePages, type PageCount, type PageFinding } from './prone-pages.ts'

function page(name: string, n: number, hits: number, group = 'product'): PageCount {
  return { page: name, group, n, hits, visitsPerDay: 10 }
}

/** Thirty pages of which 40 % bounce, give or take what is usual between pages. */
function usualPages(n = 2_000): PageCount[] {
  return Array.from({ length: 30 }, (_, i) =>
    page(`usual-${i}`, n, Math.round(n * (0.36 + (i % 9) / 100))),
  )
}

function finding(findings: PageFinding[], name: string): PageFinding | undefined {
  return findings.find(({ page }) => page === name)
}

describe(findPronePages, () => {
  it('calls the pages that are clearly worse prone, the one that loses most visits first', () => {
    const findings = findPronePages([
      ...usualPages(),
      page('small and terrible', 400, 280),
      page('large and bad', 4_000, 2_400),
    ])
    const prone = findings.filter(({ standing }) => standing === 'prone')
    expect(prone.map(({ page }) => page)).toEqual(['large and bad', 'small and terrible'])
    expect(findings.slice(0, 2)).toEqual(prone)
    expect(prone[0]?.lost).toBeGreaterThan(600)
    expect(prone[0]?.lost).toBeLessThan(800)
  })

  it('does not believe a handful of visits, however bad, and says how long they take', () => {
    const few = finding(findPronePages([...usualPages(), page('new', 10, 9)]), 'new')
    expect(few).toMatchObject({ standing: 'unclear', enoughToArm: false })
    expect(few?.daysMore).toBeGreaterThanOrEqual(2)
    expect(few?.shrunk).toBeLessThan(0.6)
    expect(few?.rate).toBe(0.9)
  })

  it('waits for thirty visits before it says anything', () => {
    const findings = findPronePages([...usualPages(), page('quiet', 0, 0), page('calm', 10, 1)])
    expect(finding(findings, 'quiet')).toMatchObject({ standing: 'unclear', daysMore: 3 })
    expect(finding(findings, 'calm')).toMatchObject({ standing: 'unclear', daysMore: 2 })
  })

  it('names no number of days beyond a year, nor for a page that nobody visits', () => {
    const unvisited = { ...page('left alone', 20, 12), visitsPerDay: 0 }
    expect(finding(findPronePages([...usualPages(), unvisited]), 'left alone')?.daysMore).toBe(
      undefined,
    )
  })

  it('arms nothing below a hundred visits', () => {
    const findings = findPronePages([...usualPages(), page('a', 99, 90), page('b', 100, 90)])
    expect(finding(findings, 'a')).toMatchObject({ standing: 'prone', enoughToArm: false })
    expect(finding(findings, 'b')).toMatchObject({ standing: 'prone', enoughToArm: true })
  })

  it('compares a page with its own kind only', () => {
    const checkouts = Array.from({ length: 10 }, (_, i) => page(`pay-${i}`, 500, 50, 'checkout'))
    const findings = findPronePages([
      ...usualPages(),
      ...checkouts,
      page('pay', 500, 150, 'checkout'),
    ])
    expect(finding(findings, 'pay')).toMatchObject({ standing: 'prone' })
    expect(findings.filter(({ standing }) => standing === 'prone')).toHaveLength(1)
  })

  it('says nothing of a page that stands alone, of no pages, and of pages without visits', () => {
    expect(findPronePages([page('only', 5_000, 4_900)])).toMatchObject([{ standing: 'usual' }])
    expect(findPronePages([])).toEqual([])
    expect(findPronePages([page('empty', 0, 0)])).toMatchObject([{ standing: 'unclear', rate: 0 }])
  })

  it('calls none prone where all visits end the same', () => {
    const always = ['a', 'b', 'c'].map((name) => page(name, 100, 100))
    const never = ['a', 'b', 'c'].map((name) => page(name, 100, 0))
    for (const { standing } of [...findPronePages(always), ...findPronePages(never)]) {
      expect(standing).toBe('usual')
    }
  })

  it('refuses counts that cannot be', () => {
    expect(() => findPronePages([page('a', 3, 4)])).toThrow('4 hits of 3')
    expect(() => findPronePages([{ ...page('a', 3, 1), visitsPerDay: Number.NaN }])).toThrow(
      'visitsPerDay',
    )
  })
})
