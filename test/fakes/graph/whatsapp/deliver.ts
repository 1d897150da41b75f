import type { Core } from '../core.ts'
import type { Entry, Thread } from '../world/threads.ts'
import { held } from '../world/world.ts'
import { emitStatus, type Failure } from './statuses.ts'

/** Takes an accepted message to the phone, telling of each step as the fault plan has it. */
export function planDelivery(
  core: Core,
  thread: Thread,
  entry: Entry,
  told: 'sent' | 'nothing',
): void {
  const { sentAfter, deliveredAfter } = core.faults.plan.statuses
  if (told === 'nothing') later(core, sentAfter, () => emitStatus(core, entry, 'sent'))
  // Reactions yield "sent" only.
  if (entry.type !== 'reaction') core.time.after(deliveredAfter, () => arrive(core, thread, entry))
}

/** Tells, later, that a message that was accepted will never arrive. */
export function planFailure(core: Core, entry: Entry, failure: Failure): void {
  later(core, core.faults.plan.statuses.failedAfter, () =>
    emitStatus(core, entry, 'failed', failure),
  )
}

/** Brings what waited for this phone, oldest first: it is on again, or the block is over. */
export async function deliverWaiting(core: Core, thread: Thread): Promise<void> {
  const waiting = thread.accepted.filter((it) => it.type !== 'reaction' && it.progress === 'sent')
  for (const entry of waiting) await arrive(core, thread, entry)
}

/** A blocked business and a phone that is off leave a message at "sent" (Meta keeps it for 30 days). */
async function arrive(core: Core, thread: Thread, entry: Entry): Promise<void> {
  const person = held(core.world.people, thread.personId)
  const shown = thread.entries.includes(entry)
  if (thread.blocked || !person.deviceOn || shown) return
  core.threads.show(thread, entry)
  core.changed()
  const { skipDelivered } = core.faults.plan.statuses
  const readsAtOnce = thread.open && person.receipts
  const silent = readsAtOnce || core.faults.chance(skipDelivered)
  if (readsAtOnce) return await emitStatus(core, entry, 'read')
  if (silent) entry.progress = 'delivered'
  else later(core, 0, () => emitStatus(core, entry, 'delivered'))
}

/** As planned, plus the plan's spread: so statuses overtake each other. */
function later(core: Core, ms: number, task: () => Promise<void>): void {
  core.time.after(ms + core.faults.between(0, core.faults.plan.statuses.spread), task)
}
