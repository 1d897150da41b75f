import type { Trigger } from '@loods/protocol'
import { Sparkles } from 'lucide'
import { useState } from 'preact/hooks'
import { collectionApi } from '../../api/collection.ts'
import { useInbox } from '../../app/context.ts'
import { useLoaded } from '../../app/use-loaded.ts'
import { useOwnWords } from '../../app/use-own-words.ts'
import controlsCss from '../../look/controls.css'
import formsCss from '../../look/forms.css'
import { adopt } from '../../look/sheets.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Section, WhenLoaded } from '../../parts/section.tsx'
import { Title } from '../../parts/title.tsx'
import doctorCss from './doctor.css'
import { DoctorContext, useDoctorWords } from './doctor-context.ts'
import { examine, type Supposed } from './examine.ts'
import { FindingCard } from './finding-card.tsx'
import { loadDoctorWords } from './i18n/words.ts'
import { SupposedForm } from './supposed-form.tsx'
import { useShop } from './use-shop.ts'
import { Walk } from './walk.tsx'

/** Why triggers speak or keep still: on a page that is supposed, or in the merchant's own shop. */
export function DoctorView() {
  const { root } = useInbox()
  adopt(root, formsCss, controlsCss, doctorCss)
  const words = useOwnWords(loadDoctorWords)
  if (!words) return null
  return (
    <DoctorContext.Provider value={words}>
      <main class="doctor">
        <header>
          <Title>{words.title}</Title>
          <p class="quiet">{words.intro}</p>
        </header>
        <div class="sections">
          <Walk />
          <Look />
        </div>
      </main>
    </DoctorContext.Provider>
  )
}

function Look() {
  const { desk } = useInbox()
  const words = useDoctorWords()
  const { siteId } = desk.membership
  const api = collectionApi<Trigger, never, never>(
    desk.api,
    `/api/sites/${siteId}/triggers`,
    'triggers',
  )
  const triggers = useLoaded(api.list, 'triggers')
  return (
    <Section title={words.lookTitle}>
      <WhenLoaded of={triggers}>
        {(list) => (list.length === 0 ? <NoTriggers /> : <Examination triggers={list} />)}
      </WhenLoaded>
    </Section>
  )
}

function NoTriggers() {
  const { go } = useInbox()
  const words = useDoctorWords()
  return (
    <Empty icon={Sparkles} title={words.none} hint={words.noneHint}>
      <Button kind="main" onClick={() => go({ name: 'triggers' })}>
        {words.toTriggers}
      </Button>
    </Empty>
  )
}

function Examination({ triggers }: { triggers: Trigger[] }) {
  const { desk } = useInbox()
  const words = useDoctorWords()
  const shop = useShop()
  const [supposed, setSupposed] = useState<Supposed>({
    url: '/',
    kind: undefined,
    device: 'phone',
    language: desk.language,
  })
  const kind = supposed.kind ?? shop.kindOf(supposed.url)
  const findings = shop.now ? examine(triggers, { ...supposed, kind }, shop.now) : []
  return (
    <>
      <SupposedForm
        supposed={supposed}
        counted={shop.kindOf(supposed.url)}
        onChange={setSupposed}
      />
      <ul class="finding-cards" aria-live="polite">
        {findings.map((finding) => (
          <FindingCard
            key={finding.trigger.id}
            finding={finding}
            waitSeconds={shop.now?.waitSeconds}
          />
        ))}
      </ul>
      <p class="quiet">{words.note}</p>
    </>
  )
}
