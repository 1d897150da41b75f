import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equallyFull, measureQuality, type Prediction } from './prediction-quality.ts'

function predictions(pairs: [probability: number, happened: number][]): Prediction[] {
  return pairs.map(([probability, happened]) => ({ probability, happened: happened === 1 }))
}

const mixed = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { minLength: 2 })
  .map((pairs) => pairs.map(([probability, happened]) => ({ probability, happened })))
  .filter((all) => new Set(all.map(({ happened }) => happened)).size === 2)

describe(measureQuality, () => {
  it('agrees with the example in the documentation of scikit-learn', () => {
    // roc_auc_score and average_precision_score of [0, 0, 1, 1] and [.1, .4, .35, .8]: .75 and .83.
    const quality = measureQuality(
      predictions([
        [0.1, 0],
        [0.4, 0],
        [0.35, 1],
        [0.8, 1],
      ]),
    )
    expect(quality.auc).toBe(0.75)
    expect(quality.averagePrecision).toBeCloseTo(0.8333, 4)
    expect(quality.brier).toBeCloseTo((0.01 + 0.16 + 0.4225 + 0.04) / 4, 12)
  })

  it('calls guessing guessing', () => {
    const quality = measureQuality(
      predictions([
        [0.5, 1],
        [0.5, 0],
        [0.5, 0],
        [0.5, 1],
      ]),
    )
    expect(quality).toMatchObject({ auc: 0.5, averagePrecision: 0.5, brier: 0.25 })
    expect(quality.calibrationError).toBe(0)
    expect(quality.bins).toEqual([{ from: 0.5, to: 0.6, n: 4, foretold: 0.5, happened: 0.5 }])
  })

  it('weighs each bin by how many are in it', () => {
    const quality = measureQuality(
      predictions([
        [0.05, 0],
        [0.05, 0],
        [0.05, 1],
        [1, 1],
      ]),
    )
    expect(quality.bins.map(({ n }) => n)).toEqual([3, 1])
    expect(quality.calibrationError).toBeCloseTo(0.75 * (1 / 3 - 0.05), 12)
  })

  it('takes a prediction that counts for two as it takes two', () => {
    fc.assert(
      fc.property(mixed, (all) => {
        const twice = all.flatMap((one, i) => (i % 2 ? [one, one] : [one]))
        const weighed = all.map((one, i) => ({ ...one, count: 1 + (i % 2) }))
        const [one, other] = [measureQuality(twice), measureQuality(weighed)]
        for (const name of ['auc', 'averagePrecision', 'brier', 'calibrationError'] as const) {
          expect(one[name]).toBeCloseTo(other[name], 9)
        }
      }),
    )
  })

  it('makes bins of as many, with those that are foretold the same in one', () => {
    const all = Array.from({ length: 100 }, (_, i) => ({
      probability: i < 40 ? 0.9 : 0.9 + i / 1_000,
      happened: i % 2 === 0,
    }))
    const { bins } = measureQuality(all, equallyFull)
    expect(bins[0]).toMatchObject({ from: 0.9, to: 0.9, n: 40, happened: 0.5 })
    expect(bins.slice(1).map(({ n }) => n)).toEqual([10, 10, 10, 10, 10, 10])
  })

  it('counts pairs in the right order as the area does', () => {
    fc.assert(
      fc.property(mixed, (all) => {
        const yes = all.filter(({ happened }) => happened)
        const no = all.filter(({ happened }) => !happened)
        const points = yes.flatMap((one) =>
          no.map((other) => (Math.sign(one.probability - other.probability) + 1) / 2),
        )
        const mean = points.reduce((sum, point) => sum + point, 0) / points.length
        expect(measureQuality(all).auc).toBeCloseTo(mean, 9)
      }),
    )
  })

  it('refuses what cannot be judged', () => {
    expect(() => measureQuality([])).toThrow(RangeError)
    expect(() => measureQuality(predictions([[0.5, 1]]))).toThrow('one outcome only')
    expect(() =>
      measureQuality(
        predictions([
          [Number.NaN, 1],
          [0, 0],
        ]),
      ),
    ).toThrow('A probability is from 0 to 1; one is NaN.')
  })
})
