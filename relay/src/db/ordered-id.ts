import { customAlphabet } from 'nanoid'

/** The id alphabet in the order databases compare it, so that a later time sorts later. */
const SORTED = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const TIME_CHARACTERS = 8
const mintTail = customAlphabet(SORTED, 21 - TIME_CHARACTERS)

/**
 * An id that sorts by time: 48 bits of milliseconds, then 78 random bits. New rows then land on the
 * same page of their index instead of one page each, which is most of what a commit writes.
 */
export function orderedId(now: number): string {
  let head = ''
  for (let left = now, i = 0; i < TIME_CHARACTERS; i++) {
    head = SORTED[left % 64] + head
    left = Math.floor(left / 64)
  }
  return head + mintTail()
}
