import type { ChannelTroubleCode, FailureCode } from '@loods/protocol'
import type { Meaning } from '../graph/error-meaning.ts'

/** The same may work later; the network, not the message, was at fault. */
const LATER = new Set([1, 2, 4, 613, 80007, 130429, 131000, 131016, 131056, 131057, 133004, 133016])

const TROUBLES: Record<number, ChannelTroubleCode> = {
  0: 'token',
  3: 'permission',
  10: 'permission',
  33: 'number_gone',
  190: 'token',
  368: 'policy',
  131005: 'permission',
  131031: 'locked',
  131037: 'display_name',
  131042: 'payment',
  131045: 'registration',
  131048: 'spam',
  133010: 'registration',
}

const FAILURES: Record<number, FailureCode> = {
  100: 'content',
  130497: 'country',
  130472: 'capped',
  131008: 'content',
  131009: 'content',
  131021: 'same_number',
  131026: 'unreachable',
  131030: 'unreachable',
  131047: 'window_closed',
  131049: 'capped',
  131050: 'opted_out',
  131051: 'content',
  131052: 'media',
  131053: 'media',
  131062: 'content',
  135000: 'content',
}

/** @param subcode still sent by some answers; 33 under 100 is a node that is gone or not ours */
export function meaningOf(code: number, subcode?: number): Meaning {
  if (LATER.has(code)) return { kind: 'later' }
  if (code === 100 && subcode === 33) return { kind: 'trouble', trouble: 'number_gone' }
  const trouble = TROUBLES[code] ?? (code >= 200 && code < 300 ? 'permission' : undefined)
  if (trouble) return { kind: 'trouble', trouble }
  if (code >= 132_000 && code < 133_000) return { kind: 'failure', failure: 'template' }
  return { kind: 'failure', failure: FAILURES[code] ?? 'unknown' }
}
