import { createHash } from 'node:crypto'

/** What of a trigger decides who sees it. */
export interface TrialOf {
  id: string
  version: number
  /** Share of visits that are shown nothing. */
  holdOut?: number | undefined
  /** Shares of the visits its ways to say it get, which add up to 1; absent where there is one only. */
  shares?: readonly number[] | undefined
}

/**
 * Whether a visit is shown nothing by a trigger: drawn by a hash of both, so that it is the same on every
 * page of the visit, independent between triggers, and known to nobody who does not know the visit.
 * @param visitId random, and never told to the page
 */
export function isHeldOut(visitId: string, { id, version, holdOut = 0 }: TrialOf): boolean {
  return draw(visitId, id, version) < holdOut
}

/**
 * Which way of saying it a visit gets, and with what probability: drawn like the hold-out and independent
 * of it, so that each has the same mixture of visits in both arms.
 */
export function variantOf(
  visitId: string,
  { id, version, shares = [1] }: TrialOf,
): { variant: number; share: number } {
  let left = draw(visitId, id, version, 'variant')
  const found = shares.findIndex((share) => {
    left -= share
    return left < 0
  })
  const variant = found < 0 ? shares.length - 1 : found
  return { variant, share: shares[variant] ?? 1 }
}

/** A number from 0 up to 1, the same for the same parts. */
function draw(...parts: (string | number)[]): number {
  return createHash('sha256').update(JSON.stringify(parts)).digest().readUInt32BE() / 2 ** 32
}
