import { nanoid } from 'nanoid'
import { expect, it } from 'vitest'
import { isHeldOut } from './hold-out.ts'

const trial = { id: 'doubt', version: 1, holdOut: 0.2 }

it('holds out about as many visits as were asked for', () => {
  const held = Array.from({ length: 20_000 }, () => isHeldOut(nanoid(), trial)).filter(Boolean)
  expect(held.length / 20_000).toBeGreaterThan(0.18)
  expect(held.length / 20_000).toBeLessThan(0.22)
})

it('says the same of a visit each time, and draws anew for another trigger or version', () => {
  const visits = Array.from({ length: 400 }, (_, n) => `visit-${n}`)
  const arms = (of: typeof trial) => visits.map((visit) => isHeldOut(visit, of)).join()
  expect(arms(trial)).toBe(arms(trial))
  expect(arms({ ...trial, id: 'cart' })).not.toBe(arms(trial))
  expect(arms({ ...trial, version: 2 })).not.toBe(arms(trial))
})

it('holds nobody out where that was not asked for', () => {
  const visits = Array.from({ length: 400 }, (_, n) => `visit-${n}`)
  expect(visits.some((visit) => isHeldOut(visit, { id: 'doubt', version: 1 }))).toBe(false)
})
