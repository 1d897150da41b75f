import { RelayError } from '../../../relay/src/errors.ts'
import type { AdminAnswer } from './admin-api.ts'

/** What a member reads where Shopify did not answer, or not with that. */
export function refusalOf(answer: Exclude<AdminAnswer<unknown>, { outcome: 'ok' }>): RelayError {
  switch (answer.outcome) {
    case 'denied':
      return new RelayError(
        'forbidden',
        'The shop has not allowed this yet. An owner allows it in Shopify, in the settings of the chat.',
      )
    case 'signed_out':
      return new RelayError(
        'unavailable',
        'Shopify lets the chat in no longer. Open it once in the Shopify admin, then try again.',
      )
    case 'throttled':
      return new RelayError('rate_limited', 'Shopify was asked too much at once. Try again soon.', {
        retryAfter: Math.ceil(answer.retryAfterMs / 1_000),
      })
    default:
      return new RelayError(
        'unavailable',
        'Shopify gave no answer that makes sense. Nothing is lost; try again in a moment.',
        { cause: answer },
      )
  }
}

/** What was asked for. @throws RelayError where there is none */
export function dataOf<T>(answer: AdminAnswer<T>): T {
  if (answer.outcome === 'ok') return answer.data
  throw refusalOf(answer)
}
