import * as v from 'valibot'
import { trigger, triggerDefinition } from '../settings.ts'

export const newTrigger = v.strictObject({
  ...triggerDefinition.entries,
  enabled: v.optional(v.boolean(), true),
})
export type NewTrigger = v.InferOutput<typeof newTrigger>

/**
 * Only what is named changes; null lets a trigger go to pages of any kind again. `version`: the one this
 * change was made of; refused when it is another by now.
 */
export const triggerChange = v.partial(
  v.strictObject({
    ...triggerDefinition.entries,
    pageKind: v.nullable(v.unwrap(triggerDefinition.entries.pageKind)),
    enabled: v.boolean(),
    version: v.number(),
  }),
)
export type TriggerChange = v.InferOutput<typeof triggerChange>
export const triggersAnswer = v.object({ triggers: v.array(trigger) })
export type TriggersAnswer = v.InferOutput<typeof triggersAnswer>
