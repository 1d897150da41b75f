import { useInbox } from '../../../app/context.ts'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../parts/page.tsx'
import { Setting } from '../parts/setting.tsx'
import { useSettings } from '../settings-context.ts'
import { PersonSection } from './person-section.tsx'

const DAY_CHOICES = [30, 90, 180, 365, 730]

/** How long things are kept, and what to do for somebody who asks. */
export function PrivacyPage() {
  return (
    <div class="sections">
      <Retention />
      <PersonSection />
      <ShopperTexts />
    </div>
  )
}

function Retention() {
  const { privacy } = useSettings().words
  return (
    <Section title={privacy.keep}>
      <Setting path="retentionDays" label={privacy.days} hint={privacy.daysHint}>
        {({ id, attributes, value, set, save, choose }) => (
          <div class="color-row">
            <input
              {...attributes}
              id={id}
              class="input number"
              type="number"
              inputMode="numeric"
              min={1}
              max={3_650}
              value={value as number}
              onInput={(event) => set(event.currentTarget.valueAsNumber)}
              onChange={save}
            />
            {DAY_CHOICES.map((days) => (
              <Button
                key={days}
                kind="plain"
                aria-pressed={value === days}
                onClick={() => choose(days)}
              >
                {privacy.dayChoices(days)}
              </Button>
            ))}
          </div>
        )}
      </Setting>
    </Section>
  )
}

function ShopperTexts() {
  const { go } = useInbox()
  const { privacy } = useSettings().words
  return (
    <Section title={privacy.shoppersRead} intro={privacy.shoppersReadHint}>
      <p>
        <Button onClick={() => go({ name: 'settings', page: 'widget' })}>{privacy.toTexts}</Button>
      </p>
    </Section>
  )
}
