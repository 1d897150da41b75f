import type { WebhookObject } from '../world/world.ts'

/** One fact that subscribers hear of; several travel in one POST. */
export interface Update {
  object: WebhookObject
  /** The WhatsApp business account, or the page. */
  ownerId: string
  /** The phone number, where it is about one: its own callback goes before the account's. */
  numberId: string | undefined
  /** The field somebody must have subscribed to. */
  field: string
  /** WhatsApp: the change's value. Messenger: one element of `messaging`. */
  value: Record<string, unknown>
  /** Milliseconds since 1970. */
  at: number
  /** Whether the entry carries its time (management fields do, messages do not). */
  timed: boolean
}

/** The body of one POST with these updates, all of one object: a change or an element for each. */
export function bodyOf(updates: Update[]): object {
  const object = updates[0]?.object
  const owners = Map.groupBy(updates, ({ ownerId }) => ownerId)
  const entry = [...owners].map(([id, ofOwner]) =>
    object === 'page' ? pageEntry(id, ofOwner) : accountEntry(id, ofOwner),
  )
  return { object, entry }
}

function accountEntry(id: string, updates: Update[]): object {
  const timed = updates.find((update) => update.timed)
  return {
    id,
    ...(timed && { time: Math.floor(timed.at / 1000) }),
    changes: joined(updates).map(({ field, value }) => ({ value, field })),
  }
}

/** Neighbours about the same number with the same kind of list become one change. */
function joined(updates: Update[]): Update[] {
  const changes: Update[] = []
  for (const update of updates) {
    const last = changes.at(-1)
    const list = last && sharedList(last, update)
    if (last && list) last.value = merge(last.value, update.value, list)
    else changes.push({ ...update })
  }
  return changes
}

function sharedList(one: Update, other: Update): 'messages' | 'statuses' | undefined {
  if (one.field !== 'messages' || other.field !== 'messages') return undefined
  if (one.numberId !== other.numberId) return undefined
  return (['messages', 'statuses'] as const).find(
    (list) => Array.isArray(one.value[list]) && Array.isArray(other.value[list]),
  )
}

function merge(
  one: Record<string, unknown>,
  other: Record<string, unknown>,
  list: string,
): Record<string, unknown> {
  const contacts = [...asList(one.contacts), ...asList(other.contacts)]
  return {
    ...one,
    ...(contacts.length > 0 && { contacts: distinct(contacts) }),
    [list]: [...asList(one[list]), ...asList(other[list])],
  }
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function distinct(contacts: unknown[]): unknown[] {
  return [...new Map(contacts.map((contact) => [JSON.stringify(contact), contact])).values()]
}

function pageEntry(id: string, updates: Update[]): object {
  return {
    id,
    time: Math.max(...updates.map(({ at }) => at)),
    messaging: updates.map(({ value }) => value),
  }
}
