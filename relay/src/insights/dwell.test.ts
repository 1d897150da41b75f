import { expect, it } from 'vitest'
import { medianLeaver } from './dwell.ts'

it('finds when half of those who left had gone', () => {
  // Classes 4 and 5 end at 6 and 8 seconds.
  const dwell = [
    { step: 4, views: 90, leavers: 10 },
    { step: 5, views: 10, leavers: 10 },
  ]
  expect(medianLeaver(dwell)).toBe(6)
  expect(medianLeaver([{ step: 5, views: 4, leavers: 4 }])).toBe(7)
})

it('knows nothing while nobody left', () => {
  expect(medianLeaver([])).toBeUndefined()
  expect(medianLeaver([{ step: 3, views: 5, leavers: 0 }])).toBeUndefined()
})

it('takes the beginning of the last class, which has no end', () => {
  expect(medianLeaver([{ step: 17, views: 1, leavers: 1 }])).toBe(600)
})
