import { requirePositive } from './checks.ts'
import { solveSymmetric } from './solve-symmetric.ts'

/** What is learnt from: a row a visit, the same features in the same order in each. */
export interface Examples {
  rows: readonly (readonly number[])[]
  /** Whether it happened, a row each. */
  labels: readonly boolean[]
  /** What each row counts for; 1 unless said. */
  counts?: readonly number[]
}

/** Log-odds = intercept + Σ weight × feature, with features as they come. */
export interface LogisticModel {
  intercept: number
  weights: number[]
}

const MOST_STEPS = 50
/** A step smaller than this, in log-odds per deviation, changes nothing any more. */
const STILL = 1e-8

/**
 * Learns how likely something is from features: features are standardised, weights kept small (L2), the
 * intercept free; Newton's method on ½|w|² + C Σ log-loss.
 * Source: iteratively reweighted least squares, e.g. Hastie, Tibshirani, Friedman 2009, 4.4.1; the
 * objective is scikit-learn's LogisticRegression(C) behind a StandardScaler.
 * @param strength C: the larger, the freer the weights
 * @throws RangeError at features that are no numbers, rows of different length, or one outcome only
 */
export function learn(examples: Examples, strength = 1): LogisticModel {
  const { rows } = examples
  requirePositive('strength', strength)
  requireExamples(examples)
  const scales = scalesOf(rows)
  const standard = rows.map((row) => [
    1,
    ...row.map((value, i) => (value - (scales[i]?.mean ?? 0)) / (scales[i]?.deviation ?? 1)),
  ])
  const [intercept = 0, ...weights] = newton({ ...examples, rows: standard }, strength)
  const own = weights.map((weight, i) => weight / (scales[i]?.deviation ?? 1))
  const shift = own.reduce((sum, weight, i) => sum + weight * (scales[i]?.mean ?? 0), 0)
  return { intercept: intercept - shift, weights: own }
}

/** Probability that it happens. @param row features in the order they were learnt in */
export function probability({ intercept, weights }: LogisticModel, row: readonly number[]): number {
  if (row.length !== weights.length) {
    throw new RangeError(`The model knows ${weights.length} features; this row has ${row.length}.`)
  }
  return logistic(weights.reduce((sum, weight, i) => sum + weight * (row[i] ?? 0), intercept))
}

interface Scale {
  mean: number
  /** 1 where a feature is always the same. */
  deviation: number
}

function scalesOf(rows: Examples['rows']): Scale[] {
  return (rows[0] ?? []).map((_, i) => {
    const mean = average(rows.map((row) => row[i] ?? 0))
    const variance = average(rows.map((row) => ((row[i] ?? 0) - mean) ** 2))
    return { mean, deviation: Math.sqrt(variance) || 1 }
  })
}

function newton(standard: Examples, strength: number): number[] {
  let weights = (standard.rows[0] ?? []).map(() => 0)
  let cost = costOf(standard, strength, weights)
  for (let count = 0; count < MOST_STEPS; count++) {
    let step = newtonStep(standard, strength, weights)
    let next = minus(weights, step)
    // Far from the goal a whole step can overshoot; half of it is then better.
    while (costOf(standard, strength, next) > cost && largest(step) > STILL) {
      step = step.map((part) => part / 2)
      next = minus(weights, step)
    }
    weights = next
    cost = costOf(standard, strength, weights)
    if (largest(step) <= STILL) break
  }
  return weights
}

function newtonStep(
  { rows, labels, counts }: Examples,
  strength: number,
  weights: number[],
): number[] {
  const gradient = weights.map((weight, i) => (i === 0 ? 0 : weight))
  const curvature = weights.map((_, i) => weights.map((_, j) => Number(i === j && i > 0)))
  rows.forEach((row, example) => {
    const chance = logistic(dot(weights, row))
    const share = strength * (counts?.[example] ?? 1)
    const error = share * (chance - Number(labels[example]))
    const weight = share * chance * (1 - chance)
    row.forEach((value, i) => {
      gradient[i] = (gradient[i] ?? 0) + error * value
      const line = curvature[i] ?? []
      for (let j = 0; j <= i; j++) line[j] = (line[j] ?? 0) + weight * value * (row[j] ?? 0)
    })
  })
  return solveSymmetric(curvature, gradient)
}

function costOf({ rows, labels, counts }: Examples, strength: number, weights: number[]): number {
  const size = dot(weights.slice(1), weights.slice(1)) / 2
  return rows.reduce((sum, row, i) => {
    const odds = dot(weights, row)
    return sum + strength * (counts?.[i] ?? 1) * softplus(labels[i] ? -odds : odds)
  }, size)
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds))
}

/** ln(1 + e^x), which does not overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0)
}

function minus(one: readonly number[], other: readonly number[]): number[] {
  return one.map((value, i) => value - (other[i] ?? 0))
}

function largest(values: readonly number[]): number {
  return Math.max(...values.map(Math.abs))
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function requireExamples({ rows, labels, counts = [] }: Examples): void {
  if (rows.length !== labels.length) {
    throw new RangeError(`There are ${rows.length} rows and ${labels.length} labels.`)
  }
  if (!labels.includes(true) || !labels.includes(false)) {
    throw new RangeError('Nothing can be learnt where the outcome is always the same.')
  }
  const width = rows[0]?.length
  const wrong = rows.findIndex((row) => row.length !== width || !row.every(Number.isFinite))
  if (wrong >= 0) throw new RangeError(`Row ${wrong} is not ${width} numbers.`)
  for (const count of counts) requirePositive('What a row counts for', count)
}
