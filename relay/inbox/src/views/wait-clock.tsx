import { WAIT_AMBER_AFTER, WAIT_RED_AFTER } from '@loods/protocol'
import { useInbox } from '../app/context.ts'
import { clock } from '../parts/time.ts'

/** How long a shopper has waited for an answer, counting; amber at 35 s, red at 2 min. */
export function WaitClock({ since }: { since: number }) {
  const { desk, words } = useInbox()
  const waited = desk.now.value - since
  const time = clock(waited)
  return (
    <span class={`pill ${waitColor(waited)}`}>
      <span aria-hidden="true">{time}</span>
      <span class="hidden-text">{words.list.waits(time)}</span>
    </span>
  )
}

/** @param waited milliseconds */
export function waitColor(waited: number): '' | 'amber' | 'red' {
  if (waited >= WAIT_RED_AFTER) return 'red'
  return waited >= WAIT_AMBER_AFTER ? 'amber' : ''
}
