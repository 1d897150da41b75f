import { idText, type Loose, record, records, text } from '../graph/loose.ts'
import type { Addressed, ChannelUpdate } from '../update.ts'
import { ACCOUNT_READERS, readErrors } from './read-account.ts'
import { readAddressBook, readEchoes, readHistory } from './read-coexistence.ts'
import { readMessage } from './read-message.ts'
import { phoneDigits } from './read-person.ts'
import { readStatus } from './read-status.ts'

type FieldReader = (value: Loose, now: number) => ChannelUpdate[]

const FIELDS: Record<string, FieldReader> = {
  messages: (value, now) => [
    ...records(value.messages).map((message) => readMessage(message, { value, now })),
    ...records(value.statuses).map((status) => readStatus(status, value, now)),
    ...(value.messages === undefined && value.statuses === undefined ? readErrors(value) : []),
  ],
  smb_message_echoes: readEchoes,
  history: readHistory,
  smb_app_state_sync: readAddressBook,
}

/**
 * Reads the body of a webhook of WhatsApp: every change of every entry, oldest first where they tell
 * their time. Never throws, and drops nothing: what is not known is told as such.
 */
export function readWebhook(body: unknown, now: number): Addressed[] {
  const found = records(record(body).entry).flatMap((entry) =>
    records(entry.changes).flatMap((change) => readChange(entry, change, now)),
  )
  return found.length > 0 ? byTime(found) : [{ update: { type: 'unknown', what: 'empty body' } }]
}

function readChange(entry: Loose, change: Loose, now: number): Addressed[] {
  const value = record(change.value)
  const field = text(change.field) ?? ''
  const updates = readField(field, value, now)
  const metadata = record(value.metadata)
  const [to, businessId] = [idText(metadata.phone_number_id), idText(entry.id)]
  const address = phoneDigits(value.display_phone_number)
  const where = {
    ...(to !== undefined && { to }),
    ...(businessId !== undefined && { businessId }),
    ...(address !== undefined && { address }),
  }
  return updates.map((update) => ({ ...where, update }))
}

function readField(field: string, value: Loose, now: number): ChannelUpdate[] {
  const many = Object.hasOwn(FIELDS, field) ? FIELDS[field]?.(value, now) : undefined
  if (many && many.length > 0) return many
  const one = Object.hasOwn(ACCOUNT_READERS, field) ? ACCOUNT_READERS[field] : undefined
  return [one?.(value) ?? { type: 'unknown', what: field || 'change without field' }]
}

/** Stable: what tells no time stays behind what it came after. */
function byTime(found: Addressed[]): Addressed[] {
  let last = 0
  return found
    .map((addressed) => {
      last = timeOf(addressed.update) ?? last
      return { addressed, at: last }
    })
    .sort((one, other) => one.at - other.at)
    .map(({ addressed }) => addressed)
}

function timeOf(update: ChannelUpdate): number | undefined {
  if (update.type === 'message') return update.sentAt
  return 'at' in update ? update.at : undefined
}
