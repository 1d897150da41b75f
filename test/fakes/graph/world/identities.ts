import type { Identifiers } from '../identifiers.ts'
import { countryOf, waIdOf } from './phone-numbers.ts'
import { businessOf, type Person, type PhoneNumber, type World } from './world.ts'

const MONTH = 30 * 24 * 60 * 60_000

/** What a business learns of who writes: never neither. */
export interface Identity {
  phone?: string
  bsuid?: string
  parent?: string
}

/** When this number and this person last met by phone number; undefined where they never did. */
export type LastMet = (number: PhoneNumber, person: Person) => number | undefined

export interface Identities {
  /** What webhooks of `number` say of `person` at this moment (contract 1.6). */
  shown: (number: PhoneNumber, person: Person) => Identity
  bsuidOf: (number: PhoneNumber, person: Person) => string
  psidOf: (pageId: string, person: Person) => string
  byPhone: (digits: string) => Person | undefined
  byBsuid: (number: PhoneNumber, bsuid: string) => Person | undefined
  byPsid: (pageId: string, psid: string) => Person | undefined
  /** A new phone number, and with it a new BSUID in each business; returns the identity before. */
  changeNumber: (person: Person, phone: string) => { phone: string; bsuids: Map<string, string> }
}

export function createIdentities(deps: {
  world: World
  ids: Identifiers
  now: () => number
  lastMet: LastMet
}): Identities {
  const { world, ids, now, lastMet } = deps
  const people = (): Person[] => [...world.people.values()]

  function bsuidOf(number: PhoneNumber, person: Person): string {
    const { id } = businessOf(world, number)
    return remembered(person.bsuids, id, () => ids.bsuid(countryOf(person.phone)))
  }

  /** `CC.ENT.` and alphanumerics, where the business is linked with others. */
  function parentOf(number: PhoneNumber, person: Person): string | undefined {
    const { id, linked } = businessOf(world, number)
    if (!linked) return undefined
    return remembered(person.parentBsuids, id, () =>
      ids.bsuid(countryOf(person.phone)).replace('.', '.ENT.'),
    )
  }

  /** Hidden numbers show for 30 days after the last meeting, or for good in a Contact Book. */
  function showsPhone(number: PhoneNumber, person: Person): boolean {
    if (!person.hidesPhone) return true
    const met = lastMet(number, person)
    if (met === undefined) return false
    return businessOf(world, number).contactBook || now() - met <= MONTH
  }

  return {
    bsuidOf,
    shown(number, person) {
      const phone = showsPhone(number, person) ? person.phone : undefined
      const bsuid = person.hasBsuid || !phone ? bsuidOf(number, person) : undefined
      const parent = bsuid && parentOf(number, person)
      return { ...(phone && { phone }), ...(bsuid && { bsuid }), ...(parent && { parent }) }
    },
    psidOf: (pageId, person) => remembered(person.psids, pageId, ids.node),
    byPhone: (digits) => people().find(({ phone }) => phone === waIdOf(digits)),
    byBsuid(number, bsuid) {
      const { id } = businessOf(world, number)
      return people().find(
        ({ bsuids, parentBsuids }) => bsuids.get(id) === bsuid || parentBsuids.get(id) === bsuid,
      )
    },
    byPsid: (pageId, psid) => people().find(({ psids }) => psids.get(pageId) === psid),
    changeNumber(person, phone) {
      const before = { phone: person.phone, bsuids: person.bsuids }
      person.phone = waIdOf(phone)
      person.bsuids = new Map()
      person.parentBsuids = new Map()
      return before
    },
  }
}

function remembered(map: Map<string, string>, key: string, make: () => string): string {
  const known = map.get(key)
  if (known) return known
  const made = make()
  map.set(key, made)
  return made
}
