import { DOCTOR_FRAGMENT } from '@loods/protocol/diagnosis'
import { ExternalLink } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { useLoaded } from '../../app/use-loaded.ts'
import { Field } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Section } from '../../parts/section.tsx'
import { useDoctorWords } from './doctor-context.ts'

/** Opens the merchant's own shop with the doctor in it. */
export function Walk() {
  const words = useDoctorWords()
  const known = useShopAddress()
  const [written, setWritten] = useState<string>()
  const address = written ?? known ?? ''
  const start = /^https?:\/\//.test(address) && URL.canParse(address) ? new URL(address) : undefined
  if (start) start.hash = DOCTOR_FRAGMENT
  return (
    <Section title={words.walkTitle} intro={words.walkHint}>
      <div class="walk">
        <Field label={words.walkAddress}>
          {(control) => (
            <input
              {...control}
              class="input"
              inputMode="url"
              spellcheck={false}
              autocapitalize="off"
              placeholder="https://"
              value={address}
              onInput={(event) => setWritten(event.currentTarget.value.trim())}
            />
          )}
        </Field>
        {start ? (
          <a class="button main" href={start.href} target="_blank" rel="noreferrer">
            <Icon of={ExternalLink} size={16} />
            {words.walk}
          </a>
        ) : (
          <p class="quiet">{words.noAddress}</p>
        )}
      </div>
    </Section>
  )
}

/** Where the shop is, as the host, its widget, its settings or its demo say; undefined where nobody does. */
function useShopAddress(): string | undefined {
  const { desk, demoUrl, shopUrl } = useInbox()
  const seen = useLoaded(desk.siteApi.widgetSeen)
  const origin = desk.site.value?.settings.origins.find((one) => !one.includes('*'))
  const demo = demoUrl && new URL(demoUrl, new URL(desk.api.relayUrl, location.href)).href
  return shopUrl ?? seen.value?.seen?.page ?? origin ?? demo
}
