import type { OutboxResult } from '../../../relay/src/outbox/handler.ts'
import type { AdminAnswer } from './admin-api.ts'

/** What becomes of an outbox row whose question got no good answer. */
export function asResult(answer: Exclude<AdminAnswer<unknown>, { outcome: 'ok' }>): OutboxResult {
  switch (answer.outcome) {
    case 'throttled':
      return { outcome: 'wait', afterMs: answer.retryAfterMs, reason: 'asked too much at once' }
    case 'unreachable':
      return { outcome: 'retry', reason: answer.reason }
    case 'signed_out':
      return { outcome: 'cancel', reason: 'the shop has to open the app again' }
    case 'denied':
      return { outcome: 'cancel', reason: 'the shop does not allow it' }
    case 'refused':
      return { outcome: 'dead', reason: answer.message }
  }
}
