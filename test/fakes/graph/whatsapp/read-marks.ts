import type { Core } from '../core.ts'
import { GraphError } from '../errors.ts'
import { parseRequest } from '../http/issues.ts'
import type { PhoneNumber } from '../world/world.ts'
import { readRequest } from './message-shapes.ts'

/** For how long typing shows, unless a message comes before. */
const TYPING = 25_000

/**
 * The business has read a message of a person, and with it the ones before; it may show that it is
 * typing. 100 for a message it never received.
 */
export function markRead(core: Core, number: PhoneNumber, body: unknown): object {
  const { message_id, typing_indicator } = parseRequest(readRequest, body)
  const place = core.threads.find(message_id)
  if (place?.thread.accountId !== number.id || place.entry.from !== 'person') {
    throw new GraphError(100, { details: 'Param message_id is no message this number received.' })
  }
  const { thread, entry } = place
  const read = thread.entries.slice(0, thread.entries.indexOf(entry) + 1)
  for (const each of read) if (each.from === 'person') each.progress = 'read'
  if (typing_indicator) thread.typingUntil = core.time.now() + TYPING
  core.changed()
  return { success: true }
}
