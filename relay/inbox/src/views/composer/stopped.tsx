import type { ChannelThread, Conversation } from '@loods/protocol'
import { useInbox } from '../../app/context.ts'
import { lazyView } from '../../app/lazy.tsx'
import { CHANNEL_NAMES } from '../channel/channel-sign.tsx'
import type { Reach } from '../channel/window.ts'
import { ToChannels } from './channel-line.tsx'

const TemplatePicker = lazyView(async () => (await import('./template-picker.tsx')).TemplatePicker)

interface StoppedProps {
  conversation: Conversation
  over: ChannelThread
  reach: Reach
  /** What was being written, which waits. */
  kept: string
}

/** Stands where one writes while no free answer can be sent: why that is, and what can be done. */
export function Stopped({ conversation, over, reach, kept }: StoppedProps) {
  const { words } = useInbox()
  const { closed } = words.channel
  const template = reach.state !== 'gone' && over.kind === 'whatsapp'
  return (
    <div class="stopped">
      <div role="status">
        {reach.state === 'gone' && <Gone conversation={conversation} over={over} />}
        {reach.state === 'closed' && (
          <p>{reach.never && template ? closed.never : closed[over.kind]}</p>
        )}
        {kept && (
          <p class="kept">
            {words.channel.kept} <q dir="auto">{kept}</q>
          </p>
        )}
      </div>
      {template && <TemplatePicker {...{ conversation, over, reach }} />}
    </div>
  )
}

function Gone({ conversation, over }: { conversation: Conversation; over: ChannelThread }) {
  const { words } = useInbox()
  const { text, left, connect, mail } = words.channel.disconnected
  const { email } = conversation.contact
  return (
    <p>
      {text(CHANNEL_NAMES[over.kind])} {left}{' '}
      {email && <a href={`mailto:${encodeURIComponent(email)}`}>{mail}</a>}{' '}
      <ToChannels label={connect} />
    </p>
  )
}
