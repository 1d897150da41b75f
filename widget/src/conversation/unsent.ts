import type { FileInfo } from '@loods/protocol'
import type { FailureCode } from './api.ts'
import type { Keep } from './keep.ts'
import { readJson } from './read-json.ts'

/** Something the shopper said that the relay has not confirmed. */
export interface Unsent {
  cid: string
  /** When it was said, by this browser's clock: for display and for the order of sending. */
  at: number
  text?: string
  file?: FileInfo
  /** Why the relay will not take it; the shopper decides what happens next. */
  failed?: FailureCode
}

const PREFIX = '.out.'

/** What was said and not confirmed, each under a name of its own, so that tabs do not overwrite each other. */
export interface UnsentKeep {
  load(): Unsent[]
  save(unsent: Unsent): void
  forget(cid: string): void
}

export function createUnsentKeep(keep: Keep): UnsentKeep {
  return {
    load: () =>
      keep
        .names(PREFIX)
        .map((name) => readUnsent(keep.read(name)))
        .filter((unsent) => unsent !== undefined)
        .sort((a, b) => a.at - b.at),
    save: (unsent) => keep.write(PREFIX + unsent.cid, JSON.stringify(unsent)),
    forget: (cid) => keep.write(PREFIX + cid, ''),
  }
}

function readUnsent(text: string | undefined): Unsent | undefined {
  const unsent = readJson(text) as Unsent | null | undefined
  return typeof unsent?.cid === 'string' ? unsent : undefined
}
