import type { Conversation, Message } from '@loods/protocol'
import { useComputed } from '@preact/signals'
import { ArrowDown } from 'lucide'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useCommand } from '../../app/commands.ts'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { useStable } from '../../parts/use-stable.ts'
import type { Thread as ThreadStore } from '../../store/threads.ts'
import { nameOf } from '../people.ts'
import { type Around, canAnswer, useAround } from './around.ts'
import { Bubble, type Come } from './bubble.tsx'
import { useLineWords } from './line-words.ts'
import { isMixed, layOut, type ThreadItem } from './thread-items.ts'
import { UnsentBubble } from './unsent-bubble.tsx'

/** Pixels from the end within which one is reading the newest. */
const NEAR_END = 80
/** Pixels from the top at which older messages are fetched. */
const NEAR_TOP = 400
/** Milliseconds a message must be on screen before it counts as read. */
const READING = 500

/** The messages of a conversation, newest at the bottom. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const { desk, words } = useInbox()
  const thread = desk.threads.open(conversation.id)
  switch (thread.state.value) {
    case 'loading':
      return <div class="thread" aria-busy="true" />
    case 'failed':
      return (
        <div class="thread">
          <Empty title={words.thread.failed}>
            <Button onClick={() => void desk.threads.reload(conversation.id)}>
              {words.app.retry}
            </Button>
          </Empty>
        </div>
      )
    case 'ready':
      return <Messages conversation={conversation} thread={thread} />
  }
}

function Messages({ conversation, thread }: { conversation: Conversation; thread: ThreadStore }) {
  const { desk, words, place, go } = useInbox()
  const messages = thread.messages.value
  const newFrom = useRef(firstUnread(conversation, messages)).current
  const unsent = desk.outbox.all.value.filter((each) => each.conversationId === conversation.id)
  const items = layOut(messages, unsent, newFrom)
  const scroll = useScroll(conversation, thread, items)
  const { route } = place.value
  const wanted = route.name === 'conversations' ? route.seq : undefined
  useWanted(thread, wanted, scroll.toMessage)
  const around = useAround(conversation)
  useQuoteCommand(around, messages)
  const mixed = useMemo(() => isMixed(messages), [messages])
  const jump = useStable((seq: number) => {
    go({ name: 'conversations', conversationId: conversation.id, seq }, true)
    if (seq >= (messages[0]?.seq ?? 0)) scroll.toMessage(seq)
  })
  return (
    <div class="thread-frame">
      <div
        class="thread"
        role="log"
        aria-label={words.thread.label(nameOf(conversation, words))}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        ref={scroll.element}
        onScroll={scroll.onScroll}
      >
        {thread.loadingOlder.value && <p class="thread-note">{words.thread.older}</p>}
        <ol ref={scroll.content}>
          {items.map((item) => (
            <Item
              key={item.key}
              {...{ item, around, conversation, messages, mixed, wanted }}
              onJump={jump}
            />
          ))}
        </ol>
      </div>
      {scroll.away && (
        <button class="to-newest" type="button" onClick={scroll.toEnd}>
          <Icon of={ArrowDown} size={16} />
          {scroll.missed > 0 ? words.thread.newBelow(scroll.missed) : words.thread.toNewest}
        </button>
      )}
    </div>
  )
}

interface ItemProps {
  item: ThreadItem
  around: Around
  conversation: Conversation
  messages: Message[]
  mixed: boolean
  /** Seq of the message somebody came here for. */
  wanted: number | undefined
  onJump(seq: number): void
}

function Item({ item, around, conversation, messages, mixed, wanted, onJump }: ItemProps) {
  const { words } = useInbox()
  const dates = useDates()
  const say = useLineWords()
  switch (item.kind) {
    case 'day':
      return <Day at={item.at} />
    case 'new':
      return (
        <li class="new-mark">
          <span>{words.thread.newMessages}</span>
        </li>
      )
    case 'line':
      return (
        <li class="quiet-line">
          <span>
            {say(item.message)}
            <OtherChat message={item.message} />
          </span>
          <time>{dates.time(item.message.ts)}</time>
        </li>
      )
    case 'bubble': {
      const { message, side, first, last, told } = item
      return (
        <Bubble
          {...{ around, message, side, first, last, told, mixed, onJump }}
          found={message.seq === wanted}
          quoted={at(messages, message.quoteSeq)}
          come={cameTo(conversation, message)}
        />
      )
    }
    case 'unsent':
      return <UnsentBubble unsent={item.unsent} first={item.first} />
  }
}

/** The way to the other conversation a line tells of. */
function OtherChat({ message: { line } }: { message: Message }) {
  const { words } = useInbox()
  if (line?.code !== 'other_chat') return null
  const conversationId = String(line.data.conversationId)
  return (
    <>
      {'. '}
      <Link to={{ name: 'conversations', conversationId }}>{words.lines.openOther}</Link>
    </>
  )
}

/** A divider between days; today becomes yesterday while one looks on. */
function Day({ at }: { at: number }) {
  const { desk } = useInbox()
  const dates = useDates()
  const name = useComputed(() => dates.day(at, desk.now.value))
  return <li class="day">{name.value}</li>
}

