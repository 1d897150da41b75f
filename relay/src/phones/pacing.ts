/** Messages one phone takes at once, and milliseconds until it takes one more (pair rate of the Cloud API). */
export const BURST = 45
export const REFILL = 6_000
/** Messages kept for answers to the member, who must hear at once what became of what they wrote. */
export const RESERVE = 5

/** What may still be sent to a phone, as it was at a moment. */
export interface Bucket {
  tokens: number
  at: number
}

/** A phone that was not written to for a while. */
export function fullBucket(now: number): Bucket {
  return { tokens: BURST, at: now }
}

/** The bucket as it is now. A clock that went back gains nothing. */
export function refilled({ tokens, at }: Bucket, now: number): Bucket {
  const gained = Math.max(0, now - at) / REFILL
  return { tokens: Math.min(BURST, tokens + gained), at: Math.max(at, now) }
}

/** Parts of a token add up to 0.999… where they should be one. */
const NEARLY = 1e-9

/**
 * Takes one message's worth.
 * @param keep tokens that must be left afterwards
 * @returns the bucket without it, or milliseconds until it can be taken
 */
export function take(
  bucket: Bucket,
  now: number,
  keep = 0,
): { ok: true; bucket: Bucket } | { ok: false; waitMs: number } {
  const { tokens, at } = refilled(bucket, now)
  const missing = 1 + keep - tokens
  if (missing > NEARLY) return { ok: false, waitMs: Math.ceil(missing * REFILL) }
  return { ok: true, bucket: { tokens: tokens - 1, at } }
}
