import { EDIT_WINDOW, isSticker, type Message } from '@loods/protocol'
import { useComputed } from '@preact/signals'
import { type Inbox, useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { lazyView } from '../../app/lazy.tsx'
import { memo } from '../../parts/memo.ts'
import { sameDay } from '../../parts/time.ts'
import { CHANNEL_NAMES, ChannelSign, isNetwork } from '../channel/channel-sign.tsx'
import { type Around, canAnswer, canReact } from './around.ts'
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
  around: Around
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
  /** How far an answer on our own page has come. */
  come: Come | undefined
  onJump(seq: number): void
}

/** How far the shopper's page has it. */
export type Come = 'sent' | 'delivered' | 'read'

/** One thing somebody said, with its time and state at the end of a run. */
export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { around, message, side, first, last, found, quoted, onJump } = props
  const inbox = useInbox()
  const press = useLongPress()
  const inTime = useComputed(() => inbox.desk.now.value - message.ts < EDIT_WINDOW)
  const change = isOwn(inbox, message) && inTime.value
  const answer = canAnswer(around, message)
  const { quoteSeq, delivery } = message
  const react = answer && canReact(around)
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
            <Quoted {...{ around, seq: quoteSeq, message: quoted, onJump }} />
          )}
          <Content message={message} />
        </div>
      </div>
      <Reactions {...{ around, message, open: react }} />
      {delivery?.state === 'failed' && <NotDelivered {...{ around, message }} />}
      {props.told && (last || delivery?.state !== 'failed') && <Meta {...props} />}
    </li>
  )
})

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
function isOwn({ desk }: Inbox, message: Message): boolean {
  const own = message.author.id === desk.membership.memberId && message.author.kind === 'member'
  const here = (message.delivery?.state ?? 'queued') === 'queued'
  return own && here && !message.withdrawnAt
}

function Meta({ message, side, mixed, come }: BubbleProps) {
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
    side === 'member' && (delivery ? deliveryWord(inbox, message) : come && words.thread[come]),
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