/** The message in that place; they come without gaps. */
function at(messages: Message[], seq: number | undefined): Message | undefined {
  return seq ? messages[seq - (messages[0]?.seq ?? 0)] : undefined
}

/** How far an answer on our own page has come; elsewhere nobody tells of what we did not send. */
function cameTo({ marks }: Conversation, { seq, author }: Message): Come | undefined {
  if (author.kind === 'visitor' || (author.kind === 'member' && !author.id)) return undefined
  if (marks.visitorRead >= seq) return 'read'
  return marks.visitorDelivered >= seq ? 'delivered' : 'sent'
}

/** The key for answering the shopper's newest message by quoting it, where the channel shows that. */
function useQuoteCommand(around: Around, messages: Message[]): void {
  const { quoting } = useInbox()
  useCommand('quote', () => {
    const newest = messages.findLast(
      (message) => message.author.kind === 'visitor' && canAnswer(around, message),
    )
    if (newest) quoting.value = newest
  })
}

/** Seq of the first shopper's message the team had not read when this was opened. */
function firstUnread({ marks, unread }: Conversation, messages: Message[]): number | undefined {
  if (unread === 0) return undefined
  return messages.find(
    ({ seq, author, kind }) =>
      seq > marks.membersRead && author.kind === 'visitor' && kind === 'text',
  )?.seq
}

/** Keeps the newest in view while one reads there, and one's place everywhere else. */
function useScroll(conversation: Conversation, thread: ThreadStore, items: ThreadItem[]) {
  const { desk } = useInbox()
  const element = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLOListElement>(null)
  const [away, setAway] = useState(false)
  const atEnd = useRef(true)
  const lastTop = useRef(Number.POSITIVE_INFINITY)
  const before = useRef({ height: 0, firstKey: '', count: 0 })
  const leftAt = useRef(conversation.lastSeq)

  function toEnd(): void {
    const scroller = element.current
    if (scroller) scroller.scrollTop = scroller.scrollHeight
  }

  function toMessage(seq: number): void {
    const found = content.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`)
    found?.scrollIntoView({ block: 'center' })
    found?.focus({ preventScroll: true })
    onScroll()
  }

  function onScroll(): void {
    const scroller = element.current
    if (!scroller) return
    const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END
    // A picture that loads makes the end go away; only scrolling up is going away from it.
    const end = near || (atEnd.current && scroller.scrollTop >= lastTop.current)
    lastTop.current = scroller.scrollTop
    if (!end && atEnd.current) leftAt.current = conversation.lastSeq
    atEnd.current = end
    setAway(!end)
    if (scroller.scrollTop < NEAR_TOP) void desk.threads.older(thread.id)
  }

  useLayoutEffect(() => {
    const mark = content.current?.querySelector('.new-mark')
    if (mark) mark.scrollIntoView({ block: 'center' })
    else toEnd()
    onScroll()
  }, [])

  useLayoutEffect(() => {
    const scroller = element.current
    if (!scroller) return
    const { height, firstKey } = before.current
    const first = items[0]?.key ?? ''
    const grewAbove = firstKey !== '' && first !== firstKey
    if (grewAbove) scroller.scrollTop += scroller.scrollHeight - height
    else if (atEnd.current || items.at(-1)?.kind === 'unsent') toEnd()
    before.current = { height: scroller.scrollHeight, firstKey: first, count: items.length }
  }, [items.length, items[0]?.key])

  useEffect(() => {
    const observer = new ResizeObserver(() => atEnd.current && toEnd())
    if (element.current) observer.observe(element.current)
    if (content.current) observer.observe(content.current)
    return () => observer.disconnect()
  }, [])

  useReading(conversation, away)
  const missed = thread.messages.value.filter(
    ({ seq, author }) => seq > leftAt.current && author.kind === 'visitor',
  ).length
  return { element, content, onScroll, toEnd, toMessage, away, missed }
}

/** Brings a message into view that may be far up, once it is here. */
function useWanted(
  { id, messages }: ThreadStore,
  seq: number | undefined,
  toMessage: (seq: number) => void,
): void {
  const { desk } = useInbox()
  const first = messages.value[0]?.seq
  const here = seq !== undefined && first !== undefined && first <= seq
  useEffect(() => {
    if (seq !== undefined) void desk.threads.reach(id, seq)
  }, [id, seq])
  useLayoutEffect(() => {
    if (here) toMessage(seq)
  }, [seq, here])
}

/** Tells the relay how far the team has read, once it was really on a screen somebody looks at. */
function useReading(conversation: Conversation, away: boolean): void {
  const { desk, shown } = useInbox()
  const { id, lastSeq, unread } = conversation
  const hidden = away || !shown.value
  useEffect(() => {
    if (hidden || unread === 0) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (document.visibilityState !== 'visible') return
      timer = setTimeout(() => desk.seen(id, { read: lastSeq }), READING)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [id, lastSeq, unread, hidden])
}
