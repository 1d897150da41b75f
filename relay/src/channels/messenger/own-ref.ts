import { text } from '../graph/loose.ts'

/** Other apps of a page write metadata too; what we wrote begins so. */
const MARK = 'loods:'

/** What goes along with a message of ours, and comes back with its echo. */
export function metadataOf(ref: string): string {
  return `${MARK}${ref}`
}

/** Our own name for what is echoed; undefined where it was written elsewhere. */
export function ownRef(metadata: unknown): string | undefined {
  const told = text(metadata)
  return told?.startsWith(MARK) ? told.slice(MARK.length) : undefined
}
