import { DEFAULT_MANNERS } from '@loods/protocol/manners'
import { describe, expect, it } from 'vitest'
import { isRecommended, loosened } from './bounds.ts'

describe('manners beside what is recommended', () => {
  it('are neither looser nor other as they come', () => {
    expect(loosened(DEFAULT_MANNERS)).toEqual([])
    expect(isRecommended(DEFAULT_MANNERS)).toBe(true)
  })

  it('are looser when shoppers are asked more often, sooner, or again earlier', () => {
    const loose = { ...DEFAULT_MANNERS, perVisit: 2, early: 5, sameClosed: 7 }
    expect(loosened(loose)).toEqual(['perVisit', 'early', 'sameClosed'])
  })

  it('may be stricter without being looser, and are then still other', () => {
    const strict = { ...DEFAULT_MANNERS, perWeek: 1, early: 60, longWait: 30 }
    expect(loosened(strict)).toEqual([])
    expect(isRecommended(strict)).toBe(false)
  })
})
