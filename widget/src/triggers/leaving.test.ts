import { beforeEach, describe, expect, it } from 'vitest'
import { createLeavingWatch, type LeavingWatch } from './leaving.ts'

/** A mouse or screen tells where it is about each frame. */
const FRAME = 16
const START = 1_000

let at: number
let watch: LeavingWatch

beforeEach(() => {
  at = START
  watch = createLeavingWatch(START)
})

/** Moves the pointer from one height to another in a time, a step each frame. */
function move(from: number, to: number, time: number): void {
  const steps = Math.max(1, Math.round(time / FRAME))
  for (let step = 1; step <= steps; step += 1) {
    at += FRAME
    watch.pointerAt(from + ((to - from) * step) / steps, at)
  }
}

function leave(y: number): boolean {
  at += FRAME
  return watch.pointerLeft(y, at)
}

describe('a pointer that leaves the page', () => {
  it('means it when it was in the page and shoots up to the tabs', () => {
    move(40, 500, 1_500)
    move(500, 12, 160)
    expect(leave(-4)).toBe(true)
  })

  it('does not when the page just opened', () => {
    move(40, 500, 300)
    move(500, 12, 160)
    expect(leave(-4)).toBe(false)
  })

  it('does not when it only came in at the top and went back', () => {
    move(2, 60, 1_500)
    move(60, 2, 100)
    expect(leave(-4)).toBe(false)
  })

  it('does not when it drifts out slowly', () => {
    move(40, 500, 1_500)
    move(500, 2, 4_000)
    expect(leave(-1)).toBe(false)
  })

  it('does not when it rested at the top before it left', () => {
    move(40, 500, 1_500)
    move(500, 4, 160)
    at += 2_000
    expect(leave(-1)).toBe(false)
  })

  it('does not when it leaves by a side or the bottom', () => {
    move(40, 500, 1_500)
    move(500, 300, 100)
    expect(leave(300)).toBe(false)
  })
})

describe('a finger that scrolls', () => {
  function scroll(from: number, to: number, time: number): boolean[] {
    const steps = Math.round(time / FRAME)
    return Array.from({ length: steps }, (_, step) => {
      at += FRAME
      return watch.scrolledTo(from + ((to - from) * (step + 1)) / steps, at)
    })
  }

  it('looks like leaving when it throws a long page back to the top', () => {
    scroll(0, 2_000, 2_000)
    expect(scroll(2_000, 0, 500)).toContain(true)
  })

  it('does not when it reads back', () => {
    scroll(0, 2_000, 2_000)
    expect(scroll(2_000, 0, 3_000)).not.toContain(true)
  })

  it('does not when a busy page tells late, and then twice at once', () => {
    scroll(0, 2_000, 2_000)
    at += 300
    expect(watch.scrolledTo(1_900, at)).toBe(false)
    at += 5
    expect(watch.scrolledTo(1_800, at)).toBe(false)
  })

  it('does not near the top, where there is nothing to come back from', () => {
    scroll(0, 400, 1_500)
    expect(scroll(400, 0, 100)).not.toContain(true)
  })
})
