import type { Prior } from './beta-binomial.ts'
import { type Count, requireCount } from './checks.ts'

/** How rates of pages of one kind are spread, when it need not be a Beta: a weight for each rate. */
export interface RateSpread {
  rates: Float64Array
  weights: Float64Array
}

/** Rates that are looked at, evenly far apart in what visits can tell: rate = sin²(angle). */
const POINTS = 300
const ANGLES = Float64Array.from({ length: POINTS }, (_, i) => (((i + 0.5) / POINTS) * Math.PI) / 2)
const RATES = ANGLES.map((angle) => Math.sin(angle) ** 2)
const LOG_RATES = RATES.map(Math.log)
const LOG_REST = ANGLES.map((angle) => 2 * Math.log(Math.cos(angle)))
/** Few steps keep the spread smooth; many would let it fit the noise of the pages. */
const STEPS = 10

/**
 * Lets the pages correct their Beta. A shop's bad pages are a heap of their own, which a Beta can only
 * take for a wide tail: measured on simulated shops, the corrected spread finds half as many again.
 * Source: nonparametric maximum likelihood by EM (Kiefer, Wolfowitz 1956; Laird 1978), begun at the
 * fitted Beta and stopped early.
 */
export function correctSpread(counts: readonly Count[], prior: Prior): RateSpread {
  const seen = counts.filter(({ n }) => n > 0).map(likelihoods)
  let weights = betaWeights(prior)
  for (let step = 0; step < STEPS && seen.length > 0; step++) weights = emStep(seen, weights)
  return { rates: RATES, weights }
}

/** Probability that a page's true rate lies above `rate`, to about .005 in the rate. */
export function chanceAbove(rate: number, count: Count, { rates, weights }: RateSpread): number {
  requireCount(count)
  const likelihood = likelihoods(count)
  let [above, all] = [0, 0]
  for (let i = 0; i < POINTS; i++) {
    const weight = at(likelihood, i) * at(weights, i)
    all += weight
    if (at(rates, i) > rate) above += weight
  }
  return above / all
}

/** Mean of what the pages say of themselves, seen from the weights they had. */
function emStep(seen: readonly Float64Array[], weights: Float64Array): Float64Array {
  const next = new Float64Array(POINTS)
  for (const likelihood of seen) {
    let whole = 0
    for (let i = 0; i < POINTS; i++) whole += at(likelihood, i) * at(weights, i)
    const part = 1 / (whole * seen.length)
    for (let i = 0; i < POINTS; i++) next[i] = at(next, i) + at(likelihood, i) * part
  }
  return next.map((sum, i) => sum * at(weights, i))
}

/** How likely the count is at each rate, the likeliest being 1. */
function likelihoods({ n, hits }: Count): Float64Array {
  return relativeOf(hits, n - hits)
}

/** A Beta's weights; a half more in both exponents is the Jacobian of the angle. */
function betaWeights({ a, b }: Prior): Float64Array {
  const density = relativeOf(a - 0.5, b - 0.5)
  const whole = density.reduce((sum, value) => sum + value, 0)
  return density.map((value) => value / whole)
}

/** Where nothing is impossible, only less likely than numbers can tell. */
const LEAST = 1e-250

/** rate ** hits * (1 - rate) ** misses at each rate, over the greatest of them. */
function relativeOf(hits: number, misses: number): Float64Array {
  const values = new Float64Array(POINTS)
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < POINTS; i++) {
    const log = hits * at(LOG_RATES, i) + misses * at(LOG_REST, i)
    values[i] = log
    if (log > most) most = log
  }
  for (let i = 0; i < POINTS; i++) values[i] = Math.max(LEAST, Math.exp(at(values, i) - most))
  return values
}

/** Plain loops: this runs for each page, each rate and each step, and is what a report waits for. */
function at(values: Float64Array, index: number): number {
  return values[index] as number
}
