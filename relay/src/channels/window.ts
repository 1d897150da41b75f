import { CHANNEL_WINDOW, HUMAN_WINDOW } from '@loods/protocol'

/** Until when somebody who wrote at a moment may be answered freely. */
export function freeUntil(inboundAt: number): number {
  return inboundAt + CHANNEL_WINDOW
}

/** Until when a person may answer by hand on Messenger. */
export function humanUntil(inboundAt: number): number {
  return inboundAt + HUMAN_WINDOW
}
