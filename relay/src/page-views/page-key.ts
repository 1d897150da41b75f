import type { PageKind } from '@loods/protocol'
import { fitsPage } from '@loods/protocol/page-pattern'

/** A page as it was viewed. Everything in it may be made up by whoever sent it. */
export interface ViewedPage {
  /** Path, or whole address. */
  url: string
  /** Where the shop's plugin says so. */
  kind?: PageKind
  /** Name of the shop's template, where it says that pages of it are to be counted as one. */
  template?: string
}

/** What a merchant says of which pages are one. Patterns as in triggers: `*` stands for anything. */
export interface PageKeyRules {
  /** First path segments that are a language and no page, such as `nl` and `en-gb`. */
  languages: readonly string[]
  /** Pages that count as one, under this key; the first that fits. */
  merge: readonly { pattern: string; key: string }[]
  /** Pages that stay themselves where others are merged, or grouped by their template. */
  split: readonly string[]
}

/** Pages of which there may be any number, and of which none is known by its own name. */
const GROUPED = new Set<PageKind | undefined>(['product'])
/** Segments and characters of a key; what is longer is a junk address, or of no interest. */
const MOST_SEGMENTS = 8
const LONGEST_SEGMENT = 60
const LONGEST_KEY = 200
/** Characters of an address that are looked at. */
const LONGEST_URL = 2_000

/**
 * The name under which views of a page are counted: its path without query, language, page numbers,
 * identifiers and whatever could be somebody's, such as a mail address or an order's number. Products of
 * a template are one page; without one each stays itself, so that it can be held against the others.
 * @returns begins with `/`, at most 200 characters, nothing in it that could not stand in a line of text
 */
export function pageKeyOf({ url, kind, template }: ViewedPage, rules: PageKeyRules): string {
  const path = toPath(segmentsOf(url, rules.languages))
  const isSplit = rules.split.some((pattern) => fitsPage(pattern, path))
  const merged = !isSplit && rules.merge.find(({ pattern }) => fitsPage(pattern, path))
  if (merged) return mergedKey(merged.key)
  const segments = segmentsOf(path, []).map(generalised)
  const isGrouped = template !== undefined && GROUPED.has(kind) && !isSplit
  return toPath(isGrouped ? grouped(segments, template) : segments)
}

/** What a merchant called pages that count as one, as a key. */
export function mergedKey(name: string): string {
  return toPath(segmentsOf(name, []))
}

/** `/shop/lamps/desk-lamp` → `/shop/:with-video`. */
function grouped(segments: string[], name: string): string[] {
  const [first = ''] = segments
  const last = `:${cleaned(name).replaceAll('/', '-')}`
  return segments.length > 1 && !first.startsWith(':') ? [first, last] : [last]
}

function segmentsOf(url: string, languages: readonly string[]): string[] {
  const segments = pathOf(url)
    .split('/')
    .map((segment) => cleaned(decoded(segment)))
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .slice(0, MOST_SEGMENTS + 1)
  const [first = ''] = segments
  const own = languages.includes(first) ? segments.slice(1) : segments
  return withoutEnding(own).slice(0, MOST_SEGMENTS)
}

/** What follows the host and comes before query and fragment. */
function pathOf(url: string): string {
  const [path = ''] = url.slice(0, LONGEST_URL).split(/[?#]/)
  return path.replace(/^[a-z][a-z0-9+.-]*:\/*[^/\\]*/i, '').replaceAll('\\', '/')
}

/** Once and no more: `%252F` stays the text `%2f`. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** Controls, characters that turn text round or cannot be seen, halves of characters, and separators. */
const UNSEEMLY = /[\p{C}\p{Z}\s/\\?#<>"'`]+/gu

function cleaned(segment: string): string {
  const text = segment.toWellFormed().normalize('NFKC').toLowerCase().replace(UNSEEMLY, '-')
  return [...text]
    .slice(0, LONGEST_SEGMENT)
    .join('')
    .replace(/^-+|-+$/g, '')
}

/** Without `/page/2` and `/index.html`, which are the page itself. */
function withoutEnding(segments: string[]): string[] {
  if (/^(index|default)\.[a-z]{2,5}$/.test(segments.at(-1) ?? '')) return segments.slice(0, -1)
  const [word, number] = segments.slice(-2)
  if (word === 'page' && /^\d+$/.test(number ?? '')) return segments.slice(0, -2)
  return segments
}

const IDENTIFIERS = [
  /^\d+$/,
  // UUIDs, hashes and other tokens: long, and with digits among their letters.
  /^(?=.*\d)[0-9a-f]{8,}(-[0-9a-f]{4,}){0,4}$/,
  /^(?=(\D*\d){3})[a-z0-9_~=]{16,}$/,
  // Order keys and session names: a word, then a token.
  /^[a-z]+(_[a-z]+)*_(?=.*\d)[a-z0-9]{8,}$/,
  /@/,
  // Telephone numbers.
  /^\+?[\d().-]{7,}$/,
]

/** `12345` → `:id`; `red-lamp-12345` → `red-lamp-:id`. */
function generalised(segment: string): string {
  if (IDENTIFIERS.some((identifier) => identifier.test(segment))) return ':id'
  return segment.replace(/([-_.])\d{4,}$/, '$1:id').replace(/^\d{4,}([-_.])/, ':id$1')
}

function toPath(segments: string[]): string {
  let path = ''
  for (const segment of segments) {
    if (path.length + 1 + segment.length > LONGEST_KEY) break
    path += `/${segment}`
  }
  return path || '/'
}
