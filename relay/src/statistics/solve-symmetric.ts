/**
 * Solves A x = b for a symmetric positive definite A, of which only the lower half is read.
 * Source: Cholesky decomposition A = L Lᵀ, e.g. Golub, Van Loan 2013, 4.2.
 * @throws RangeError when A is not positive definite
 */
export function solveSymmetric(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] {
  const lower = decompose(matrix)
  return solveUpper(lower, solveLower(lower, right))
}

function decompose(matrix: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = []
  matrix.forEach((line, i) => {
    const row: number[] = []
    lower.push(row)
    for (let j = 0; j <= i; j++) {
      const rest = (line[j] ?? 0) - productOf(row, lower[j] ?? [], j)
      if (i === j && !(rest > 0)) throw new RangeError('The matrix is not positive definite.')
      row.push(i === j ? Math.sqrt(rest) : rest / (lower[j]?.[j] ?? 0))
    }
  })
  return lower
}

function solveLower(lower: number[][], right: readonly number[]): number[] {
  const solved: number[] = []
  lower.forEach((row, i) => {
    solved.push(((right[i] ?? 0) - productOf(row, solved, i)) / (row[i] ?? 0))
  })
  return solved
}

/** With the transpose of `lower`, from the last unknown to the first. */
function solveUpper(lower: number[][], right: number[]): number[] {
  const solved = [...right]
  for (let i = right.length - 1; i >= 0; i--) {
    let rest = right[i] ?? 0
    for (let k = i + 1; k < right.length; k++) rest -= (lower[k]?.[i] ?? 0) * (solved[k] ?? 0)
    solved[i] = rest / (lower[i]?.[i] ?? 0)
  }
  return solved
}

function productOf(one: readonly number[], other: readonly number[], length: number): number {
  let sum = 0
  for (let k = 0; k < length; k++) sum += (one[k] ?? 0) * (other[k] ?? 0)
  return sum
}
