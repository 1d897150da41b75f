import type { Proposal } from '@loods/protocol'
import type { Decision } from './proposal.repository.ts'

/** Triggers that started by themselves and have not proven their worth, at one time. */
const MOST_UNPROVEN = 3
/** Share of those who leave that it must reach at least: where most are gone at once, members decide. */
const REACH = 0.1
const DAY = 86_400_000

/**
 * Whether one more may start by itself now.
 * @param unproven of those that started by themselves: still on, and not known to help
 */
export function mayStartOne(
  decisions: readonly Decision[],
  { now, unproven }: { now: number; unproven: number },
): boolean {
  const today = decisions.some(({ automatic, at }) => automatic === 1 && now - at < DAY)
  return !today && unproven < MOST_UNPROVEN
}

/** The proposal that starts by itself next: the worst that enough visits speak for and nobody decided on. */
export function nextToStart(
  proposals: readonly Proposal[],
  decisions: readonly Decision[],
): Proposal | undefined {
  const decided = new Set(decisions.map(({ id }) => id))
  return proposals.find(
    ({ id, enough, moment }) =>
      enough && !decided.has(id) && (moment.type === 'stuck' || moment.reach >= REACH),
  )
}
