import type { Core } from '../core.ts'
import { webhookError } from '../errors.ts'
import { personBehind } from '../world/people.ts'
import type { Entry } from '../world/threads.ts'
import type { PhoneNumber } from '../world/world.ts'
import { planDelivery } from './deliver.ts'
import { type Inbound, receive } from './inbound.ts'

/** What one number on the API sends to another arrives there as "unsupported" (contract 6). */
export function crossToNumber(core: Core, from: PhoneNumber, to: PhoneNumber, entry: Entry): void {
  const thread = core.threads.of(from.id, personBehind(core.world, to).id)
  core.threads.register(thread, entry)
  planDelivery(core, thread, entry, 'nothing')
  core.time.after(core.faults.plan.statuses.deliveredAfter, async () => {
    await receive(core, to, personBehind(core.world, from), unsupported('unknown'))
  })
}

/** A message that the API cannot carry, as it says so itself. */
export function unsupported(kind: string): Inbound {
  return {
    type: 'unsupported',
    content: { type: kind },
    more: { errors: [webhookError(131051, 'Message type is currently not supported.')] },
  }
}
