import { type Conversation, EDIT_WINDOW, isSticker, type Message } from '@loods/protocol'
import { type Inbox, useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { lazyView } from '../../app/lazy.tsx'
import { sameDay } from '../../parts/time.ts'
import { CHANNEL_NAMES, ChannelSign, isNetwork } from '../channel/channel-sign.tsx'
import { overOf, reachOf } from '../channel/window.ts'
import { BubbleActions } from './bubble-actions.tsx'
import { CardView } from './card-view.tsx'
import { deliveryWord, NotDelivered } from './delivery-line.tsx'
import { FileView } from './file-view.tsx'
import { linkify } from './linkify.tsx'
import { ownWords } from './own-words.ts'
import { Quoted } from './quoted.tsx'
import { Reactions } from './reactions.tsx'
import type { Side } from './thread-items.ts'
import { useLongPress } from './use-long-press.ts'

const DetailView = lazyView(async () => (await import('./detail/detail-view.tsx')).DetailView)

interface BubbleProps {
  conversation: Conversation
  message: Message
  side: Side
  first: boolean
  last: boolean
  /** Whether its time and state stand under it. */
  told: boolean
  /** Somebody came here for this one. */
  found: boolean
  /** Whether what was said here came over several channels. */
  mixed: boolean
  /** What it answers, where that is fetched. */
  quoted: Message | undefined
  onJump(seq: number): void
}

/** One thing somebody said, with its time and state at the end of a run. */
export function Bubble(props: BubbleProps) {
  const { conversation, message, side, first, last, found, quoted, onJump } = props
  const inbox = useInbox()
  const press = useLongPress()
  const change = canChange(inbox, message)
  const answer = canAnswer(inbox, conversation, message)
  const { quoteSeq, delivery } = message
  const react = answer && canReact(inbox, conversation)
  return (
    <li
      class={`said ${side}`}
      data-first={first}
      data-last={last}
      data-seq={message.seq}
      data-found={found}
      data-pressed={press.pressed}
      tabIndex={found ? -1 : undefined}
    >
      <div class="bubble-row" {...(answer && press.handlers)}>
        {(change || answer) && <BubbleActions {...{ message, change, answer, react }} />}
        <div
          class="bubble"
          data-withdrawn={message.withdrawnAt !== undefined}
          data-bare={isSticker(message)}
        >
          {quoteSeq !== undefined && !message.withdrawnAt && (
            <Quoted {...{ conversation, seq: quoteSeq, message: quoted, onJump }} />
          )}
          <Content message={message} />
        </div>
      </div>
      <Reactions {...{ conversation, message, open: react }} />
      {delivery?.state === 'failed' && <NotDelivered {...{ conversation, message }} />}
      {props.told && (last || delivery?.state !== 'failed') && <Meta {...props} />}
    </li>
  )
}

function Content({ message }: { message: Message }) {
  const { words, desk } = useInbox()
  if (message.withdrawnAt) return <em>{words.thread.withdrawnByShop}</em>
  const { file, card, detail, conversationId } = message
  const text = ownWords(message)
  if (card) return <CardView card={card} />
  const buttons = detail?.kind === 'template' ? (detail.buttons ?? []) : []
  return (
    <>
      {detail && <DetailView message={message} />}
      {file && (
        <FileView
          file={file}
          sticker={isSticker(message)}
          onExpired={() => void desk.threads.reload(conversationId)}
        />
      )}
      {text && <p dir="auto">{linkify(text)}</p>}
      {buttons.length > 0 && (
        <ul class="flat-buttons">
          {buttons.map((button, at) => (
            <li key={at}>{button}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Own words can be corrected or taken back for a quarter of an hour, or until they left for another app. */
function canChange({ desk }: Inbox, message: Message): boolean {
  const own = message.author.id === desk.membership.memberId && message.author.kind === 'member'
  const here = (message.delivery?.state ?? 'queued') === 'queued'
  return own && here && !message.withdrawnAt && desk.now.peek() - message.ts < EDIT_WINDOW
}

/** What is on the channel an answer goes over can be quoted and reacted to there, while that is open. */
export function canAnswer({ desk }: Inbox, conversation: Conversation, message: Message): boolean {
  const over = overOf(conversation)
  if (!over || message.channel !== over.kind || message.kind !== 'text') return false
  const there =
    !message.withdrawnAt && !['queued', 'failed'].includes(message.delivery?.state ?? '')
  const { state } = reachOf(over, desk.now.value)
  return there && (state === 'free' || state === 'human')
}

/** What is left after 24 hours on Messenger is for words. */
function canReact({ desk }: Inbox, conversation: Conversation): boolean {
  const over = overOf(conversation)
  return over !== undefined && reachOf(over, desk.now.value).state === 'free'
}

function Meta({ conversation, message, side, mixed }: BubbleProps) {
  const inbox = useInbox()
  const dates = useDates()
  const { words } = inbox
  const { channel, delivery, sentAt, ts } = message
  const here = channel ?? 'web'
  const facts = [
    authorOf(inbox, message),
    sentAt === undefined
      ? dates.time(ts)
      : words.channel.sentAt(
          sameDay(sentAt, ts) ? dates.time(sentAt) : dates.moment(sentAt),
          dates.time(ts),
        ),
    message.editedAt && words.thread.edited,
    side === 'note' && words.thread.note,
    side === 'member' && wentBy(inbox, message),
    side === 'member' &&
      (delivery ? deliveryWord(inbox, message) : stateOf(inbox, conversation, message)),
  ]
  return (
    <p class="meta">
      {mixed && side !== 'note' && <ChannelSign channel={here} size={12} />}
      {facts.filter(Boolean).join(' · ')}
    </p>
  )
}

/** A colleague's name; our own words need none, and what was said in the shop's own app has no author. */
function authorOf({ desk, words }: Inbox, { author, channel }: Message): string | undefined {
  if (author.kind !== 'member') return undefined
  if (!author.id && isNetwork(channel)) return words.channel.shopIn(CHANNEL_NAMES[channel])
  return author.id === desk.membership.memberId ? undefined : author.name
}

/** A member who answered from their own phone: it came over a channel and went out over none. */
function wentBy({ words }: Inbox, { author, channel, delivery }: Message): string | undefined {
  if (!author.id || delivery || !isNetwork(channel)) return undefined
  return words.channel.fromPhone(CHANNEL_NAMES[channel])
}

/** How far an answer on our own page has come; elsewhere nobody tells of what we did not send. */
function stateOf(
  { words }: Inbox,
  { marks }: Conversation,
  { seq, author }: Message,
): string | undefined {
  if (author.kind === 'member' && !author.id) return undefined
  if (marks.visitorRead >= seq) return words.thread.read
  return marks.visitorDelivered >= seq ? words.thread.delivered : words.thread.sent
}
