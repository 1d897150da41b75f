import type { Conversation } from '@loods/protocol'

/** Milliseconds after a shopper's message at which the sound is first heard; then each minute. */
const FIRST_RINGS = [0, 20_000]
const EVERY = 60_000
/** Later than this after its moment a ring is left out: waking a sleeping tab must not ring thrice. */
const LATEST = 15_000

/**
 * Whether the sound is due: for shoppers nobody has read, at once, again soon, and each minute until
 * somebody opens the chat or answers. Pure but for `rung`, which remembers what was heard.
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
    const passed = ringsWithin(now - waitingSince)
    if (passed <= (rung.get(key) ?? 0)) continue
    rung.set(key, passed)
    if (now - waitingSince - momentOf(passed) < LATEST) due = true
  }
  return due
}

/** How many rings a wait of so many milliseconds has had. */
function ringsWithin(waited: number): number {
  const first = FIRST_RINGS.filter((after) => waited >= after).length
  return first + Math.max(0, Math.floor(waited / EVERY))
}

/** Milliseconds into a wait at which a ring is heard, counted from 1. */
function momentOf(ring: number): number {
  return FIRST_RINGS[ring - 1] ?? (ring - FIRST_RINGS.length) * EVERY
}
