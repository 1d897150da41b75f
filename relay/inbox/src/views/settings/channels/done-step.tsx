import type { ChannelView } from '@loods/protocol'
import { CircleCheck } from 'lucide'
import { useState } from 'preact/hooks'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { useChannels } from './channels-context.ts'
import { HoursDialog } from './hours-dialog.tsx'

/** What happens from now on, and what is still worth a click. */
export function DoneStep({ channel, onClose }: { channel: ChannelView; onClose(): void }) {
  const { words } = useChannels()
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
