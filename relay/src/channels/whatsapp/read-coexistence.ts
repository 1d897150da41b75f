import { type Loose, record, records, text } from '../graph/loose.ts'
import type { ChannelUpdate } from '../update.ts'
import { readMessage } from './read-message.ts'
import { isSomebody, personOf, phoneDigits } from './read-person.ts'

/** What the shop wrote in the WhatsApp Business app. */
export function readEchoes(value: Loose, now: number): ChannelUpdate[] {
  return records(value.message_echoes).map((message) =>
    readMessage(message, { value, now, echoTo: personOf(message.to, message.to_user_id) }),
  )
}

/** What was said in the app before, in both directions: threads are named by the person. */
export function readHistory(value: Loose, now: number): ChannelUpdate[] {
  const own = phoneDigits(record(value.metadata).display_phone_number)
  return records(value.history).flatMap((chunk) =>
    records(chunk.threads).flatMap((thread) =>
      records(thread.messages).map((message) => readPast(message, { thread, own, value, now })),
    ),
  )
}

function readPast(
  message: Loose,
  {
    thread,
    own,
    value,
    now,
  }: { thread: Loose; own: string | undefined; value: Loose; now: number },
): ChannelUpdate {
  const { context } = thread
  const person = {
    ...personOf(thread.id, undefined),
    ...personOf(record(context).wa_id, record(context).user_id),
  }
  const byShop = message.to !== undefined || message.to_user_id !== undefined || isOwn(message, own)
  if (!byShop) return readMessage(withSender(message, thread), { value, now, history: true })
  const to = { ...person, ...personOf(message.to, message.to_user_id) }
  return readMessage(message, { value, now, history: true, echoTo: to })
}

function isOwn(message: Loose, own: string | undefined): boolean {
  return own !== undefined && phoneDigits(message.from) === own
}

/** Somebody who is not named in the message is the one the thread is named by. */
function withSender(message: Loose, thread: Loose): Loose {
  const known = isSomebody(personOf(message.from, message.from_user_id))
  return known ? message : { ...message, from: thread.id }
}

/** The shop's own address book. */
export function readAddressBook(value: Loose): ChannelUpdate[] {
  return records(value.state_sync).map(({ type, action, contact }) => {
    const { full_name, first_name, phone_number, user_id } = record(contact)
    const person = personOf(phone_number, user_id)
    const name = text(full_name) ?? text(first_name)
    if (type !== 'contact' || action === 'remove' || !isSomebody(person) || name === undefined) {
      return { type: 'unknown', what: 'address book' }
    }
    return { type: 'contact', person: { ...person, name } }
  })
}
