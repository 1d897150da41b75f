import { type Count, requireCount } from './checks.ts'
import { findPeak } from './golden-section.ts'
import { logBeta } from './special-functions.ts'

/** How rates of pages of one kind are spread: Beta(a, b), as if a of a + b earlier visits were hits. */
export interface Prior {
  a: number
  b: number
}

/** Nothing is known: every rate is as likely as any other. */
const UNKNOWN: Prior = { a: 1, b: 1 }
/** Weight of a prior, in visits: below, pages would all be 0 or 1; above, they are all alike. */
const LIGHTEST = 0.5
const HEAVIEST = 1e6
/** Precision of the fit, in logarithms: .1 %. */
const TOLERANCE = 1e-3

/**
 * Fits the prior under which what was seen is likeliest (empirical Bayes): each page has a rate from
 * Beta(a, b), its hits are binomial. Pages that differ no more than chance would have them get a
 * heavy prior, so that each is taken for the common rate; a single page says nothing of a spread
 * and does the same. Rates of 0 and 1 are never certain: half a visit is always in doubt.
 * Source: marginal maximum likelihood of the beta-binomial, e.g. Casella 1985; Robinson 2017.
 * @param counts a page each, in any order; those without visits do not matter
 * @throws RangeError at a count that is none
 */
export function fitPrior(counts: readonly Count[]): Prior {
  counts.forEach(requireCount)
  const seen = counts.filter(({ n }) => n > 0)
  if (seen.length === 0) return UNKNOWN
  const doubt = 0.5 / (1 + seen.reduce((sum, { n }) => sum + n, 0))
  const edge = Math.log((1 - doubt) / doubt)
  const meanAt = (weight: number) =>
    findPeak((logit) => likelihood(seen, priorOf(logit, weight)), {
      low: -edge,
      high: edge,
      tolerance: TOLERANCE,
    })
  const weight = findPeak((logWeight) => meanAt(Math.exp(logWeight)).height, {
    low: Math.log(LIGHTEST),
    high: Math.log(HEAVIEST),
    tolerance: TOLERANCE,
  })
  const chosen = Math.exp(weight.at)
  return priorOf(meanAt(chosen).at, chosen)
}

/** The rate that pages of this kind have before anything is known of them. */
export function priorMean({ a, b }: Prior): number {
  return a / (a + b)
}

/** A page's rate, drawn towards its kind by as much as its own visits leave open: the posterior mean. */
export function shrunkRate(count: Count, prior: Prior): number {
  return priorMean(posterior(count, prior))
}

function posterior(count: Count, { a, b }: Prior): Prior {
  requireCount(count)
  return { a: a + count.hits, b: b + count.n - count.hits }
}

function priorOf(logit: number, weight: number): Prior {
  const mean = 1 / (1 + Math.exp(-logit))
  return { a: weight * mean, b: weight * (1 - mean) }
}

function likelihood(counts: Count[], { a, b }: Prior): number {
  let sum = -counts.length * logBeta(a, b)
  for (const { n, hits } of counts) sum += logBeta(a + hits, b + n - hits)
  return sum
}
