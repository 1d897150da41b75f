import { Download } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/section.tsx'
import { Segments } from '../../../parts/segments.tsx'
import { PushTest } from '../notify/push-test.tsx'
import { ThisDevice } from '../notify/this-device.tsx'
import { usePush } from '../notify/use-push.ts'
import { CopyBox } from '../parts/copy.tsx'
import { useSettings } from '../settings-context.ts'
import { relayAddress } from './origins.ts'

type Phone = 'iphone' | 'android'

/** Step by step onto the home screen, with the proof that notifications arrive at the end. */
export function PhonePage() {
  const { words } = useSettings()
  const push = usePush()
  return (
    <div class="sections">
      {runsInstalled() ? <p class="notice green">{words.phone.installed}</p> : <Steps />}
      <Section title={words.phone.last}>
        <ThisDevice push={push} />
        <PushTest push={push} />
      </Section>
    </div>
  )
}

function Steps() {
  const { desk } = useInbox()
  const { words } = useSettings()
  const [phone, setPhone] = useState<Phone>(
    /Android/.test(navigator.userAgent) ? 'android' : 'iphone',
  )
  const address = `${relayAddress(desk.api.relayUrl)}/inbox`
  return (
    <Section>
      {!address.startsWith('https:') && <p class="notice amber">{words.phone.https}</p>}
      <Segments<Phone>
        label={words.phone.which}
        chosen={phone}
        options={[
          { value: 'iphone', label: words.phone.iphone },
          { value: 'android', label: words.phone.android },
        ]}
        onChoose={(value) => setPhone(value)}
        controls="phone-steps"
      />
      <div id="phone-steps" role="tabpanel" aria-label={words.phone[phone]}>
        <ol class="steps">
          {words.phone[`${phone}Steps`].map((step, index) => (
            <li key={step}>
              <span>{step}</span>
              {index === 0 && <CopyBox label={words.phone.address} text={address} quiet />}
            </li>
          ))}
        </ol>
      </div>
      <InstallHere />
    </Section>
  )
}

interface InstallEvent extends Event {
  prompt(): Promise<unknown>
}

/** Where the browser offers to install by itself, a button does. */
function InstallHere() {
  const { words } = useSettings()
  const [offer, setOffer] = useState<InstallEvent>()
  useEffect(() => {
    const take = (event: Event) => {
      event.preventDefault()
      setOffer(event as InstallEvent)
    }
    window.addEventListener('beforeinstallprompt', take)
    return () => window.removeEventListener('beforeinstallprompt', take)
  }, [])
  if (!offer) return null
  return (
    <p>
      <Button kind="main" icon={Download} onClick={() => void offer.prompt()}>
        {words.phone.install}
      </Button>
    </p>
  )
}

function runsInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches
}
