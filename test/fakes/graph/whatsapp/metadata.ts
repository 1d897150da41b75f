import type { Core } from '../core.ts'
import type { Person, PhoneNumber } from '../world/world.ts'

/** What every value about a number begins with. */
export function metadataOf(number: PhoneNumber): Record<string, unknown> {
  return {
    messaging_product: 'whatsapp',
    metadata: {
      display_phone_number: number.displayPhoneNumber,
      phone_number_id: number.id,
    },
  }
}

/** An element of `contacts`. `username` is left out of statuses "sent". */
export function contactOf(
  core: Core,
  number: PhoneNumber,
  person: Person,
  { withUsername = true }: { withUsername?: boolean } = {},
): object {
  const { phone, bsuid, parent } = core.identities.shown(number, person)
  const username = withUsername ? person.username : undefined
  return {
    profile: { name: person.name, ...(username && { username }) },
    ...(phone && { wa_id: phone }),
    ...(bsuid && { user_id: bsuid }),
    ...(parent && { parent_user_id: parent }),
  }
}

export function inSeconds(ms: number): string {
  return String(Math.floor(ms / 1000))
}

/** Tells subscribers of one change to `messages` of this number. */
export async function emitValue(
  core: Core,
  number: PhoneNumber,
  value: Record<string, unknown>,
  { field = 'messages', timed = false, at = core.time.now() } = {},
): Promise<void> {
  await core.outbox.emit({
    object: 'whatsapp_business_account',
    ownerId: number.wabaId,
    numberId: number.id,
    field,
    value,
    at,
    timed,
  })
}
