import type { PageKind, PageRules, Trigger, TriggerDefinition, TriggerRule } from '@loods/protocol'
import { fitsPage } from '@loods/protocol/page-pattern'
import { mergedKey } from '../page-views/page-key.ts'

/** A page by the name it is counted under. */
export interface CountedPage {
  key: string
  kind: PageKind
}

/** Where a trigger has to look to find a page again. */
export interface Place extends Pick<TriggerDefinition, 'page' | 'pageKind'> {
  /** Where no single pattern says it. */
  rules: TriggerRule[]
}

/** Patterns that one trigger names beside what else it waits for. */
const MOST_PATTERNS = 4
/** Segments and characters at which page keys are cut off. */
const CUT_SEGMENTS = 8
const CUT_LETTERS = 60

/** The addresses that are counted under a key, as a trigger's patterns say them. */
export function placeOf({ key, kind }: CountedPage, rules: PageRules): Place {
  const pageKind = kind === 'other' ? {} : { pageKind: kind }
  if (kind === 'home') return { page: '', ...pageKind, rules: [] }
  const patterns = patternsOf(key, rules)
  const [first = '', ...others] = patterns
  if (others.length === 0) return { page: first, ...pageKind, rules: [] }
  const any = patterns.slice(0, MOST_PATTERNS).map((like) => ({ type: 'page' as const, like }))
  return { page: '', ...pageKind, rules: [{ any }] }
}

/** Whether a trigger that is on speaks of this page already; one for the whole shop speaks of none. */
export function isCovered(
  page: CountedPage,
  triggers: readonly Trigger[],
  rules: PageRules,
): boolean {
  const addresses = patternsOf(page.key, { ...rules, languages: [] })
    .map((pattern) => pattern.replaceAll('*', 'x'))
    .flatMap((path) => [path, ...rules.languages.map((language) => `/${language}${path}`)])
  return triggers.some(
    ({ enabled, page: pattern, pageKind }) =>
      enabled &&
      (pattern !== '' || pageKind !== undefined) &&
      (!pageKind || pageKind === page.kind) &&
      addresses.some((address) => fitsPage(pattern, address)),
  )
}

function patternsOf(key: string, { merge, languages }: PageRules): string[] {
  const merged = merge.filter((rule) => mergedKey(rule.key) === key).map(({ pattern }) => pattern)
  const patterns = merged.length > 0 ? merged : [patternOf(key)]
  // Its address may begin with a language, which its key does not.
  const before = languages.length > 0 && key !== '/' ? '*' : ''
  return patterns.map((pattern) => encodeURI(before + pattern).slice(0, 300))
}

/** What a key leaves out stands for anything: `/orders/:id` becomes `/orders/*`. */
function patternOf(key: string): string {
  const segments = key.split('/').slice(1)
  const open = segments.map((segment) => {
    // Anything but an id that begins so is the name of a template.
    const pattern = /^:(?!id\b)/.test(segment) ? '*' : segment.replaceAll(':id', '*')
    return segment.length >= CUT_LETTERS ? `${pattern}*` : pattern
  })
  return `/${open.join('/')}${segments.length >= CUT_SEGMENTS ? '*' : ''}`
}
