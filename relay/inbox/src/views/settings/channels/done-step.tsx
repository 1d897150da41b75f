import type { ChannelView } from '@loods/protocol'
import { CircleCheck } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { useChannels } from './channels-context.ts'
import { HoursDialog } from './hours-dialog.tsx'

/** What happens from now on, and what is still worth a click. */
export function DoneStep({ channel, onClose }: { channel: ChannelView; onClose(): void }) {
  const { service, words } = useChannels()
  const [hours, setHours] = useState(false)
  const { done, actions } = words
  return (
    <div class="stack">
      <ul class="wizard-done">
        {done[channel.kind].map((line) => (
          <li key={line}>
            <Icon of={CircleCheck} />
            <span>{line}</span>
          </li>
        ))}
      </ul>
      {channel.kind === 'whatsapp' && !service && <AlertTemplate channel={channel} />}
      <div class="wizard-actions">
        {channel.kind === 'whatsapp' && (
          <Button onClick={() => setHours(true)}>{actions.hours}</Button>
        )}
        <Button kind="main" onClick={onClose}>
          {done.close}
        </Button>
      </div>
      {hours && <HoursDialog channel={channel} onClose={() => setHours(false)} />}
    </div>
  )
}

/** The text that wakes a member's phone, made by one click. */
function AlertTemplate({ channel }: { channel: ChannelView }) {
  const { toasts } = useInbox()
  const { api, words } = useChannels()
  const { done } = words
  const [state, setState] = useState<'none' | 'busy' | 'made'>('none')

  async function make(): Promise<void> {
    setState('busy')
    try {
      await api.makeAlert(channel.id)
      setState('made')
    } catch (error) {
      toasts.failed(error)
      setState('none')
    }
  }

  return (
    <section class="notice">
      <div>
        <strong>{done.alert}</strong>
        <p role="status">{state === 'made' ? done.alertMade : done.alertText}</p>
        {state !== 'made' && (
          <Button disabled={state === 'busy'} onClick={() => void make()}>
            {done.makeAlert}
          </Button>
        )}
      </div>
    </section>
  )
}
