import type { Conversation, Message } from '@loods/protocol'
import { type Inbox, useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { linkify } from './linkify.tsx'
import type { Side } from './thread-items.ts'

interface BubbleProps {
  conversation: Conversation
  message: Message
  side: Side
  first: boolean
  last: boolean
}

/** One thing somebody said, with its time and state at the end of a run. */
export function Bubble({ conversation, message, side, first, last }: BubbleProps) {
  return (
    <li class={`said ${side}`} data-first={first} data-last={last}>
      <div class="bubble" data-withdrawn={message.withdrawnAt !== undefined}>
        <Content message={message} />
      </div>
      {last && <Meta conversation={conversation} message={message} side={side} />}
    </li>
  )
}

function Content({ message }: { message: Message }) {
  const { words } = useInbox()
  if (message.withdrawnAt) return <em>{words.thread.withdrawnByShop}</em>
  return <p dir="auto">{linkify(message.text)}</p>
}

interface MetaProps {
  conversation: Conversation
  message: Message
  side: Side
}

function Meta({ conversation, message, side }: MetaProps) {
  const inbox = useInbox()
  const dates = useDates()
  const facts = [
    authorOf(inbox, message),
    dates.time(message.ts),
    message.editedAt && inbox.words.thread.edited,
    side === 'note' && inbox.words.thread.note,
    side === 'member' && stateOf(inbox, conversation, message),
  ]
  return <p class="meta">{facts.filter(Boolean).join(' · ')}</p>
}

/** A colleague's name; our own words need none. */
function authorOf({ desk }: Inbox, { author }: Message): string | undefined {
  const own = author.kind === 'member' && author.id === desk.membership.memberId
  return author.kind === 'member' && !own ? author.name : undefined
}

/** How far an answer has come. */
function stateOf({ words }: Inbox, { marks }: Conversation, { seq }: Message): string {
  if (marks.visitorRead >= seq) return words.thread.read
  return marks.visitorDelivered >= seq ? words.thread.delivered : words.thread.sent
}
