import { parseExactJson } from '../../egress/exact-json.ts'

/** A body that is not JSON; it will not be at the next attempt either. */
export class UnreadableBody extends Error {
  override name = 'UnreadableBody'
}

/** Reads what a network sent. @throws UnreadableBody */
export function parseBody(text: string): unknown {
  try {
    return parseExactJson(text)
  } catch {
    throw new UnreadableBody('not JSON, or nested too deeply')
  }
}

type Json = Record<string, unknown>

/**
 * Takes a body apart into bodies that tell one thing each: an entry, in it a change (or an element of
 * `messaging`), in that one message, status or whatever else it lists. What goes with them, such as
 * who they are from, stays with each.
 */
export function splitBody(body: unknown): unknown[] {
  if (!isRecord(body) || !Array.isArray(body.entry)) return [body]
  return body.entry.flatMap((entry) => splitEntry(entry).map((one) => ({ ...body, entry: [one] })))
}

/** The parts of one body as bodies again, of so many parts each. */
export function slices(parts: readonly unknown[], size: number): unknown[] {
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, n) => {
    const some = parts.slice(n * size, (n + 1) * size) as { entry: unknown[] }[]
    return { ...some[0], entry: some.flatMap(({ entry }) => entry) }
  })
}

function splitEntry(entry: unknown): unknown[] {
  return splitLists(entry, () => true, splitChange)
}

function splitChange(change: unknown): unknown[] {
  if (!isRecord(change)) return [change]
  const { value } = change
  const parts = splitLists(value, (name) => name !== 'contacts', undefined)
  return parts.map((part) => (part === value ? change : { ...change, value: withOwn(part) }))
}

/** Of many people that a change lists only those its one element names; else each part would list all. */
function withOwn(part: unknown): unknown {
  if (!isRecord(part) || !Array.isArray(part.contacts) || part.contacts.length < 2) return part
  const { contacts, ...rest } = part
  const named = new Set<unknown>(
    Object.values(rest).flatMap((list) =>
      Array.isArray(list) && isRecord(list[0]) ? Object.values(list[0]).map(plainId) : [],
    ),
  )
  const own = contacts.filter(
    (contact) =>
      isRecord(contact) &&
      [contact.wa_id, contact.user_id].some((id) => named.has(plainId(id) ?? NOBODY)),
  )
  return { ...rest, contacts: own }
}

/** No id, so that nothing is taken for the same as nothing. */
const NOBODY = Symbol('nobody')

/** An id without what numbers are written with. */
function plainId(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.replaceAll(/[+\s()-]/g, '') : undefined
}

/** One copy for each element of each of its lists, without the other lists; itself where it has none. */
function splitLists(
  whole: unknown,
  isList: (name: string) => boolean,
  further: ((element: unknown) => unknown[]) | undefined,
): unknown[] {
  if (!isRecord(whole)) return [whole]
  const lists = Object.keys(whole).filter((name) => Array.isArray(whole[name]) && isList(name))
  if (lists.length === 0) return [whole]
  const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => !lists.includes(name)))
  return lists.flatMap((name) =>
    (whole[name] as unknown[])
      .flatMap((element) => further?.(element) ?? [element])
      .map((element) => ({ ...rest, [name]: [element] })),
  )
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
