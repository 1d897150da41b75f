/** How the fields of an item are looked for: `text` by words anywhere, the others by `name:value`. */
export interface Searchable<T> {
  text: (item: T) => (string | null | undefined)[]
  fields: Record<string, (item: T) => Value | Value[]>
}

type Value = string | number | bigint | boolean | null | undefined

interface Term {
  not: boolean
  field: string | undefined
  comparator: string
  value: string
}

/**
 * Shopify's search syntax as far as it is used here: words, `field:value`, `field:>value`, quotes,
 * `-`, OR between groups, and `*` at the end of a word. A field it does not know is left out of the
 * search, as Shopify does: whoever misspells one finds everything.
 */
export function search<T>(items: T[], query: string | null | undefined, by: Searchable<T>): T[] {
  if (!query?.trim()) return items
  const groups = query.split(/\s+OR\s+/).map((group) => termsOf(group))
  return items.filter((item) =>
    groups.some((terms) => terms.every((term) => fits(item, term, by) !== term.not)),
  )
}

const TERM =
  /(-)?(?:([a-z_]+):)?(>=|<=|>|<)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s()]+))/g

function termsOf(group: string): Term[] {
  const text = group.replace(/\bAND\b/g, ' ').replace(/[()]/g, ' ')
  return [...text.matchAll(TERM)].map(([, minus, field, comparator, double, single, bare]) => ({
    not: minus !== undefined,
    field,
    comparator: comparator ?? '=',
    value: (double ?? single ?? bare ?? '').replace(/\\(.)/g, '$1').toLowerCase(),
  }))
}

function fits<T>(item: T, term: Term, by: Searchable<T>): boolean {
  if (term.field === undefined) {
    return by.text(item).some((it) => wordsFit(it?.toLowerCase() ?? '', term.value))
  }
  const field = by.fields[term.field]
  // Left out of the search, whichever way it was meant.
  if (!field) return !term.not
  return [field(item)].flat().some((it) => valueFits(it, term))
}

function wordsFit(text: string, value: string): boolean {
  const wanted = value.replace(/\*$/, '')
  return text.split(/[^\p{L}\p{N}@.+-]+/u).some((word) => word.startsWith(wanted))
}

function valueFits(it: Value, { comparator, value }: Term): boolean {
  const text = String(it ?? '').toLowerCase()
  if (comparator === '=') {
    if (value.endsWith('*')) return text.startsWith(value.slice(0, -1))
    return text === value || text === `#${value}`
  }
  const [one, other] = [comparable(text), comparable(value)]
  if (comparator === '>') return one > other
  if (comparator === '<') return one < other
  return comparator === '>=' ? one >= other : one <= other
}

function comparable(text: string): number {
  const number = Number(text)
  return Number.isNaN(number) ? Date.parse(text) : number
}
