import { type ChannelThread, type Conversation, spacedPhone } from '@loods/protocol'
import { Clock } from 'lucide'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { sameDay } from '../../parts/time.ts'
import { CHANNEL_NAMES, ChannelSign } from '../channel/channel-sign.tsx'
import { leftWords, type Reach } from '../channel/window.ts'

interface ChannelLineProps {
  conversation: Conversation
  over: ChannelThread
  reach: Reach
}

/** Whom an answer goes to and over what, and how long it may say anything. */
export function ChannelLine({ conversation, over, reach }: ChannelLineProps) {
  const { words } = useInbox()
  const who = over.address ?? conversation.contact.name ?? words.channel.somebody
  return (
    <div class="channel-line">
      <span class="channel-to">
        <ChannelSign channel={over.kind} />
        <span class="cut" dir="auto">
          {words.channel.to(spacedPhone(who), CHANNEL_NAMES[over.kind])}
        </span>
      </span>
      {reach.state === 'free' && <Left reach={reach} />}
    </div>
  )
}

function Left({ reach: { until, left, soon } }: { reach: Extract<Reach, { state: 'free' }> }) {
  const { desk, words } = useInbox()
  const dates = useDates()
  const time = sameDay(until, desk.now.value) ? dates.time(until) : dates.moment(until)
  return (
    <span class="channel-left" data-soon={soon}>
      <Icon of={Clock} size={13} />
      {words.channel.freeUntil(time, leftWords(words, left))}
    </span>
  )
}

/** What keeps an answer from leaving now, or lets only a person write it. */
export function ChannelNotice({ over, reach }: Omit<ChannelLineProps, 'conversation'>) {
  const { words } = useInbox()
  const dates = useDates()
  if (over.state === 'paused') return <Paused over={over} />
  if (reach.state !== 'human') return null
  return <p class="channel-notice">{words.channel.humanUntil(dates.moment(reach.until))}</p>
}

function Paused({ over: { kind, trouble } }: { over: ChannelThread }) {
  const { words } = useInbox()
  const { paused, troubles } = words.channel
  return (
    <p class="channel-notice" data-trouble="true">
      {trouble && paused.why(CHANNEL_NAMES[kind], troubles[trouble].why)} {paused.waits}{' '}
      <ToChannels label={paused.mend} />
    </p>
  )
}

/** To where channels are set up, for who may. */
export function ToChannels({ label }: { label: string }) {
  const { desk, words, go } = useInbox()
  if (desk.membership.role === 'agent') return <>{words.channel.paused.ask}</>
  return (
    <button type="button" class="link" onClick={() => go({ name: 'settings', page: 'channels' })}>
      {label}
    </button>
  )
}
