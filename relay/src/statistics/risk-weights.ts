import type { LogisticModel } from './logistic-regression.ts'

/** A model as the loader gets it in its config: [intercept, ...weights], in as many digits as count. */
export type RiskWeights = number[]

/** Bytes of JSON that the config has for it. */
export const MOST_BYTES = 300
/** Significant digits: a weight is then off by at most half a percent. */
const DIGITS = 3

/**
 * Makes a model small enough for the loader.
 * @throws RangeError when it has more features than fit
 */
export function toRiskWeights({ intercept, weights }: LogisticModel): RiskWeights {
  const rounded = [intercept, ...weights].map((value) => Number(value.toPrecision(DIGITS)))
  const bytes = JSON.stringify(rounded).length
  if (bytes > MOST_BYTES) {
    throw new RangeError(`The loader takes ${MOST_BYTES} bytes of weights; these are ${bytes}.`)
  }
  return rounded
}

/** The model as the loader understands it. */
export function fromRiskWeights([intercept = 0, ...weights]: RiskWeights): LogisticModel {
  return { intercept, weights }
}
