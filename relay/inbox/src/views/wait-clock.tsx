import {
  CHANNEL_AMBER_AFTER,
  CHANNEL_RED_AFTER,
  type Channel,
  type Conversation,
  WAIT_AMBER_AFTER,
  WAIT_RED_AFTER,
} from '@loods/protocol'
import { useInbox } from '../app/context.ts'
import { clock } from '../parts/time.ts'

/** How long a shopper has waited for an answer, counting; its colour says when that is too long. */
export function WaitClock({ conversation }: { conversation: Conversation }) {
  const { desk, words } = useInbox()
  const { waitingSince = 0, channel } = conversation
  const waited = desk.now.value - waitingSince
  const time = clock(waited)
  return (
    <span class={`pill ${waitColor(waited, channel)}`}>
      <span aria-hidden="true">{time}</span>
      <span class="hidden-text">{words.list.waits(time)}</span>
    </span>
  )
}

/**
 * On the shop's page amber at 35 s and red at 2 min, on other channels at 1 h and 2 h.
 * @param waited milliseconds
 */
export function waitColor(waited: number, channel: Channel): '' | 'amber' | 'red' {
  const web = channel === 'web'
  if (waited >= (web ? WAIT_RED_AFTER : CHANNEL_RED_AFTER)) return 'red'
  return waited >= (web ? WAIT_AMBER_AFTER : CHANNEL_AMBER_AFTER) ? 'amber' : ''
}
