import type { NotificationSettings } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Section, WhenLoaded } from '../../../parts/section.tsx'
import { Toggle } from '../../../parts/toggle.tsx'
import { DeviceList } from '../notify/device-list.tsx'
import { PushTest } from '../notify/push-test.tsx'
import { ThisDevice } from '../notify/this-device.tsx'
import { usePush } from '../notify/use-push.ts'
import { useSettings } from '../settings-context.ts'

/** How a member hears that somebody waits, and proof that it works. */
export function NotificationsPage() {
  const { words } = useSettings()
  const push = usePush()
  return (
    <div class="sections">
      <Section title={words.notifications.how}>
        <Choices />
      </Section>
      <Section title={words.notifications.device}>
        <ThisDevice push={push} />
        <PushTest push={push} />
      </Section>
      <Section title={words.notifications.devices}>
        <DeviceList push={push} />
      </Section>
    </div>
  )
}

type Name = keyof NotificationSettings

function Choices() {
  const { toasts, changePreferences } = useInbox()
  const { api, words } = useSettings()
  const choices = useLoaded(api.notifications)
  const mail = useLoaded(api.mailWorks)

  async function set(now: NotificationSettings, name: Name, on: boolean): Promise<void> {
    const next = { ...now, [name]: on }
    choices.put(next)
    try {
      await api.saveNotifications(next)
      if (name === 'sound') changePreferences({ sound: on })
    } catch (error) {
      choices.put(now)
      toasts.failed(error)
    }
  }

  return (
    <WhenLoaded of={choices}>
      {(value) => (
        <div class="stack">
          {(['sound', 'push', 'pushText', 'email'] as const).map((name) => (
            <Toggle
              key={name}
              label={words.notifications[name]}
              hint={words.notifications[`${name}Hint`]}
              on={value[name]}
              disabled={name === 'pushText' && !value.push}
              onChange={(on) => void set(value, name, on)}
            />
          ))}
          {mail.value === false && <p class="notice amber">{words.notifications.noMail}</p>}
        </div>
      )}
    </WhenLoaded>
  )
}
