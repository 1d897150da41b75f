import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaCdf, betaQuantile, logBeta, logGamma, normalQuantile } from './special-functions.ts'

/** Beta(a, b) up to x, by scipy 1.17 (Boost), which agrees with mpmath at 40 digits where both answer. */
const KNOWN: [a: number, b: number, x: number, probability: number][] = [
  [2, 3, 0.4, 0.5248],
  [0.5, 0.5, 0.3, 0.36901011956554536],
  [2.5, 38.1, 0.0611, 0.5714816574693697],
  [40, 60, 0.525, 0.9940155219244097],
  [3e5, 9.7e6, 0.03005, 0.823026925591692],
  [5e5, 5e5, 0.5, 0.5],
  [5e5, 5e5, 0.5005, 0.8413447460685569],
  [1e6, 2e6, 0.3334, 0.5968015448900887],
]

const parameter = fc.double({ min: 0.1, max: 1e5, noNaN: true })
const share = fc.double({ min: 0.001, max: 0.999, noNaN: true })

describe(betaCdf, () => {
  it.each(KNOWN)('knows Beta(%d, %d) up to %d', (a, b, x, probability) => {
    expect(betaCdf(x, a, b)).toBeCloseTo(probability, 7)
  })

  it('is the mirror image of itself', () => {
    fc.assert(
      fc.property(parameter, parameter, share, (a, b, x) => {
        expect(betaCdf(x, a, b) + betaCdf(1 - x, b, a)).toBeCloseTo(1, 7)
      }),
    )
  })

  it('never falls as x rises, from 0 to 1', () => {
    fc.assert(
      fc.property(parameter, parameter, share, share, (a, b, x, y) => {
        const [less, more] = [Math.min(x, y), Math.max(x, y)]
        expect(betaCdf(less, a, b)).toBeLessThanOrEqual(betaCdf(more, a, b) + 1e-12)
      }),
    )
    expect([betaCdf(-1, 2, 3), betaCdf(0, 2, 3), betaCdf(1, 2, 3)]).toEqual([0, 0, 1])
  })

  it('refuses what is no number', () => {
    expect(() => betaCdf(Number.NaN, 2, 3)).toThrow('x is a number; it is NaN.')
    expect(() => betaCdf(0.5, 0, 3)).toThrow('a is a number above 0; it is 0.')
  })
})

describe(betaQuantile, () => {
  it('turns betaCdf round', () => {
    fc.assert(
      fc.property(parameter, parameter, share, (a, b, p) => {
        const x = betaQuantile(p, a, b)
        // Next to 0 and 1 two neighbouring numbers are further apart than the probabilities.
        fc.pre(x > 1e-9 && x < 1 - 1e-9)
        expect(betaCdf(x, a, b)).toBeCloseTo(p, 6)
      }),
    )
  })

  it('refuses a probability of 0 or 1', () => {
    expect(() => betaQuantile(0, 2, 3)).toThrow(RangeError)
    expect(() => betaQuantile(1, 2, 3)).toThrow(RangeError)
  })
})

describe(logGamma, () => {
  it('is the logarithm of a factorial', () => {
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 10)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 10)
  })
})

describe(logBeta, () => {
  it('knows that B(2, 3) is 1/12 and refuses a 0', () => {
    expect(logBeta(2, 3)).toBeCloseTo(-Math.log(12), 12)
    expect(() => logBeta(2, 0)).toThrow('b is a number above 0; it is 0.')
  })
})

describe(normalQuantile, () => {
  it('knows the 1.959964 of every 95 % interval', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 10)
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12)
  })
})
