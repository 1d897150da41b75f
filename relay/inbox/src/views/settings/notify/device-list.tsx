import type { PushDevice } from '@loods/protocol'
import { Smartphone, Trash2 } from 'lucide'
import { useDates } from '../../../app/dates.ts'
import { IconButton } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { WhenLoaded } from '../../../parts/section.tsx'
import { useSettings } from '../settings-context.ts'
import type { Push } from './use-push.ts'

/** Every device of the member that takes notifications, and how it has been doing. */
export function DeviceList({ push }: { push: Push }) {
  const { words } = useSettings()
  return (
    <WhenLoaded of={push.devices}>
      {(devices) =>
        devices.length === 0 ? (
          <p class="quiet">{words.notifications.noDevices}</p>
        ) : (
          <ul class="entries">
            {devices.map((device) => (
              <DeviceRow key={device.id} device={device} onRemove={() => push.remove(device.id)} />
            ))}
          </ul>
        )
      }
    </WhenLoaded>
  )
}

function DeviceRow({ device, onRemove }: { device: PushDevice; onRemove(): Promise<void> }) {
  const { words } = useSettings()
  return (
    <li>
      <Icon of={Smartphone} />
      <span class="row-text">
        {device.device}
        <small class="quiet">{useLastWords(device)}</small>
      </span>
      <IconButton
        icon={Trash2}
        label={words.notifications.removeDevice(device.device)}
        onClick={() => void onRemove()}
      />
    </li>
  )
}

function useLastWords({ lastOkAt, lastShownAt }: PushDevice): string {
  const { words } = useSettings()
  const dates = useDates()
  if (lastShownAt !== undefined) return words.notifications.lastShown(dates.moment(lastShownAt))
  if (lastOkAt !== undefined) return words.notifications.lastOk(dates.moment(lastOkAt))
  return words.notifications.neverSent
}
