import type { Thread } from './threads.ts'

const HOUR = 60 * 60_000

/** How long after the person's last message a business may write freely. */
export const WINDOW = 24 * HOUR
/** How long a page may still write with the HUMAN_AGENT tag. */
export const HUMAN_AGENT_WINDOW = 7 * 24 * HOUR
const FREE_ENTRY = 72 * HOUR

/** When the window of this thread closes; undefined where it never opened. */
export function windowClosesAt({ lastInboundAt }: Thread): number | undefined {
  return lastInboundAt === undefined ? undefined : lastInboundAt + WINDOW
}

export function isWindowOpen(thread: Thread, now: number): boolean {
  const closesAt = windowClosesAt(thread)
  return closesAt !== undefined && now < closesAt
}

/**
 * A click on an ad makes all messages free for 72 hours, if the business answers within 24. It does
 * not lengthen the window for free-form messages (the contract is silent; Meta prices it only).
 */
export function openFreeEntry(thread: Thread, now: number): void {
  thread.freeEntryUntil = now + FREE_ENTRY
}

export function isFreeEntry({ freeEntryUntil }: Thread, now: number): boolean {
  return freeEntryUntil !== undefined && now < freeEntryUntil
}
