import type { ChannelTroubleCode, Failure } from '@loods/protocol'
import type { Meaning } from '../graph/error-meaning.ts'
import { amount, idText, type Loose, record, records, text } from '../graph/loose.ts'
import type { ChannelUpdate } from '../update.ts'
import { meaningOf } from './error-codes.ts'
import { personOf, withContact } from './read-person.ts'
import { timeOf } from './read-times.ts'

const STATES = ['sent', 'delivered', 'read', 'played', 'failed'] as const

/** Reads how far one of our messages has come. */
export function readStatus(status: Loose, value: Loose, now: number): ChannelUpdate {
  const externalId = idText(status.id)
  const state = STATES.find((it) => it === status.status)
  if (status.recipient_type === 'group') return { type: 'unknown', what: 'group status' }
  if (externalId === undefined || state === undefined) {
    return { type: 'unknown', what: `status ${text(status.status) ?? ''}`.trim() }
  }
  const ref = text(status.biz_opaque_callback_data)
  const category = text(record(status.pricing).category)
  return {
    type: 'status',
    externalId,
    state,
    at: timeOf(status.timestamp, now),
    person: withContact(personOf(status.recipient_id, status.recipient_user_id), value),
    ...(ref !== undefined && { ref }),
    ...(category !== undefined && { category }),
    ...(state === 'failed' && failureOf(records(status.errors)[0] ?? {})),
  }
}

function failureCodeOf(meaning: Meaning | undefined): Failure['code'] {
  if (meaning?.kind === 'failure') return meaning.failure
  return meaning?.kind === 'trouble' && meaning.trouble === 'payment' ? 'payment' : 'unknown'
}

/** What an error of a webhook says of the message, and of the channel where that is at fault. */
export function failureOf(error: Loose): { failure: Failure; trouble?: ChannelTroubleCode } {
  const number = amount(error.code)
  const detail = text(record(error.error_data).details) ?? text(error.title) ?? text(error.message)
  const meaning = number === undefined ? undefined : meaningOf(number)
  return {
    failure: {
      code: failureCodeOf(meaning),
      ...(number !== undefined && { number }),
      ...(detail !== undefined && { detail }),
    },
    ...(meaning?.kind === 'trouble' && { trouble: meaning.trouble }),
  }
}
