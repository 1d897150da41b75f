import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solveSymmetric } from './solve-symmetric.ts'

const entry = fc.double({ min: -10, max: 10, noNaN: true })

describe(solveSymmetric, () => {
  it('solves two equations', () => {
    const [x, y] = solveSymmetric(
      [
        [4, 0],
        [2, 3],
      ],
      [10, 8],
    )
    expect(x).toBeCloseTo(1.75, 12)
    expect(y).toBeCloseTo(1.5, 12)
  })

  it('finds the unknowns that the right side was made from', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(entry, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }),
        fc.array(entry, { minLength: 4, maxLength: 4 }),
        (root, unknowns) => {
          const matrix = root.map((row, i) =>
            root.map(
              (other, j) =>
                row.reduce((sum, value, k) => sum + value * (other[k] ?? 0), 0) + Number(i === j),
            ),
          )
          const right = matrix.map((row) =>
            row.reduce((sum, value, k) => sum + value * (unknowns[k] ?? 0), 0),
          )
          solveSymmetric(matrix, right).forEach((solved, i) => {
            expect(solved).toBeCloseTo(unknowns[i] ?? Number.NaN, 6)
          })
        },
      ),
    )
  })

  it('refuses a matrix that has no such root', () => {
    expect(() => solveSymmetric([[0]], [1])).toThrow('not positive definite')
    expect(() => solveSymmetric([[Number.NaN]], [1])).toThrow(RangeError)
  })
})
