import { BellOff, BellRing } from 'lucide'
import { useInbox } from '../../../app/context.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { useSettings } from '../settings-context.ts'
import type { Push } from './use-push.ts'

/** Turns notifications of this browser on and off, or says why that cannot be. */
export function ThisDevice({ push }: { push: Push }) {
  const { words } = useSettings()
  switch (push.state) {
    case undefined:
      return null
    case 'unsupported':
      return <Unsupported />
    case 'denied':
      return <p class="notice amber">{words.notifications.denied}</p>
    case 'on':
      return (
        <div class="notice green">
          <Icon of={BellRing} />
          <span>{words.notifications.isOn}</span>
          <Button icon={BellOff} disabled={push.busy} onClick={() => void push.turnOff()}>
            {words.notifications.turnOff}
          </Button>
        </div>
      )
    case 'off':
      return (
        <div>
          <Button
            kind="main"
            icon={BellRing}
            disabled={push.busy}
            onClick={() => void push.turnOn()}
          >
            {words.notifications.turnOn}
          </Button>
          {push.failed && (
            <p class="notice red" role="alert">
              {words.notifications.failed}
            </p>
          )}
        </div>
      )
  }
}

function Unsupported() {
  const { go, place, shopUrl } = useInbox()
  const { words } = useSettings()
  const { route } = place.value
  const onPhonePage = route.name === 'settings' && route.page === 'phone'
  return (
    <div class="notice amber">
      <span>{words.notifications.unsupported}</span>
      {!onPhonePage && !shopUrl && (
        <Button onClick={() => go({ name: 'settings', page: 'phone' })}>
          {words.notifications.unsupportedStep}
        </Button>
      )}
    </div>
  )
}
