import type { Conversation } from '@loods/protocol'

/** Milliseconds after a shopper's message at which the sound is heard, until somebody opens the chat. */
export const RINGS = [0, 20_000, 60_000]
/** Later than this after its moment a ring is left out: waking a sleeping tab must not ring thrice. */
const LATEST = 15_000

/**
 * Whether the sound is due: for shoppers nobody has read, at once and at each later moment, once.
 * Pure but for `rung`, which remembers what was heard.
 * @param rung how many rings each waiting has had, by conversation and moment it began
 */
export function dueRing(
  waiting: Iterable<Conversation>,
  now: number,
  rung: Map<string, number>,
): boolean {
  let due = false
  for (const conversation of waiting) {
    const { id, waitingSince, unread } = conversation
    if (waitingSince === undefined || unread === 0) continue
    const key = `${id}${waitingSince}`
    const passed = RINGS.filter((after) => now >= waitingSince + after).length
    if (passed <= (rung.get(key) ?? 0)) continue
    rung.set(key, passed)
    const moment = waitingSince + (RINGS[passed - 1] ?? 0)
    if (now - moment < LATEST) due = true
  }
  return due
}
