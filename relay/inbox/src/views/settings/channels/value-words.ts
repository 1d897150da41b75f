import type { ChannelCheck, ValueCheck } from '@loods/protocol'
import type { ChannelWords } from './i18n/words.ts'

/** What is wrong with a value, and what to do. */
export function problemWords(
  { values }: ChannelWords,
  field: keyof ChannelCheck,
  { problem, missing }: ValueCheck,
): string {
  if (problem === 'permission' && missing) return values.missing(missing.join(', '))
  if (problem === 'unreachable') return values.problems.unreachable
  const known: Partial<Record<string, string>> = values.problems[field]
  return known[problem ?? ''] ?? values.problems.other
}
