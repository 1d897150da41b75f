import { CHANNEL_AMBER_AFTER, type Conversation } from '@loods/protocol'

/** Milliseconds after a shopper's message at which the sound is heard, and then again and again. */
interface Rings {
  first: number[]
  every: number
}

const WEB: Rings = { first: [0, 20_000], every: 60_000 }
/** On WhatsApp and Messenger nobody looks at a screen while they wait. */
const ELSEWHERE: Rings = { first: [0], every: CHANNEL_AMBER_AFTER }
/** Later than this after its moment a ring is left out: waking a sleeping tab must not ring thrice. */
const LATEST = 15_000

/**
 * Whether the sound is due: for shoppers nobody has read, at once, again soon, and each minute (on
 * other channels each hour) until somebody opens the chat or answers. Pure but for `rung`, which remembers what was heard.
 * @param rung how many rings each waiting has had, by conversation and moment it began
 */
export function dueRing(
  waiting: Iterable<Conversation>,
  now: number,
  rung: Map<string, number>,
): boolean {
  let due = false
  for (const conversation of waiting) {
    const { id, waitingSince, unread, channel } = conversation
    const rings = channel === 'web' ? WEB : ELSEWHERE
    if (waitingSince === undefined || unread === 0) continue
    const key = `${id}${waitingSince}`
    const passed = ringsWithin(rings, now - waitingSince)
    if (passed <= (rung.get(key) ?? 0)) continue
    rung.set(key, passed)
    if (now - waitingSince - momentOf(rings, passed) < LATEST) due = true
  }
  return due
}

/** How many rings a wait of so many milliseconds has had. */
function ringsWithin({ first, every }: Rings, waited: number): number {
  const begun = first.filter((after) => waited >= after).length
  return begun + Math.max(0, Math.floor(waited / every))
}

/** Milliseconds into a wait at which a ring is heard, counted from 1. */
function momentOf({ first, every }: Rings, ring: number): number {
  return first[ring - 1] ?? (ring - first.length) * every
}
