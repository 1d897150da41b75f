import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Expectation, visitsToProve } from './plan.ts'

const FIFTH_MORE: Expectation = { base: 0.03, effect: 0.2, heldOutShare: 0.5, alpha: 0.05 }
const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })

describe(visitsToProve, () => {
  it('is what simulated trials needed, who look all along and so end a little sooner', () => {
    // npm run bench:triggers: 90 % of trials of +20 % end within 60,000 visits, 72 % at 80/20.
    expect(visitsToProve(FIFTH_MORE, 0.9) / 60_000).toBeGreaterThan(1)
    expect(visitsToProve(FIFTH_MORE, 0.9) / 60_000).toBeLessThan(1.2)
    const fifthHeldOut = visitsToProve({ ...FIFTH_MORE, heldOutShare: 0.2 }, 0.72)
    expect(fifthHeldOut / 60_000).toBeGreaterThan(1)
    expect(fifthHeldOut / 60_000).toBeLessThan(1.25)
  })

  it('needs the fewest visits about where half are held out, whatever is expected', () => {
    fc.assert(
      fc.property(share, (heldOutShare) => {
        const best = visitsToProve(FIFTH_MORE)
        expect(visitsToProve({ ...FIFTH_MORE, heldOutShare })).toBeGreaterThan(best * 0.98)
      }),
    )
  })

  it('needs a quarter of the visits for an effect twice as large, and more to be surer', () => {
    const small = visitsToProve({ ...FIFTH_MORE, effect: 0.01 })
    const twice = visitsToProve({ ...FIFTH_MORE, effect: 0.02 })
    expect(small / twice).toBeCloseTo(4, 0)
    expect(visitsToProve(FIFTH_MORE, 0.95)).toBeGreaterThan(visitsToProve(FIFTH_MORE))
    expect(visitsToProve({ ...FIFTH_MORE, alpha: 0.01 })).toBeGreaterThan(visitsToProve(FIFTH_MORE))
  })

  it('never ends before fifty orders can be expected in the smaller arm', () => {
    const huge: Expectation = { base: 0.001, effect: 20, heldOutShare: 0.1, alpha: 0.05 }
    expect(visitsToProve(huge)).toBe(500_000)
  })

  it('needs about as many to see that help harms', () => {
    const harm = visitsToProve({ ...FIFTH_MORE, effect: -0.2 })
    expect(harm / visitsToProve(FIFTH_MORE)).toBeCloseTo(0.85, 1)
  })

  it('refuses what cannot be', () => {
    expect(() => visitsToProve({ ...FIFTH_MORE, effect: 0 })).toThrow('the size of the effect')
    expect(() => visitsToProve({ ...FIFTH_MORE, effect: 40 })).toThrow('lies between 0 and 1')
    expect(() => visitsToProve({ ...FIFTH_MORE, base: Number.NaN })).toThrow('base lies between')
    expect(() => visitsToProve({ ...FIFTH_MORE, heldOutShare: 0 })).toThrow('heldOutShare')
  })
})
