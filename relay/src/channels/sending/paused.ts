/** Milliseconds after which what waits for a paused channel looks again by itself: its window may have passed. */
export const PAUSED_WAIT = 600_000

/** Why an outbox row waits that a paused channel is to send; resuming the channel finds it by this. */
export function pausedReason(channelId: string): string {
  return `paused ${channelId}`
}
