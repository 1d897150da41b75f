import type { Core } from '../core.ts'
import type { Entry } from '../world/threads.ts'
import type { Person, PhoneNumber } from '../world/world.ts'
import { receive } from './inbound.ts'
import { contactOf, emitValue, inSeconds, metadataOf } from './metadata.ts'
import { unsupported } from './number-to-number.ts'

const EDIT_WITHIN = 15 * 60_000
const REVOKE_WITHIN = 2 * 24 * 60 * 60_000

/** The person changes their text. Only a number with coexistence learns to what (contract 1.4). */
export async function editEntry(
  core: Core,
  number: PhoneNumber,
  person: Person,
  messageId: string,
  body: string,
): Promise<void> {
  const entry = ownEntry(core, messageId, EDIT_WITHIN)
  entry.content = { body }
  entry.edited = true
  core.changed()
  if (number.coexistsSince === undefined) {
    await receive(core, number, person, unsupported('edit'))
    return
  }
  await tell(core, number, person, 'edit', {
    original_message_id: messageId,
    message: { type: 'text', text: { body } },
  })
}

/** The person deletes a message for everybody; numbers without coexistence hear nothing of it. */
export async function revokeEntry(
  core: Core,
  number: PhoneNumber,
  person: Person,
  messageId: string,
): Promise<void> {
  const entry = ownEntry(core, messageId, REVOKE_WITHIN)
  entry.revoked = true
  core.changed()
  if (number.coexistsSince === undefined) return
  await tell(core, number, person, 'revoke', { original_message_id: messageId })
}

function ownEntry(core: Core, messageId: string, within: number): Entry {
  const entry = core.threads.find(messageId)?.entry
  if (entry?.from !== 'person') throw new Error(`${messageId} is no message of this person.`)
  if (core.time.now() - entry.at > within) throw new Error(`${messageId} is too old to change.`)
  return entry
}

async function tell(
  core: Core,
  number: PhoneNumber,
  person: Person,
  type: 'edit' | 'revoke',
  content: object,
): Promise<void> {
  const { phone, bsuid } = core.identities.shown(number, person)
  const message = {
    ...(phone && { from: phone }),
    ...(bsuid && { from_user_id: bsuid }),
    id: core.ids.wamid(),
    timestamp: inSeconds(core.time.now()),
    type,
    [type]: content,
  }
  const value = { ...metadataOf(number), contacts: [contactOf(core, number, person)] }
  await emitValue(core, number, { ...value, messages: [message] })
}
