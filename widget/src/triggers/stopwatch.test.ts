import { beforeEach, describe, expect, it } from 'vitest'
import { createStopwatch, type Stopwatch } from './stopwatch.ts'

let now: number
let watch: Stopwatch

beforeEach(() => {
  now = 5_000
  watch = createStopwatch(() => now)
})

describe('a stopwatch', () => {
  it('counts only while it runs', () => {
    now += 3_000
    expect(watch.seconds()).toBe(0)
    watch.run(true)
    now += 2_000
    expect(watch.seconds()).toBe(2)
    watch.run(false)
    now += 60_000
    watch.run(true)
    now += 500
    expect(watch.seconds()).toBe(2.5)
  })

  it('counts no moment twice when it is told twice that it runs', () => {
    watch.run(true)
    now += 1_000
    watch.run(true)
    now += 1_000
    expect(watch.seconds()).toBe(2)
  })

  it('begins again at nothing, running on if it ran', () => {
    watch.run(true)
    now += 9_000
    watch.reset()
    expect(watch.seconds()).toBe(0)
    now += 1_000
    expect(watch.seconds()).toBe(1)
  })
})
