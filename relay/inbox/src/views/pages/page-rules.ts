import type { PageRules } from '@loods/protocol'
import { fitsPage } from '@loods/protocol/page-pattern'

/** Rules of one sort a shop may have. */
export const MOST_RULES = 50

/** Patterns for chosen pages, and a name for them together: what they share, where they share anything. */
export function suggestMerge(keys: readonly string[]): { patterns: string[]; name: string } {
  const [first = '/'] = keys
  const shared = keys.reduce(sharedStart, first)
  const start = shared.slice(0, Math.max(shared.lastIndexOf('/'), shared.lastIndexOf('-')) + 1)
  const name = start.replace(/[-/]+$/, '')
  if (keys.length < 2 || name === '') return { patterns: [...keys], name: first }
  return { patterns: [`${start}*`], name }
}

function sharedStart(one: string, other: string): string {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return one.slice(0, length)
}

/** Patterns of what would be counted by itself: of pages that are counted as one, those they came from. */
export function suggestSplit(keys: readonly string[], { merge }: PageRules): string[] {
  return keys.flatMap((key) => {
    const own = merge.filter((rule) => rule.key === key).map(({ pattern }) => pattern)
    return own.length > 0 ? own : [key]
  })
}

/** Counted pages that patterns fit, by their keys. */
export function caught(patterns: readonly string[], keys: readonly string[]): string[] {
  return keys.filter((key) => patterns.some((pattern) => fitsPage(pattern, key)))
}

/** The newest rule comes first: of merges the first that fits counts. */
export function withMerge(rules: PageRules, patterns: string[], key: string): PageRules {
  const others = rules.merge.filter(({ pattern }) => !patterns.includes(pattern))
  return {
    ...rules,
    merge: [...patterns.map((pattern) => ({ pattern, key })), ...others],
    split: rules.split.filter((pattern) => !patterns.includes(pattern)),
  }
}

/** Takes a merge back where there is one of that pattern, else makes an exception to it. */
export function withSplit(rules: PageRules, patterns: string[]): PageRules {
  const merged = new Set(rules.merge.map(({ pattern }) => pattern))
  const added = patterns.filter((pattern) => !merged.has(pattern))
  return {
    ...rules,
    merge: rules.merge.filter(({ pattern }) => !patterns.includes(pattern)),
    split: [...new Set([...added, ...rules.split])],
  }
}
