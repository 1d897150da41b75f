/**
 * The value below which a share `q` of the sorted values lies (nearest rank).
 * @param sorted ascending
 * @param q 0 to 1
 */
export function quantile(sorted: readonly number[], q: number): number {
  const rank = Math.max(1, Math.ceil(sorted.length * q))
  return sorted[rank - 1] ?? Number.NaN
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  if (sorted.length % 2 === 1) return sorted[half] ?? Number.NaN
  return ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2
}

/** A median, and where it lies with 95 % confidence. */
export interface Interval {
  middle: number
  low: number
  high: number
}

/**
 * The median and its 95 % interval by ranks, whatever the distribution (binomial with n and 1/2, in its
 * normal approximation: n/2 ± 0.98 √n; Conover, Practical Nonparametric Statistics, 3.2).
 * @param values at least ten
 */
export function medianInterval(values: readonly number[]): Interval {
  const sorted = values.toSorted((a, b) => a - b)
  const reach = 0.98 * Math.sqrt(sorted.length)
  const at = (rank: number) => sorted[rank - 1] ?? Number.NaN
  return {
    middle: median(sorted),
    low: at(Math.max(1, Math.floor(sorted.length / 2 - reach))),
    high: at(Math.min(sorted.length, Math.ceil(sorted.length / 2 + reach) + 1)),
  }
}

/** Medians of each number that the rounds measured. */
export function medians<T extends Record<string, number>>(rounds: readonly T[]): T {
  const names = Object.keys(rounds[0] ?? {})
  return Object.fromEntries(
    names.map((name) => [name, median(rounds.map((round) => round[name] ?? Number.NaN))]),
  ) as T
}

/**
 * Median of `a` / `b` round by round: what disturbs the machine for a while disturbs both.
 * @param a and `b` measured in the same rounds, in order
 */
export function medianRatio(a: readonly number[], b: readonly number[]): number {
  return median(a.map((value, i) => value / (b[i] ?? Number.NaN)))
}
