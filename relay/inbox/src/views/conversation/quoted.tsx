import { type Message, previewOf } from '@loods/protocol'
import { type Inbox, useInbox } from '../../app/context.ts'
import { saidIn } from '../channel/said.ts'
import type { Around } from './around.ts'

interface QuotedProps {
  around: Around
  seq: number
  /** Undefined where it is not fetched yet, or is none we have. */
  message: Message | undefined
  onJump(seq: number): void
}

/** What a message answers, above it; leads there. */
export function Quoted({ around, seq, message, onJump }: QuotedProps) {
  const inbox = useInbox()
  const { quote } = inbox.words.channel
  if (seq === 0) return <p class="quoted">{quote.earlier}</p>
  return (
    <button type="button" class="quoted" onClick={() => onJump(seq)} title={quote.jump}>
      {message ? (
        <>
          <b dir="auto">{whoSaid(inbox, around.name, message)}</b>
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

/** Whose words a message is, in a few. @param shopper what the conversation is called */
export function whoSaid({ desk, words }: Inbox, shopper: string, { author }: Message): string {
  if (author.kind === 'visitor') return shopper
  if (author.id === desk.membership.memberId) return words.channel.quote.you
  return author.name ?? words.list.theShop
}
