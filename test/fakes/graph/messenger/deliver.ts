import type { Core } from '../core.ts'
import type { Entry, Thread } from '../world/threads.ts'
import type { Page, Person } from '../world/world.ts'
import { emitEcho, emitPageEvent, fromPerson } from './page-events.ts'
import { messageOf } from './page-messages.ts'

interface Sent {
  page: Page
  person: Person
  thread: Thread
  entry: Entry
  /** Which app sent it; Meta's own inbox has an id too. */
  appId: string
}

/** Echoes a message, takes it to the phone and tells by watermark that it got there. */
export function planPageDelivery(core: Core, sent: Sent): void {
  const { sentAfter, deliveredAfter } = core.faults.plan.statuses
  core.time.after(sentAfter, async () => {
    const { page, person, entry, appId } = sent
    const metadata = entry.callbackData
    await emitEcho(core, page, person, {
      ...messageOf(core, entry),
      app_id: Number(appId),
      ...(metadata !== undefined && { metadata }),
    })
  })
  core.time.after(deliveredAfter, () => arrive(core, sent))
}

async function arrive(core: Core, { page, person, thread, entry }: Sent): Promise<void> {
  if (!person.deviceOn || thread.blocked || thread.entries.includes(entry)) return
  core.threads.show(thread, entry)
  entry.progress = 'delivered'
  core.changed()
  const { chance, plan } = core.faults
  if (chance(plan.statuses.skipDelivered)) return
  await emitPageEvent(core, page, 'message_deliveries', {
    ...fromPerson(core, page, person),
    // `mids` may be missing; the watermark never is.
    delivery: { ...(chance(0.5) && { mids: [entry.id] }), watermark: core.time.now() },
  })
  if (thread.open) await tellRead(core, page, person, thread)
}

/** The person has seen everything up to now: one watermark, whatever it covers. */
export async function tellRead(
  core: Core,
  page: Page,
  person: Person,
  thread: Thread,
): Promise<void> {
  const unread = thread.entries.filter(
    ({ from, progress }) => from === 'business' && progress === 'delivered',
  )
  if (unread.length === 0) return
  for (const entry of unread) entry.progress = 'read'
  core.changed()
  if (!person.receipts) return
  await emitPageEvent(core, page, 'message_reads', {
    ...fromPerson(core, page, person),
    read: { watermark: core.time.now() },
  })
}
