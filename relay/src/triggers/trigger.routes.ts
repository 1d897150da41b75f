import { newTrigger, trigger, triggerChange, triggersAnswer } from '@loods/protocol'
import { collectionRoutes } from '../http/collection.ts'
import type { Route } from '../http/route.ts'
import type { TriggerService } from './trigger.service.ts'

export function triggerRoutes(triggers: TriggerService): Route[] {
  return collectionRoutes(
    {
      path: 'triggers',
      idName: 'triggerId',
      item: trigger,
      answer: triggersAnswer,
      toAnswer: (triggers) => ({ triggers }),
      newItem: newTrigger,
      change: triggerChange,
      doings: {
        list: {
          policy: 'agent',
          summary: 'When the shop’s pages offer help, in the order they are asked',
        },
        add: { policy: 'admin', summary: 'Add a trigger' },
        change: { policy: 'admin', summary: 'Change a trigger, or switch it on or off' },
        remove: { policy: 'admin', summary: 'Delete a trigger' },
      },
    },
    triggers,
  )
}
