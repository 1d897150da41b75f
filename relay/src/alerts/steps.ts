import { type LineCode, WAIT_OFFER_AFTER, WAIT_TEXT_AFTER } from '@loods/protocol'

/** Seconds into a wait at which members are alerted by push. */
export const PUSH_STEPS: readonly number[] = [0, 20, 60]

/** Seconds into a wait after which members get an e-mail. */
export const MAIL_STEP = 120

/** Milliseconds without a word after which a shopper who still waits and writes again is alerted of anew. */
export const AGAIN_AFTER = 3_600_000

/** What the thread says to a shopper who waits, and after how many seconds. */
export const LINE_STEPS: ReadonlyArray<readonly [LineCode, number]> = [
  ['away', 0],
  ['wait_text', WAIT_TEXT_AFTER / 1_000],
  ['wait_offer', WAIT_OFFER_AFTER / 1_000],
]

/** Seconds a reply waits for the shopper to see it on the page before it goes by e-mail. */
export const REPLY_MAIL_STEP = 60
