import { GraphQLError } from 'graphql'

export interface PageArguments {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
  reverse?: boolean | null
}

/** A page of a list as Shopify's connections have it; `show` is called for the items of the page. */
export function connection<T>(items: T[], page: PageArguments, show: (item: T) => object): object {
  const ordered = page.reverse ? items.toReversed() : items
  const [from, to] = rangeOf(ordered.length, page)
  const nodes = ordered.slice(from, to).map(show)
  const edges = nodes.map((node, index) => ({ node, cursor: toCursor(from + index) }))
  return {
    nodes,
    edges,
    pageInfo: {
      hasPreviousPage: from > 0,
      hasNextPage: to < ordered.length,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

function rangeOf(count: number, { first, last, after, before }: PageArguments): [number, number] {
  if (first == null && last == null) {
    throw badRequest('you must provide one of first or last')
  }
  const start = after == null ? 0 : fromCursor(after) + 1
  const end = before == null ? count : Math.min(count, fromCursor(before))
  if (first != null) return [start, Math.min(end, start + first)]
  return [Math.max(start, end - (last ?? 0)), end]
}

function toCursor(index: number): string {
  return Buffer.from(JSON.stringify({ index })).toString('base64')
}

function fromCursor(cursor: string): number {
  try {
    return (JSON.parse(Buffer.from(cursor, 'base64').toString()) as { index: number }).index
  } catch {
    throw badRequest('Invalid cursor for current pagination sort.')
  }
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })
}
