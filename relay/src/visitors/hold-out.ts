import { createHash } from 'node:crypto'

/** What of a trigger decides who sees it. */
export interface TrialOf {
  id: string
  version: number
  /** Share of visits that are shown nothing. */
  holdOut?: number | undefined
}

/**
 * Whether a visit is shown nothing by a trigger: drawn by a hash of both, so that it is the same on every
 * page of the visit, independent between triggers, and known to nobody who does not know the visit.
 * @param visitId random, and never told to the page
 */
export function isHeldOut(visitId: string, { id, version, holdOut = 0 }: TrialOf): boolean {
  const digest = createHash('sha256')
    .update(JSON.stringify([visitId, id, version]))
    .digest()
  return digest.readUInt32BE() / 2 ** 32 < holdOut
}
