import type { Message, Reaction } from '@loods/protocol'
import { type Inbox, useInbox } from '../../app/context.ts'
import type { Around } from './around.ts'

interface ReactionsProps {
  around: Around
  message: Message
  /** Whether an own one can be taken back. */
  open: boolean
}

/** Emoji others put under a message, and who did. */
export function Reactions({ around, message, open }: ReactionsProps) {
  const inbox = useInbox()
  const { desk, words, toasts } = inbox
  const { reactions = [] } = message
  if (reactions.length === 0) return null
  const takeBack = () =>
    void desk.react(message, '').catch((error: unknown) => toasts.failed(error))
  const groups = Map.groupBy(reactions, ({ emoji }) => emoji)
  return (
    <ul class="reactions">
      {[...groups].map(([emoji, all]) => {
        const names = all.map((each) => whoReacted(inbox, around, each)).join(', ')
        const mine = all.some(({ id }) => id === desk.membership.memberId)
        const label = words.channel.react.by(emoji, names)
        return (
          <li key={emoji}>
            {mine && open ? (
              <button
                type="button"
                class="reaction"
                title={label}
                aria-label={`${label}. ${words.channel.react.takeBack(emoji)}`}
                onClick={takeBack}
              >
                <Face emoji={emoji} count={all.length} />
              </button>
            ) : (
              <span class="reaction" title={label}>
                <span class="hidden-text">{label}</span>
                <Face emoji={emoji} count={all.length} />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Face({ emoji, count }: { emoji: string; count: number }) {
  return (
    <span aria-hidden="true">
      {emoji}
      {count > 1 && ` ${count}`}
    </span>
  )
}

function whoReacted({ desk, words }: Inbox, { name }: Around, { by, id }: Reaction): string {
  if (by === 'visitor') return name
  if (id === desk.membership.memberId) return words.channel.react.you
  return desk.memberName(id) ?? words.list.theShop
}
