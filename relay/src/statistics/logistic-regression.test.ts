import { describe, expect, it } from 'vitest'
import { seeded } from '../../../test/support/random.ts'
import { learn, probability } from './logistic-regression.ts'

/** Hours of study and whether the exam was passed: the textbook example, with a second feature made up. */
const HOURS = [
  [0.5, 1],
  [0.75, 0],
  [1, 1],
  [1.25, 0],
  [1.5, 1],
  [1.75, 0],
  [1.75, 1],
  [2, 1],
  [2.25, 0],
  [2.5, 1],
  [2.75, 0],
  [3, 1],
  [3.25, 0],
  [3.5, 1],
  [4, 0],
  [4.25, 1],
  [4.5, 1],
  [4.75, 0],
  [5, 1],
  [5.5, 0],
]
const PASSED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1].map(Boolean)

describe(learn, () => {
  it('gives the published weights where they are left free: -4.0777 + 1.5046 an hour', () => {
    const model = learn({ rows: HOURS.map(([hours = 0]) => [hours]), labels: PASSED }, 1e9)
    expect(model.intercept).toBeCloseTo(-4.0777, 4)
    expect(model.weights[0]).toBeCloseTo(1.5046, 4)
    expect(probability(model, [2])).toBeCloseTo(0.256, 3)
  })

  it('shrinks weights as another optimiser does', () => {
    // scipy.optimize.minimize (BFGS) on the same objective, C = 1.
    const { intercept, weights } = learn({ rows: HOURS, labels: PASSED })
    expect(intercept).toBeCloseTo(-2.04376327, 5)
    expect(weights[0]).toBeCloseTo(0.99104769, 5)
    expect(weights[1]).toBeCloseTo(-1.22752274, 5)
  })

  it('does not care in what unit a feature comes', () => {
    const minutes = HOURS.map(([hours = 0, other = 0]) => [hours * 60 + 7, other])
    const model = learn({ rows: minutes, labels: PASSED })
    expect(probability(model, [2.5 * 60 + 7, 1])).toBeCloseTo(
      probability(learn({ rows: HOURS, labels: PASSED }), [2.5, 1]),
      9,
    )
  })

  it('takes a row that counts for three as it takes three rows', () => {
    const counts = HOURS.map((_, i) => 1 + (i % 3))
    const repeated = HOURS.flatMap((row, i) =>
      Array.from({ length: counts[i] ?? 1 }, () => ({ row, label: PASSED[i] ?? false })),
    )
    const weighed = learn({ rows: HOURS, labels: PASSED, counts }, 1e9)
    const plain = learn(
      { rows: repeated.map(({ row }) => row), labels: repeated.map(({ label }) => label) },
      1e9,
    )
    expect(weighed.intercept).toBeCloseTo(plain.intercept, 5)
    expect(weighed.weights[0]).toBeCloseTo(plain.weights[0] ?? 0, 5)
  })

  it('turns round when the outcome does', () => {
    const model = learn({ rows: HOURS, labels: PASSED })
    const opposite = learn({ rows: HOURS, labels: PASSED.map((passed) => !passed) })
    expect(opposite.weights[0]).toBeCloseTo(-(model.weights[0] ?? 0), 8)
  })

  it('gives no weight to a feature that never changes, and is not led astray by one that decides', () => {
    const rows = HOURS.map(([hours = 0], i) => [hours, 7, PASSED[i] ? 1e6 : -1e6])
    const { weights } = learn({ rows, labels: PASSED })
    expect(weights[1]).toBeCloseTo(0, 9)
    expect(weights.every(Number.isFinite)).toBe(true)
  })

  it('finds the truth that examples were made from', () => {
    const random = seeded(3)
    const rows = Array.from({ length: 20_000 }, () => [random() * 4, random() < 0.3 ? 1 : 0])
    const labels = rows.map(
      (row) => random() < probability({ intercept: -2, weights: [0.7, -1] }, row),
    )
    const { intercept, weights } = learn({ rows, labels })
    expect(intercept).toBeCloseTo(-2, 0)
    expect(weights[0]).toBeCloseTo(0.7, 1)
    expect(weights[1]).toBeCloseTo(-1, 0)
  })

  it('refuses what cannot be learnt from', () => {
    const two = { rows: [[1], [2]], labels: [true, false] }
    expect(() => learn({ ...two, labels: [true, true] })).toThrow('the outcome is always the same')
    expect(() => learn({ rows: [], labels: [] })).toThrow(RangeError)
    expect(() => learn({ ...two, rows: [[1], [Number.NaN]] })).toThrow('Row 1 is not 1 numbers.')
    expect(() => learn({ ...two, rows: [[1], [2, 3]] })).toThrow('Row 1 is not 1 numbers.')
    expect(() => learn({ ...two, rows: [[1]] })).toThrow('There are 1 rows and 2 labels.')
    expect(() => learn(two, 0)).toThrow('strength is a number above 0')
  })
})

describe(probability, () => {
  it('refuses a row of another length', () => {
    expect(() => probability({ intercept: 0, weights: [1, 2] }, [1])).toThrow('this row has 1')
  })
})
