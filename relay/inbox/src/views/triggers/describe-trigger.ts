import type { TriggerDefinition, TriggerRule } from '@loods/protocol'
import { simpleWhen } from './editor/simple-when.ts'
import type { TriggerWords } from './i18n/words.ts'

/** Where and when an offer is made, as a line. */
export function describeTrigger(
  words: TriggerWords,
  { page, pageKind, when }: Pick<TriggerDefinition, 'page' | 'pageKind' | 'when'>,
): string {
  const where = [
    pageKind && words.onKind(words.kinds[pageKind]),
    page && words.onPage(page),
  ].filter(Boolean)
  return [where.length > 0 ? where.join(', ') : words.everywhere, describeWhen(words, when)].join(
    ' · ',
  )
}

function describeWhen(words: TriggerWords, rule: TriggerRule): string {
  const when = simpleWhen(rule)
  if (!when) return words.severalConditions
  if (when.type === 'exit_intent') return words.leaving
  return when.type === 'idle_seconds' ? words.idle(when.seconds) : words.after(when.seconds)
}
