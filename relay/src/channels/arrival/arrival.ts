import type { OutboxPlanner } from '../../conversations/append.ts'
import type { UpdateTaker } from '../update.ts'
import { takeMessage } from './message.ts'

export interface ArrivalDeps {
  plan: OutboxPlanner
}

/** What customers do on a shop's channels, put into their conversations. */
export function createArrival(deps: ArrivalDeps): UpdateTaker {
  return async (tx, to, update) => {
    switch (update.type) {
      case 'message':
        return takeMessage(tx, deps.plan, to, update)
      default:
        return false
    }
  }
}
