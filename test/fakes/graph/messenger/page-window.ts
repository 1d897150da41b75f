import { GraphError } from '../errors.ts'
import type { Thread } from '../world/threads.ts'
import { HUMAN_AGENT_WINDOW, isWindowOpen } from '../world/window.ts'
import type { SendRequest } from './send-shapes.ts'

const DEAD_TAGS = ['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE']

/**
 * Whether a page may write now: freely for 24 hours after the person did, with HUMAN_AGENT for seven
 * days. 10/2018278 outside, 10/2018065 where the app may not use the tag, 100/1893061 for tags that
 * are dead since April 2026. HUMAN_AGENT inside 24 hours is taken (Meta only asks not to).
 */
export function checkMessagingWindow(
  thread: Thread,
  { messaging_type, tag }: SendRequest,
  { now, humanAgent }: { now: number; humanAgent: boolean },
): void {
  if (messaging_type !== 'MESSAGE_TAG') {
    if (!isWindowOpen(thread, now)) refuse(10, 2018278, OUTSIDE)
    return
  }
  if (tag === undefined) refuse(100, undefined, 'Param tag is required with MESSAGE_TAG.')
  if (DEAD_TAGS.includes(tag)) refuse(100, 1893061, `The tag ${tag} is no longer supported.`)
  if (tag !== 'HUMAN_AGENT') refuse(100, undefined, `Param tag: ${tag} is no known tag.`)
  if (!humanAgent) refuse(10, 2018065, 'The app lacks the permission for this message tag.')
  const { lastInboundAt } = thread
  if (lastInboundAt === undefined || now - lastInboundAt >= HUMAN_AGENT_WINDOW) {
    refuse(10, 2018278, OUTSIDE)
  }
}

const OUTSIDE = 'This message is sent outside of allowed window.'

function refuse(code: number, subcode: number | undefined, message: string): never {
  throw new GraphError(code, {
    message,
    product: 'messenger',
    ...(subcode !== undefined && { subcode }),
  })
}
