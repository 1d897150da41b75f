import { type Conversation, EDIT_WINDOW, type Message } from '@loods/protocol'
import { Pencil, Undo2 } from 'lucide'
import { useState } from 'preact/hooks'
import { type Inbox, useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { CardView } from './card-view.tsx'
import { FileView } from './file-view.tsx'
import { linkify } from './linkify.tsx'
import type { Side } from './thread-items.ts'

interface BubbleProps {
  conversation: Conversation
  message: Message
  side: Side
  first: boolean
  last: boolean
  /** Somebody came here for this one. */
  found: boolean
}

/** One thing somebody said, with its time and state at the end of a run. */
export function Bubble({ conversation, message, side, first, last, found }: BubbleProps) {
  const inbox = useInbox()
  return (
    <li
      class={`said ${side}`}
      data-first={first}
      data-last={last}
      data-seq={message.seq}
      data-found={found}
      tabIndex={found ? -1 : undefined}
    >
      <div class="bubble-row">
        {canChange(inbox, message) && <Actions message={message} />}
        <div class="bubble" data-withdrawn={message.withdrawnAt !== undefined}>
          <Content message={message} />
        </div>
      </div>
      {last && <Meta conversation={conversation} message={message} side={side} />}
    </li>
  )
}

function Content({ message }: { message: Message }) {
  const { words, desk } = useInbox()
  if (message.withdrawnAt) return <em>{words.thread.withdrawnByShop}</em>
  const { file, text, card, conversationId } = message
  if (card) return <CardView card={card} />
  return (
    <>
      {file && <FileView file={file} onExpired={() => void desk.threads.reload(conversationId)} />}
      {text && <p dir="auto">{linkify(text)}</p>}
    </>
  )
}

/** Own words can be corrected or taken back for a quarter of an hour. */
function canChange({ desk }: Inbox, message: Message): boolean {
  const own = message.author.id === desk.membership.memberId && message.author.kind === 'member'
  return own && !message.withdrawnAt && desk.now.peek() - message.ts < EDIT_WINDOW
}

function Actions({ message }: { message: Message }) {
  const { desk, words, editing, toasts } = useInbox()
  const [asking, setAsking] = useState(false)

  function withdraw(): void {
    setAsking(false)
    desk.correct(message, undefined).catch((error: unknown) => toasts.failed(error))
  }

  return (
    <span class="bubble-actions">
      {message.text !== '' && !message.card && (
        <IconButton
          icon={Pencil}
          label={words.thread.edit}
          onClick={() => {
            editing.value = message
          }}
        />
      )}
      <IconButton icon={Undo2} label={words.thread.withdraw} onClick={() => setAsking(true)} />
      {asking && (
        <Dialog title={words.thread.withdrawTitle} onClose={() => setAsking(false)}>
          <p>{words.thread.withdrawText}</p>
          <div class="dialog-actions">
            <Button onClick={() => setAsking(false)}>{words.app.cancel}</Button>
            <Button kind="danger main" onClick={withdraw}>
              {words.thread.withdraw}
            </Button>
          </div>
        </Dialog>
      )}
    </span>
  )
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
