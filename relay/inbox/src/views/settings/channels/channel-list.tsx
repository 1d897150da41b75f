import type { ChannelsAnswer, ChannelView } from '@loods/protocol'
import { Smartphone, Unplug } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { Button } from '../../../parts/button.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { ChannelCard } from './channel-card.tsx'
import { useChannels } from './channels-context.ts'
import { KIND_ICONS } from './kind-icons.ts'

const KINDS = ['whatsapp', 'messenger'] as const

interface ListProps {
  answer: ChannelsAnswer
  onSetUp(what: { kind: ChannelView['kind']; id?: string; templates?: true }): void
}

/** A card for each number and page, one for each kind that is not connected, and the way without any. */
export function ChannelList({ answer, onSetUp }: ListProps) {
  const { mayChange } = useChannels()
  const { channels } = answer
  const missing = KINDS.filter((kind) => channels.every((channel) => channel.kind !== kind))
  return (
    <div class="sections">
      <ul class="cards">
        {channels.map((channel) => (
          <ChannelCard
            key={channel.id}
            channel={channel}
            onSetUp={() => onSetUp({ kind: channel.kind, id: channel.id })}
            onTemplates={() => onSetUp({ kind: channel.kind, id: channel.id, templates: true })}
          />
        ))}
        {mayChange &&
          missing.map((kind) => (
            <NewCard key={kind} kind={kind} onSetUp={() => onSetUp({ kind })} />
          ))}
      </ul>
      {mayChange && channels.length > 0 && <More channels={channels} onSetUp={onSetUp} />}
      <OwnPhone
        service={answer.service}
        number={channels.some(({ kind }) => kind === 'whatsapp')}
      />
    </div>
  )
}

function NewCard({ kind, onSetUp }: { kind: ChannelView['kind']; onSetUp(): void }) {
  const { name, gives, needs, connect } = useChannels().words.kinds[kind]
  return (
    <li class="channel-card">
      <header>
        <span class="channel-mark" data-kind={kind}>
          <Icon of={KIND_ICONS[kind]} size={20} />
        </span>
        <h2>{name}</h2>
      </header>
      <p>{gives}</p>
      <p class="quiet">{needs}</p>
      <div class="channel-actions">
        <Button kind="main" onClick={onSetUp}>
          {connect}
        </Button>
      </div>
    </li>
  )
}

/** Another of a kind there is already, and the button that ends all of it. */
function More({ channels, onSetUp }: { channels: ChannelView[]; onSetUp: ListProps['onSetUp'] }) {
  const { words } = useChannels()
  const { toasts } = useInbox()
  const { api, reload } = useChannels()
  const [asking, setAsking] = useState(false)
  const kinds = KINDS.filter((kind) => channels.some((channel) => channel.kind === kind))
  return (
    <div class="channel-more">
      {kinds.map((kind) => (
        <Button key={kind} onClick={() => onSetUp({ kind })}>
          {words.kinds[kind].another}
        </Button>
      ))}
      <Button kind="danger" icon={Unplug} onClick={() => setAsking(true)}>
        {words.actions.disconnectAll}
      </Button>
      {asking && (
        <Confirm
          title={words.disconnect.allTitle}
          text={
            <>
              <p>{words.disconnect.allText}</p>
              <p>{words.disconnect.also}</p>
            </>
          }
          action={words.actions.disconnectAll}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await api.disconnectAll()
            toasts.done(words.disconnect.allDone)
            await reload()
          }}
        />
      )}
    </div>
  )
}

/** Who only wants to answer on a phone needs nothing of this. */
function OwnPhone({ service, number }: { service: boolean; number: boolean }) {
  const { go } = useInbox()
  const { ownPhone } = useChannels().words
  return (
    <section class="notice">
      <Icon of={Smartphone} />
      <div>
        <strong>{ownPhone.title}</strong>
        <p>{service ? ownPhone.text : number ? ownPhone.number : ownPhone.none}</p>
      </div>
      <Button onClick={() => go({ name: 'settings', page: 'profile' })}>{ownPhone.go}</Button>
    </section>
  )
}
