import { describe, expect, it } from 'vitest'
import { caught, suggestMerge, suggestSplit, withMerge, withSplit } from './page-rules.ts'

const NONE = { languages: [], merge: [], split: [] }

describe('what is suggested', () => {
  it('is what chosen pages share, to count them as one', () => {
    expect(suggestMerge(['/lampen/lamp-1', '/lampen/lamp-12'])).toEqual({
      patterns: ['/lampen/lamp-*'],
      name: '/lampen/lamp',
    })
    expect(suggestMerge(['/sale/rood', '/sale/blauw'])).toEqual({
      patterns: ['/sale/*'],
      name: '/sale',
    })
  })

  it('is the pages themselves where they share nothing', () => {
    expect(suggestMerge(['/over-ons', '/contact'])).toEqual({
      patterns: ['/over-ons', '/contact'],
      name: '/over-ons',
    })
  })

  it('is what was merged, to count it apart', () => {
    const rules = withMerge(NONE, ['/sale/*', '/outlet'], '/sale')
    expect(suggestSplit(['/sale', '/lamp'], rules)).toEqual(['/sale/*', '/outlet', '/lamp'])
  })
})

it('shows which counted pages patterns fit', () => {
  expect(caught(['/sale/*', '/b'], ['/sale/rood', '/b', '/c'])).toEqual(['/sale/rood', '/b'])
})

describe('rules', () => {
  it('put the newest merge first and take back what said otherwise', () => {
    const rules = withMerge({ ...NONE, split: ['/sale/*'] }, ['/sale/*'], '/sale')
    expect(withMerge(rules, ['/sale/rood'], '/rood')).toEqual({
      languages: [],
      merge: [
        { pattern: '/sale/rood', key: '/rood' },
        { pattern: '/sale/*', key: '/sale' },
      ],
      split: [],
    })
  })

  it('take a merge back as a whole, or make an exception to it', () => {
    const rules = withMerge(NONE, ['/sale/*'], '/sale')
    expect(withSplit(rules, ['/sale/*'])).toEqual(NONE)
    expect(withSplit(rules, ['/sale/rood'])).toEqual({ ...rules, split: ['/sale/rood'] })
  })
})
