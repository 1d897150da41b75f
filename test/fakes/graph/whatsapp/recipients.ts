import type { Core } from '../core.ts'
import { GraphError } from '../errors.ts'
import { dialledDigits, waIdOf } from '../world/phone-numbers.ts'
import type { Person, PhoneNumber } from '../world/world.ts'

const BSUID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/

export interface Recipient {
  /** Exactly what the request said. */
  input: string
  /** Missing where the message goes by BSUID. */
  waId: string | undefined
  bsuid: string | undefined
  /** Nobody where no person has this number or id. */
  person: Person | undefined
  /** Another number on the API, where it is one. */
  number: PhoneNumber | undefined
}

/**
 * Who a request means: `to` (a phone) wins over `recipient` (a BSUID). 131021 for the sending number
 * itself, 131009 for what is neither, and for a BSUID of another business (the contract says only that
 * it cannot be used).
 */
export function recipientOf(
  core: Core,
  sender: PhoneNumber,
  { to, recipient }: { to?: string | undefined; recipient?: string | undefined },
): Recipient {
  if (to !== undefined) return byPhone(core, sender, to)
  if (recipient !== undefined) return byBsuid(core, sender, recipient)
  throw new GraphError(131008, { details: 'Parameter to or recipient is required.' })
}

function byPhone(core: Core, sender: PhoneNumber, to: string): Recipient {
  const digits = dialledDigits(to, sender.digits)
  if (!digits) throw new GraphError(131009, { details: `Param to: ${to} is no phone number.` })
  const waId = waIdOf(digits)
  if (waId === waIdOf(sender.digits)) throw new GraphError(131021)
  const person = core.identities.byPhone(digits)
  const bsuid = person?.hasBsuid ? core.identities.bsuidOf(sender, person) : undefined
  return { input: to, waId, bsuid, person, number: numberOnTheApi(core, waId) }
}

function numberOnTheApi(core: Core, waId: string): PhoneNumber | undefined {
  return [...core.world.numbers.values()].find(
    ({ digits, coexistsSince }) => waIdOf(digits) === waId && coexistsSince === undefined,
  )
}

function byBsuid(core: Core, sender: PhoneNumber, input: string): Recipient {
  if (!BSUID.test(input)) {
    throw new GraphError(131009, { details: 'Param recipient is no business-scoped user ID.' })
  }
  const person = core.identities.byBsuid(sender, input)
  if (!person && isElsewhere(core, input)) {
    throw new GraphError(131009, {
      details: 'Param recipient is a user ID of another business portfolio.',
    })
  }
  return { input, waId: undefined, bsuid: input, person, number: undefined }
}

function isElsewhere(core: Core, bsuid: string): boolean {
  return [...core.world.people.values()].some(({ bsuids }) => [...bsuids.values()].includes(bsuid))
}
