import { type Conversation, spacedPhone } from '@loods/protocol'
import { ArrowLeft, Info, PanelRight } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../../api/client.ts'
import { useCommand } from '../../app/commands.ts'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import contextCss from '../../look/context.css'
import formsCss from '../../look/forms.css'
import { adopt } from '../../look/sheets.ts'
import threadCss from '../../look/thread.css'
import { Button, IconButton } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { CHANNEL_NAMES, ChannelSign, isNetwork } from '../channel/channel-sign.tsx'
import { Composer } from '../composer/composer.tsx'
import { ContextColumn } from '../context/context-column.tsx'
import { nameOf, pageName } from '../people.ts'
import { ActionBar } from './action-bar.tsx'
import { Thread } from './thread.tsx'

/** One conversation: who it is with, what was said, where to answer, and what is known of the shopper. */
export function ConversationPane({ id }: { id: string }) {
  const inbox = useInbox()
  adopt(inbox.root, formsCss, threadCss, contextCss)
  const failure = useConversation(id)
  const conversation = inbox.desk.conversations.get(id)
  if (conversation) return <Known conversation={conversation} />
  return failure ? <Missing failure={failure} /> : <main class="conversation" aria-busy="true" />
}

function Known({ conversation }: { conversation: Conversation }) {
  const { words, size, preferences, changePreferences } = useInbox()
  const wide = size.value === 'desk'
  const [sheet, setSheet] = useState(false)
  const open = wide ? preferences.value.context : sheet
  const toggle = () => (wide ? changePreferences({ context: !open }) : setSheet(!sheet))
  useCommand('details', toggle)
  return (
    <>
      <main class="conversation" aria-label={words.thread.label(nameOf(conversation, words))}>
        <Head conversation={conversation} details={open} onDetails={toggle} />
        <Thread conversation={conversation} />
        <Composer conversation={conversation} />
      </main>
      {open && <ContextColumn key={conversation.id} conversation={conversation} onClose={toggle} />}
    </>
  )
}

interface HeadProps {
  conversation: Conversation
  details: boolean
  onDetails(): void
}

function Head({ conversation, details, onDetails }: HeadProps) {
  const { words, size, go } = useInbox()
  return (
    <header class="conversation-head">
      {size.value === 'phone' && (
        <IconButton
          icon={ArrowLeft}
          flip
          label={words.app.back}
          onClick={() => go({ name: 'conversations' })}
        />
      )}
      <div class="who">
        <h2 class="cut" dir="auto">
          {nameOf(conversation, words)}
        </h2>
        <p class="cut quiet" dir="auto">
          <ChannelSign channel={conversation.channel} size={13} />
          <Facts conversation={conversation} />
        </p>
      </div>
      <ActionBar conversation={conversation} />
      <IconButton
        icon={size.value === 'phone' ? Info : PanelRight}
        flip
        label={words.actions.details}
        aria-pressed={details}
        onClick={onDetails}
      />
    </header>
  )
}

/** Who it is, where they are and on what, in one line. */
function Facts({ conversation }: { conversation: Conversation }) {
  const { contact, context, createdAt, channel, thread } = conversation
  const { desk, words } = useInbox()
  const dates = useDates()
  const { page, device } = context
  const address = spacedPhone(thread?.address ?? '')
  // Who answers where.
  const onPhones = (conversation.onPhones ?? []).map(desk.memberName).filter(Boolean)
  const facts = [
    onPhones.length > 0 && words.context.onPhones(onPhones.join(', ')),
    isNetwork(channel) && CHANNEL_NAMES[channel],
    isNetwork(channel) && address !== nameOf(conversation, words) && address,
    contact.verified && words.context.verified,
    page &&
      !nameOf(conversation, words).endsWith(pageName(page)) &&
      words.context.on(pageName(page)),
    words.context.sinceTime(dates.short(page?.at ?? createdAt, desk.now.peek())),
    device && words.context.devices[device],
  ]
  return <>{facts.filter(Boolean).join(' · ')}</>
}

function Missing({ failure }: { failure: unknown }) {
  const { words, go } = useInbox()
  const gone = failure instanceof ApiError && failure.code === 'not_found'
  return (
    <main class="conversation">
      <Empty title={gone ? words.thread.gone : words.thread.failed}>
        <Button onClick={() => go({ name: 'conversations' })}>{words.app.back}</Button>
      </Empty>
    </main>
  )
}

/** Fetches the conversation when it is not known yet, and keeps it in memory while shown. */
function useConversation(id: string): unknown {
  const { desk } = useInbox()
  const [failure, setFailure] = useState<unknown>()
  const known = desk.conversations.get(id) !== undefined
  useEffect(() => {
    desk.shown.value = id
    return () => {
      if (desk.shown.peek() === id) desk.shown.value = undefined
    }
  }, [id])
  // Also when it was erased while it is shown: the relay then says that it is gone.
  useEffect(() => {
    if (!known) desk.fetchConversation(id).catch(setFailure)
  }, [id, known])
  // What became of its channel is not told of conversations that nobody looks at.
  useEffect(() => {
    if (desk.conversations.peek(id)?.thread) desk.fetchConversation(id).catch(() => undefined)
  }, [id])
  return failure
}
