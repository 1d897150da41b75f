import type { Core } from '../core.ts'
import { type Entry, newEntry, type Thread } from '../world/threads.ts'
import { held, type Person, type PhoneNumber } from '../world/world.ts'
import { emitValue, inSeconds, metadataOf } from './metadata.ts'

const COEXISTENCE_THROUGHPUT = 20

/** The number runs the WhatsApp Business app and the API from now on: earlier messages open no window. */
export function beginCoexistence(core: Core, number: PhoneNumber): void {
  number.coexistsSince = core.time.now()
  number.throughput = COEXISTENCE_THROUGHPUT
  for (const thread of core.threads.all()) {
    if (thread.accountId === number.id) thread.lastInboundAt = undefined
  }
}

/** The merchant writes in the app: the person gets it, the API an echo; no window is needed or opened. */
export async function writeInApp(
  core: Core,
  number: PhoneNumber,
  person: Person,
  body: string,
): Promise<Entry> {
  const at = core.time.now()
  const entry = newEntry({
    id: core.ids.wamid(),
    from: 'business',
    at,
    type: 'text',
    content: { body },
  })
  const thread = core.threads.of(number.id, person.id)
  core.threads.register(thread, entry)
  core.threads.show(thread, entry)
  entry.progress = 'delivered'
  core.changed()
  const echo = { ...addressees(core, number, person), ...asMessage(entry) }
  const value = { ...metadataOf(number), message_echoes: [echo] }
  await emitValue(core, number, value, { field: 'smb_message_echoes' })
  return entry
}

/** The merchant's address book, or a change in it. */
export async function syncContact(
  core: Core,
  number: PhoneNumber,
  contact: { full_name: string; phone_number: string },
  action: 'add' | 'remove' = 'add',
): Promise<void> {
  const metadata = { timestamp: inSeconds(core.time.now()) }
  const state_sync = [{ type: 'contact', contact, action, metadata }]
  const value = { ...metadataOf(number), state_sync }
  await emitValue(core, number, value, { field: 'smb_app_state_sync' })
}

/** What was said in the app before: in one chunk, oldest first, threads by the person's phone. */
export async function sendHistory(core: Core, number: PhoneNumber): Promise<void> {
  const threads = core.threads
    .all()
    .filter(({ accountId, entries }) => accountId === number.id && entries.length > 0)
    .map((thread) => pastThread(core, number, thread))
  const metadata = { phase: 0, chunk_order: 1, progress: 100 }
  const value = { ...metadataOf(number), history: [{ metadata, threads }] }
  await emitValue(core, number, value, { field: 'history' })
}

function pastThread(core: Core, number: PhoneNumber, { entries, personId }: Thread): object {
  const person = held(core.world.people, personId)
  const { phone, bsuid } = core.identities.shown(number, person)
  return {
    id: phone ?? bsuid,
    messages: entries.map((entry) => ({
      ...(entry.from === 'person'
        ? { ...(phone && { from: phone }), ...(bsuid && { from_user_id: bsuid }) }
        : addressees(core, number, person)),
      ...asMessage(entry),
      history_context: { status: entry.progress.toUpperCase() },
    })),
  }
}

function addressees(core: Core, number: PhoneNumber, person: Person): object {
  const { phone, bsuid } = core.identities.shown(number, person)
  return {
    from: number.digits,
    ...(phone && { to: phone }),
    ...(bsuid && { to_user_id: bsuid }),
  }
}

function asMessage({ id, at, type, content }: Entry): object {
  return { id, timestamp: inSeconds(at), type, [type]: content }
}
