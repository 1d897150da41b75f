import { type Count, requireCount, requireInside01 } from './checks.ts'
import { betaCdf, betaQuantile } from './special-functions.ts'

/** Least share of visits that a variant gets, so that it can still show what it is worth. */
const FLOOR = 0.1
/** Points of each variant's distribution that are looked at. */
const POINTS = 400

/**
 * Shares of the next batch of visits for variants of a prompt: each gets what the floor leaves in
 * proportion to the probability that it is the best (Thompson sampling; a batch a day makes that
 * probability itself the share, so that the propensities to log are exact and nothing is drawn).
 * The hold-out is no variant: shares are of the visits that are offered help.
 * Rates seen under changing shares are biased: they choose variants, they prove nothing.
 * Source: Thompson 1933; Russo et al. 2018. Rates have uniform priors.
 * @param variants matured outcomes of each: visits and how many were won
 * @returns shares that add up to 1, in the same order
 * @throws RangeError where the floor cannot be kept, or at a count that is none
 */
export function shareAmongVariants(variants: readonly Count[], floor = FLOOR): number[] {
  requireInside01('floor', floor)
  if (variants.length * floor > 1) {
    throw new RangeError(`${variants.length} variants cannot all have ${floor} of the visits.`)
  }
  const left = 1 - variants.length * floor
  return chancesOfBeingBest(variants).map((chance) => floor + left * chance)
}

/**
 * Probability of each variant that its rate is the highest: the mean, over its own distribution, of the
 * probability that all others lie below.
 */
export function chancesOfBeingBest(variants: readonly Count[]): number[] {
  variants.forEach(requireCount)
  const chances = variants.map((variant, index) => {
    const others = variants.filter((_, other) => other !== index)
    return mean(quantiles(variant).map((rate) => chanceAllBelow(rate, others)))
  })
  const whole = chances.reduce((sum, chance) => sum + chance, 0)
  return chances.map((chance) => chance / whole)
}

function quantiles({ n, hits }: Count): number[] {
  return Array.from({ length: POINTS }, (_, i) =>
    betaQuantile((i + 0.5) / POINTS, 1 + hits, 1 + n - hits),
  )
}

function chanceAllBelow(rate: number, variants: Count[]): number {
  return variants.reduce((chance, { n, hits }) => chance * betaCdf(rate, 1 + hits, 1 + n - hits), 1)
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
