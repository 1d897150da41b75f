import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { probability } from './logistic-regression.ts'
import { fromRiskWeights, MOST_BYTES, toRiskWeights } from './risk-weights.ts'

const weight = fc.double({ min: -100, max: 100, noNaN: true })
const weights = fc.array(weight, { minLength: 11, maxLength: 11 })

describe(toRiskWeights, () => {
  it('fits eleven features into what the config has for them', () => {
    fc.assert(
      fc.property(weight, weights, (intercept, weights) => {
        const bytes = JSON.stringify(toRiskWeights({ intercept, weights })).length
        expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
      }),
    )
  })

  it('changes what it foretells by less than anybody would notice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3 }),
        (own) => {
          const row = own.map((_, i) => (i % 3) / own.length)
          const model = { intercept: 0.123456, weights: own }
          const small = fromRiskWeights(toRiskWeights({ ...model, weights: own.slice(0, 20) }))
          const exact = probability({ ...model, weights: own.slice(0, 20) }, row.slice(0, 20))
          expect(probability(small, row.slice(0, 20))).toBeCloseTo(exact, 2)
        },
      ),
    )
  })

  it('refuses more features than fit', () => {
    const model = { intercept: 1, weights: Array<number>(100).fill(-0.123) }
    expect(() => toRiskWeights(model)).toThrow('The loader takes 300 bytes of weights')
  })
})
