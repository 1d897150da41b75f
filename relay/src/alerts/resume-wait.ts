import type { WriteTx } from '../db/writer.ts'
import { reviveCancelled } from '../outbox/outbox.service.ts'

/** What a wait sets in motion. */
const KINDS = ['alert.push', 'wait.line', 'alert.mail']

/**
 * Goes on with a wait whose answer was taken back: what was left out because of the answer comes
 * due now, where each row looks again. What went out stays said, so nobody is told twice.
 * @param messageId the shopper's message that began the wait
 */
export function resumeWait(tx: WriteTx, conversationId: string, messageId: string): Promise<void> {
  return reviveCancelled(tx, { conversationId, messageId, kinds: KINDS })
}
