import type { ChannelTroubleCode, FailureCode } from '@loods/protocol'
import type { Meaning } from '../graph/error-meaning.ts'

/** The same may work later; the network, not the message, was at fault. */
const LATER = new Set([1, 2, 4, 17, 32, 341, 613, 1200, 80006])

const TROUBLES: Record<number, ChannelTroubleCode> = {
  3: 'permission',
  10: 'permission',
  102: 'token',
  190: 'token',
  368: 'policy',
}

/** Subcodes that say more than their code; the contract's section 7 lists them. */
const SUBCODES: Record<number, Meaning> = {
  33: { kind: 'trouble', trouble: 'number_gone' },
  1545041: { kind: 'failure', failure: 'unreachable' },
  1893061: { kind: 'failure', failure: 'content' },
  1893063: { kind: 'trouble', trouble: 'policy' },
  2018001: { kind: 'failure', failure: 'unreachable' },
  // The page may write, but not now, and not with this tag.
  2018065: { kind: 'failure', failure: 'window_closed' },
  2018278: { kind: 'failure', failure: 'window_closed' },
  2018008: { kind: 'failure', failure: 'media' },
  2018047: { kind: 'failure', failure: 'media' },
}

const FAILURES: Record<number, FailureCode> = { 100: 'content', 551: 'unreachable' }

/** What an error of the Send API means (contract 7). */
export function meaningOf(code: number, subcode?: number): Meaning {
  if (LATER.has(code)) return { kind: 'later' }
  const more = subcode === undefined ? undefined : SUBCODES[subcode]
  if (more) return more
  const trouble = TROUBLES[code] ?? (code >= 200 && code < 300 ? 'permission' : undefined)
  if (trouble) return { kind: 'trouble', trouble }
  return { kind: 'failure', failure: FAILURES[code] ?? 'unknown' }
}
