import { GraphError } from '../errors.ts'

/**
 * The fields that `fields=` asks for, or the usual ones; `id` always. 100 for a field that does not
 * exist, in Meta's words.
 */
export function pickFields(
  all: Record<string, unknown>,
  asked: string | undefined,
  usual: string[],
): Record<string, unknown> {
  const names = asked ? asked.split(',').map((name) => name.trim()) : usual
  const unknown = names.find((name) => !Object.hasOwn(all, name))
  if (unknown !== undefined) {
    throw new GraphError(100, { message: `Tried accessing nonexisting field (${unknown})` })
  }
  return Object.fromEntries(['id', ...names].flatMap((name) => entryOf(all, name)))
}

function entryOf(all: Record<string, unknown>, name: string): [string, unknown][] {
  return all[name] === undefined ? [] : [[name, all[name]]]
}

export interface PageOfItems {
  data: unknown[]
  paging?: { cursors: { before: string; after: string }; next?: string; previous?: string }
}

/** A page of a list with cursors, and the address of the next where there is more. */
export function pageOf<T>(
  items: T[],
  request: { query: Record<string, string>; url: string },
  show: (item: T) => unknown,
): PageOfItems {
  const { limit = '25', after } = request.query
  const from = after === undefined ? 0 : fromCursor(after) + 1
  const shown = items.slice(from, from + Math.max(1, Number(limit)))
  if (shown.length === 0) return { data: [] }
  const last = from + shown.length - 1
  const cursors = { before: toCursor(from), after: toCursor(last) }
  const more = last < items.length - 1
  return {
    data: shown.map(show),
    paging: { cursors, ...(more && { next: nextAddress(request, cursors.after) }) },
  }
}

function nextAddress(
  { query, url }: { query: Record<string, string>; url: string },
  after: string,
): string {
  return `${url}?${new URLSearchParams({ ...query, after })}`
}

function toCursor(index: number): string {
  return Buffer.from(String(index)).toString('base64url')
}

function fromCursor(cursor: string): number {
  const index = Number(Buffer.from(cursor, 'base64url').toString())
  if (Number.isInteger(index) && index >= 0) return index
  throw new GraphError(100, { details: 'Param after is no valid cursor.' })
}
