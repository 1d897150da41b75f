import type { SendResult } from '../adapter.ts'
import type { Person } from '../update.ts'
import type { Meaning } from './error-meaning.ts'
import type { GraphAnswer, GraphError } from './graph-client.ts'
import { whyLater } from './why-later.ts'

/** What a network's codes mean. @param subcode still sent by some answers */
type MeaningOf = (code: number, subcode?: number) => Meaning

/**
 * What came of a request that sends something.
 * @param taken what Meta's answer calls the message; undefined where it does not say, so that a status
 *   has to tell
 */
export function toResult(
  answer: GraphAnswer,
  meaningOf: MeaningOf,
  taken: (data: Record<string, unknown>) => { externalId: string; person?: Person } | undefined,
): SendResult {
  if (answer.outcome === 'refused') return toRefusal(answer.error, meaningOf)
  if (answer.outcome === 'unreachable') return { outcome: 'later', reason: answer.reason }
  if (answer.outcome === 'unsure') return { outcome: 'unsure', reason: answer.reason }
  const message = taken(answer.data)
  return message
    ? { outcome: 'taken', ...message }
    : { outcome: 'unsure', reason: 'an answer without an id' }
}

const UNAUTHORISED = 401
/** A proxy on the way that waited in vain for an answer. */
const GATEWAY_TIMEOUT = 504

/** What an error of the Graph means for a message that was to be sent. */
export function toRefusal(error: GraphError, meaningOf: MeaningOf): SendResult {
  const { status, code, subcode, message, details, retryAfterMs } = error
  const wait = retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }
  const reason = whyLater(error)
  if (code === 0 && status !== UNAUTHORISED) {
    const mayBeOut = status < 400 || status === GATEWAY_TIMEOUT
    return mayBeOut ? { outcome: 'unsure', reason } : { outcome: 'later', ...wait, reason }
  }
  const meaning = meaningOf(code, subcode)
  const detail = details ?? message
  const unforeseen = meaning.kind === 'failure' && meaning.failure === 'unknown' && status >= 500
  if (meaning.kind === 'later' || unforeseen) return { outcome: 'later', ...wait, reason }
  if (meaning.kind === 'trouble') {
    return { outcome: 'stopped', trouble: meaning.trouble, number: code, detail }
  }
  return { outcome: 'refused', failure: { code: meaning.failure, number: code, detail } }
}
