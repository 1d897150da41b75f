import { nanoid } from 'nanoid'
import { expect, it } from 'vitest'
import { isHeldOut, variantOf } from './hold-out.ts'

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

it('gives each way of saying it its share of the visits, in both arms alike', () => {
  const shared = { ...trial, holdOut: 0.5, shares: [0.6, 0.3, 0.1] }
  const drawn = Array.from({ length: 20_000 }, () => nanoid()).map((visit) => ({
    held: isHeldOut(visit, shared),
    ...variantOf(visit, shared),
  }))
  for (const held of [true, false]) {
    const arm = drawn.filter((one) => one.held === held)
    shared.shares.forEach((share, variant) => {
      const got = arm.filter((one) => one.variant === variant)
      expect(got.length / arm.length).toBeCloseTo(share, 1)
      expect(new Set(got.map((one) => one.share))).toEqual(new Set([share]))
    })
  }
})

it('says it in the first way where there is no other', () => {
  expect(variantOf('visit', trial)).toEqual({ variant: 0, share: 1 })
})
