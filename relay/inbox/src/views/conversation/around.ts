import type { Conversation, Message } from '@loods/protocol'
import { useComputed } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { overOf, type Reach, reachOf } from '../channel/window.ts'
import { nameOf } from '../people.ts'

/** What a message shows of the conversation it stands in. */
export interface Around {
  /** What the conversation is called. */
  name: string
  /** Over which network an answer goes; undefined for the shop's own page. */
  over: NonNullable<Message['channel']> | undefined
  /** How the person may be answered there. */
  reach: Reach['state'] | undefined
}

/** The same object until one of it changes: what was said before is not drawn anew for each new message. */
export function useAround(conversation: Conversation): Around {
  const { desk, words } = useInbox()
  const { id } = conversation
  const reach = useComputed(() => {
    const known = desk.conversations.get(id)
    const over = known && overOf(known)
    return over && reachOf(over, desk.now.value).state
  }).value
  const name = nameOf(conversation, words)
  const over = overOf(conversation)?.kind
  return useMemo(() => ({ name, over, reach }), [name, over, reach])
}

/** What on the channel an answer goes over can be quoted and reacted to there, while that is open. */
export function canAnswer({ over, reach }: Around, message: Message): boolean {
  if (!over || message.channel !== over || message.kind !== 'text') return false
  const there =
    !message.withdrawnAt && !['queued', 'failed'].includes(message.delivery?.state ?? '')
  return there && (reach === 'free' || reach === 'human')
}

/** What is left after 24 hours on Messenger is for words. */
export function canReact({ reach }: Around): boolean {
  return reach === 'free'
}
