import type { Core } from '../core.ts'
import { type Entry, newEntry, type Thread } from '../world/threads.ts'
import { openFreeEntry } from '../world/window.ts'
import type { Person, PhoneNumber } from '../world/world.ts'
import { contactOf, emitValue, inSeconds, metadataOf } from './metadata.ts'

/** A message on its way from a person to a number. */
export interface Inbound {
  type: string
  /** What stands under the type's name; a type may have none. */
  content?: unknown
  /** The id of the quoted message. */
  quotes?: string
  /** More keys of `context`: forwarded, referred_product. */
  context?: Record<string, unknown>
  /** More keys of the message: referral, errors, unknown ones. */
  more?: Record<string, unknown>
  /** The message's own time; the clock's by default. */
  at?: number
}

/** Lets a message arrive at the number; resolves when the webhook's first attempt is over. */
export async function receive(
  core: Core,
  number: PhoneNumber,
  person: Person,
  inbound: Inbound,
): Promise<Entry> {
  const { threads, time, ids, rates } = core
  const at = inbound.at ?? time.now()
  const thread = threads.of(number.id, person.id)
  if (thread.blocked) throw new Error(`${person.name} blocked ${number.displayPhoneNumber}.`)
  const entry = newEntry({
    id: ids.wamid(),
    from: 'person',
    at,
    type: inbound.type,
    content: inbound.content,
    quotes: inbound.quotes,
    progress: 'sent',
  })
  const message = messageOf(core, number, person, entry, inbound)
  rates.throughput(number.id).force()
  threads.register(thread, entry)
  threads.show(thread, entry)
  meet(core, thread, number, person, at)
  if (inbound.more?.referral) openFreeEntry(thread, at)
  core.changed()
  const value = { ...metadataOf(number), contacts: [contactOf(core, number, person)] }
  await emitValue(core, number, { ...value, messages: [message] }, { at })
  return entry
}

/** Every message opens the window anew, a reaction too (the contract says "each inbound message"). */
function meet(core: Core, thread: Thread, number: PhoneNumber, person: Person, at: number): void {
  thread.lastInboundAt = Math.max(at, thread.lastInboundAt ?? 0)
  if (core.identities.shown(number, person).phone) thread.phoneMetAt = core.time.now()
}

function messageOf(
  core: Core,
  number: PhoneNumber,
  person: Person,
  entry: Entry,
  inbound: Inbound,
): object {
  const { phone, bsuid, parent } = core.identities.shown(number, person)
  const context = contextOf(core, number, person, inbound)
  return {
    ...(context && { context }),
    ...(phone && { from: phone }),
    ...(bsuid && { from_user_id: bsuid }),
    ...(parent && { from_parent_user_id: parent }),
    id: entry.id,
    timestamp: inSeconds(entry.at),
    type: inbound.type,
    ...(inbound.content !== undefined && { [inbound.type]: inbound.content }),
    ...inbound.more,
  }
}

/** `from` is who wrote what is quoted: the business, or the person themself. */
function contextOf(
  core: Core,
  number: PhoneNumber,
  person: Person,
  { quotes, context }: Inbound,
): object | undefined {
  if (quotes === undefined) return context
  const quoted = core.threads.find(quotes)?.entry
  const own = core.identities.shown(number, person).phone
  const from = quoted?.from === 'person' ? own : number.digits
  return { ...(from && { from }), id: quotes, ...context }
}
