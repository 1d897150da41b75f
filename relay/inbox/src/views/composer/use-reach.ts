import type { ChannelThread, Conversation } from '@loods/protocol'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { overOf, type Reach, reachOf } from '../channel/window.ts'
import type { DraftControl } from './use-draft.ts'

/**
 * Over what an answer goes and whether it may go freely. An answer that left as the window closed comes
 * back into the composer.
 */
export function useReach(
  conversation: Conversation,
  draft: DraftControl,
): { over: ChannelThread | undefined; reach: Reach | undefined } {
  const { desk, toasts, words } = useInbox()
  const over = overOf(conversation)
  /** The end of the window the relay refused an answer in: what it says goes above this browser's clock. */
  const [refusedIn, setRefusedIn] = useState<number>()
  const refused = desk.outbox.all.value.filter(
    (each) =>
      each.conversationId === conversation.id &&
      each.error === 'window_closed' &&
      each.text !== undefined,
  )

  useEffect(() => {
    if (refused.length === 0) return
    draft.giveBack(refused.map(({ text }) => text).join('\n'))
    for (const { cid } of refused) desk.outbox.remove(cid)
    toasts.problem(words.errors.window_closed)
    setRefusedIn(over?.windowUntil ?? 0)
  }, [refused.length])

  if (!over) return { over, reach: undefined }
  const closed = refusedIn !== undefined && refusedIn === (over.windowUntil ?? 0)
  const reach = closed
    ? reachOf({ ...over, windowUntil: 1 }, desk.now.value)
    : reachOf(over, desk.now.value)
  return { over, reach }
}
