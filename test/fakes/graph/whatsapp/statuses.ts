import type { Core } from '../core.ts'
import { webhookError } from '../errors.ts'
import type { Entry, Progress } from '../world/threads.ts'
import { held, type Person, type PhoneNumber } from '../world/world.ts'
import { contactOf, emitValue, inSeconds, metadataOf } from './metadata.ts'
import { priceOf } from './prices.ts'

export type Status = Exclude<Progress, 'accepted'>

export interface Failure {
  code: number
  details?: string
}

const RANK: Progress[] = ['accepted', 'failed', 'sent', 'delivered', 'read', 'played']

/** Where a message is on its way, by the statuses so far: it never goes back. */
export function advanceProgress(entry: Entry, status: Status): void {
  if (RANK.indexOf(status) > RANK.indexOf(entry.progress)) entry.progress = status
}

/** Tells subscribers how a message fares, twice where the plan says so (contract 1.5). */
export async function emitStatus(
  core: Core,
  entry: Entry,
  status: Status,
  failure?: Failure,
): Promise<void> {
  const { thread } = core.threads.find(entry.id) ?? missing(entry)
  const number = held(core.world.numbers, thread.accountId)
  const person = held(core.world.people, thread.personId)
  advanceProgress(entry, status)
  core.changed()
  const value = {
    ...metadataOf(number),
    ...contactsOf(core, number, person, status),
    statuses: [statusOf(core, number, person, entry, status, failure)],
  }
  const copies = core.faults.chance(core.faults.plan.statuses.twice) ? 2 : 1
  await Promise.all(Array.from({ length: copies }, () => emitValue(core, number, value)))
}

function missing(entry: Entry): never {
  throw new Error(`The fake Graph sent no message ${entry.id}.`)
}

/** Since BSUIDs: contacts with sent, delivered and read; never with failed. */
function contactsOf(
  core: Core,
  number: PhoneNumber,
  person: Person,
  status: Status,
): { contacts?: object[] } {
  if (status === 'failed' || !person.hasBsuid) return {}
  return { contacts: [contactOf(core, number, person, { withUsername: status !== 'sent' })] }
}

function statusOf(
  core: Core,
  number: PhoneNumber,
  person: Person,
  entry: Entry,
  status: Status,
  failure: Failure | undefined,
): object {
  const { phone, bsuid, parent } = core.identities.shown(number, person)
  return {
    id: entry.id,
    status,
    timestamp: inSeconds(core.time.now()),
    ...(phone && { recipient_id: phone }),
    ...(bsuid && { recipient_user_id: bsuid }),
    ...(parent && { parent_recipient_user_id: parent }),
    ...(entry.callbackData !== undefined && { biz_opaque_callback_data: entry.callbackData }),
    ...priceOf(core, entry, status),
    ...(failure && { errors: [webhookError(failure.code, failure.details)] }),
  }
}
