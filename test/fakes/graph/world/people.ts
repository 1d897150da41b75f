import { waIdOf } from './phone-numbers.ts'
import type { Person, PhoneNumber, World } from './world.ts'

export interface NewPerson {
  name: string
  /** Digits, with or without "+". */
  phone: string
  /** By which a business knows them: both unless told otherwise. */
  identity?: 'phone' | 'phone and bsuid' | 'bsuid'
  username?: string
  onWhatsApp?: boolean
  receipts?: boolean
}

/** Adds a person with a phone; whoever was unknown under its number until now is them. */
export function addPerson(world: World, id: string, given: NewPerson): Person {
  const phone = waIdOf(given.phone.replace(/\D/g, ''))
  const { identity = 'phone and bsuid' } = given
  for (const [strangerId, { phone: known, onWhatsApp }] of world.people) {
    if (known === phone && !onWhatsApp) world.people.delete(strangerId)
  }
  const person: Person = {
    id,
    name: given.name,
    username: given.username,
    phone,
    hidesPhone: identity === 'bsuid',
    hasBsuid: identity !== 'phone',
    bsuids: new Map(),
    parentBsuids: new Map(),
    psids: new Map(),
    onWhatsApp: given.onWhatsApp ?? true,
    deviceOn: true,
    receipts: given.receipts ?? true,
    optedOutOfMarketing: false,
  }
  world.people.set(id, person)
  return person
}

/** Somebody without WhatsApp, whom a business wrote to by phone or BSUID. */
export function strangerWith(
  world: World,
  { waId, bsuid, input }: { waId: string | undefined; bsuid: string | undefined; input: string },
): Person {
  const id = `stranger ${input}`
  const known = world.people.get(id)
  if (known) return known
  const identity = waId === undefined ? 'bsuid' : bsuid === undefined ? 'phone' : undefined
  return addPerson(world, id, {
    name: '',
    phone: waId ?? '',
    ...(identity && { identity }),
    onWhatsApp: false,
  })
}

/** A number on the API as other numbers meet it. */
export function personBehind(world: World, number: PhoneNumber): Person {
  const id = `number ${number.id}`
  return (
    world.people.get(id) ??
    addPerson(world, id, { name: number.verifiedName, phone: number.digits, receipts: false })
  )
}
