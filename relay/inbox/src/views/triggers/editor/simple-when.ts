import type { TriggerRule } from '@loods/protocol'

/** A rule of one condition that this screen can edit. */
export type SimpleWhen =
  | { type: 'visible_seconds' | 'idle_seconds'; seconds: number }
  | { type: 'exit_intent' }

/** The rule where it is one this screen can edit. */
export function simpleWhen(rule: TriggerRule): SimpleWhen | undefined {
  if (!('type' in rule)) return undefined
  const { type } = rule
  if (type === 'exit_intent') return { type }
  if (type === 'visible_seconds' || type === 'idle_seconds') return { type, seconds: rule.seconds }
  return undefined
}
