import type { Core } from '../core.ts'
import type { Thread } from '../world/threads.ts'
import type { Person } from '../world/world.ts'
import { advanceProgress, emitStatus } from './statuses.ts'

/** Reads everything that has arrived; businesses hear of it only where receipts are on. */
export async function readAll(core: Core, thread: Thread, { receipts }: Person): Promise<void> {
  const unread = thread.entries.filter(
    ({ from, progress }) => from === 'business' && ['sent', 'delivered'].includes(progress),
  )
  if (!receipts) {
    for (const entry of unread) advanceProgress(entry, 'read')
    core.changed()
    return
  }
  // Each at once: the clock does not move while they leave.
  await Promise.all(unread.map((entry) => emitStatus(core, entry, 'read')))
}

/** The first play of a voice message. */
export async function playVoice(core: Core, { receipts }: Person, id: string): Promise<void> {
  const entry = core.threads.find(id)?.entry
  const isVoice = entry?.type === 'audio' && (entry.content as { voice?: boolean }).voice === true
  if (!entry || !isVoice || entry.progress === 'played' || !receipts) return
  await emitStatus(core, entry, 'played')
}
