import { triggerDefinition } from '@loods/protocol'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { conflictsOf } from './conflicts.ts'
import { TEMPLATE_NAMES, templateTrigger } from './templates.ts'

it.each(TEMPLATE_NAMES)(
  'the template %s is one the relay takes, and can speak as it stands',
  (name) => {
    const trigger = templateTrigger(name, 'nl')
    expect(v.parse(v.strictObject(triggerDefinition.entries), trigger)).toEqual(trigger)
    expect(trigger.texts.nl).not.toBe(trigger.texts.en)
    expect(trigger.holdOut).toBe(0.2)
    const conflicts = conflictsOf(trigger, { early: 10, longWait: 120, today: '2026-11-22' })
    expect(conflicts.filter(({ weight }) => weight === 'never')).toEqual([])
  },
)
