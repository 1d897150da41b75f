import type { Measure, Trial } from '../../relay/src/statistics/arms.ts'
import { normalQuantile } from '../../relay/src/statistics/special-functions.ts'
import { judge } from '../../relay/src/statistics/verdict.ts'
import { seeded } from '../../test/support/random.ts'

/** Trials of one kind: what is true of them, and how they are looked at. */
export interface Trials {
  measure: Measure
  heldOutShare: number
  /** Share of held out visits that order, and by how much offering changes it (.2: a fifth more). */
  base: number
  effect: number
  visits: number
  /** Visits between two looks. */
  every: number
  runs: number
  seed: number
}

/** What came of them. */
export interface Verdicts {
  /** Share of trials that ended with a verdict of this kind, at whatever look. */
  better: number
  worse: number
  mismatch: number
  /** Visits after which half of those that ended had ended. */
  medianVisits: number
}

/** At what the sequence is tuned: half of what the trials run for, as a shop would plan it. */
const TUNED = 0.5
const ALPHA = 0.05

/** Runs trials to their first verdict, looking again and again. */
export function simulateTrials(trials: Trials): Verdicts {
  const random = seeded(trials.seed)
  const ends = Array.from({ length: trials.runs }, () => runTrial(trials, random))
  const share = (verdict: string) =>
    ends.filter((end) => end.verdict === verdict).length / trials.runs
  const stopped = ends.filter(({ verdict }) => verdict === 'better' || verdict === 'worse')
  return {
    better: share('better'),
    worse: share('worse'),
    mismatch: share('mismatch'),
    medianVisits: middle(stopped.map(({ visits }) => visits)),
  }
}

function runTrial(trials: Trials, random: () => number): { verdict: string; visits: number } {
  const { measure, heldOutShare } = trials
  const question = { measure, alpha: ALPHA, tunedFor: trials.visits * TUNED }
  const trial = { offered: nothing(), heldOut: nothing() }
  for (let visits = trials.every; visits <= trials.visits; visits += trials.every) {
    for (let i = 0; i < trials.every; i++) visit(trial, trials, random)
    const { verdict } = judge([{ trial, heldOutShare }], question, 0)
    if (verdict !== 'unproven') return { verdict, visits }
  }
  return { verdict: 'unproven', visits: trials.visits }
}

function visit(trial: Trial, trials: Trials, random: () => number): void {
  const isHeldOut = random() < trials.heldOutShare
  const arm = isHeldOut ? trial.heldOut : trial.offered
  arm.eligible += 1
  if (random() >= trials.base * (isHeldOut ? 1 : 1 + trials.effect)) return
  arm.ordered += 1
  if (trials.measure !== 'revenue') return
  const cents = orderCents(random)
  arm.revenue += cents
  arm.revenueSquares += cents ** 2
}

/** An order of € 40 in the middle, of which one in six is above € 89: log-normal, as baskets are. */
function orderCents(random: () => number): number {
  return Math.round(4_000 * Math.exp(0.8 * normalQuantile(random() || 0.5)))
}

function nothing() {
  return { eligible: 0, bounced: 0, addedToCart: 0, ordered: 0, revenue: 0, revenueSquares: 0 }
}

function middle(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
