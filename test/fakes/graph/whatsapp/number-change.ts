import type { Core } from '../core.ts'
import type { Identity } from '../world/identities.ts'
import type { Person, PhoneNumber } from '../world/world.ts'
import { emitValue, inSeconds, metadataOf } from './metadata.ts'

/**
 * The person moves to another phone number: a new BSUID too, and every number they wrote with hears of
 * it by a system message without `contacts`. The window is closed until they write from the new number
 * (the contract is silent; Meta keeps it per phone).
 */
export async function changeNumber(core: Core, person: Person, phone: string): Promise<void> {
  const threads = core.threads.ofPerson(person.id)
  const numbers = threads.flatMap(({ accountId }) => core.world.numbers.get(accountId) ?? [])
  const known = new Map(numbers.map((it) => [it.id, core.identities.shown(it, person)]))
  const before = core.identities.changeNumber(person, phone)
  for (const thread of threads) Object.assign(thread, { lastInboundAt: undefined })
  core.changed()
  await Promise.all(
    numbers.map((number) =>
      tell(core, number, person, { ...known.get(number.id), old: before.phone }),
    ),
  )
}

async function tell(
  core: Core,
  number: PhoneNumber,
  person: Person,
  before: Identity & { old: string },
): Promise<void> {
  const byPhone = before.phone !== undefined
  const { bsuid, parent } = core.identities.shown(number, person)
  const system = {
    body: byPhone
      ? `User ${person.name} changed from ${before.old} to ${person.phone}`
      : `User ${person.name} changed their user ID`,
    ...(byPhone && { wa_id: person.phone }),
    ...(bsuid && { user_id: bsuid }),
    ...(parent && { parent_user_id: parent }),
    ...(before.bsuid && { previous_user_id: before.bsuid }),
    ...(before.parent && { previous_parent_user_id: before.parent }),
    type: byPhone ? 'user_changed_number' : 'user_changed_user_id',
  }
  const message = {
    ...(before.phone && { from: before.phone }),
    ...(before.bsuid && { from_user_id: before.bsuid }),
    id: core.ids.wamid(),
    timestamp: inSeconds(core.time.now()),
    type: 'system',
    system,
  }
  core.threads.of(number.id, person.id).phoneMetAt = byPhone ? core.time.now() : undefined
  await emitValue(core, number, { ...metadataOf(number), messages: [message] })
}
