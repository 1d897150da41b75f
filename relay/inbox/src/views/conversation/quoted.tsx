import { type Conversation, type Message, previewOf } from '@loods/protocol'
import { type Inbox, useInbox } from '../../app/context.ts'
import { saidIn } from '../channel/said.ts'
import { nameOf } from '../people.ts'

interface QuotedProps {
  conversation: Conversation
  seq: number
  /** Undefined where it is not fetched yet, or is none we have. */
  message: Message | undefined
  onJump(seq: number): void
}

/** What a message answers, above it; leads there. */
export function Quoted({ conversation, seq, message, onJump }: QuotedProps) {
  const inbox = useInbox()
  const { quote } = inbox.words.channel
  if (seq === 0) return <p class="quoted">{quote.earlier}</p>
  return (
    <button type="button" class="quoted" onClick={() => onJump(seq)} title={quote.jump}>
      {message ? (
        <>
          <b dir="auto">{whoSaid(inbox, conversation, message)}</b>
          <span class="cut" dir="auto">
            {saidIn(inbox.words, previewOf(message))}
          </span>
        </>
      ) : (
        <span>{quote.far}</span>
      )}
    </button>
  )
}

/** Whose words a message is, in a few. */
export function whoSaid(
  { desk, words }: Inbox,
  conversation: Conversation,
  { author }: Message,
): string {
  if (author.kind === 'visitor') return nameOf(conversation, words)
  if (author.id === desk.membership.memberId) return words.channel.quote.you
  return author.name ?? words.list.theShop
}
