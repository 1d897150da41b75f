import { useInbox } from '../../../app/context.ts'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/section.tsx'
import { Setting, ToggleSetting } from '../parts/setting.tsx'
import { useSettings } from '../settings-context.ts'
import { AskedSection } from './asked-section.tsx'
import { PersonSection } from './person-section.tsx'

const DAY_CHOICES = [30, 90, 180, 365, 730]

/** How long things are kept, and what to do for somebody who asks. */
export function PrivacyPage() {
  return (
    <div class="sections">
      <Retention />
      <Measuring />
      <AskedSection />
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
      <Until />
    </Section>
  )
}

function Measuring() {
  const { privacy } = useSettings().words
  return (
    <Section title={privacy.measuringTitle}>
      <ToggleSetting path="measuring" label={privacy.measuring} hint={privacy.measuringHint} />
    </Section>
  )
}

const DAY = 86_400_000
/** Days backups are often kept; whoever runs the relay decides. */
const BACKUP_DAYS = 30

/** The same in dates: what is said today is gone by when, and from the backups by when. */
function Until() {
  const { desk, locale } = useInbox()
  const { draft, words } = useSettings()
  const days = Number(draft.values.value.retentionDays)
  if (!(days >= 1)) return null
  const date = (after: number) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(
      desk.now.peek() + Math.min(after, 10_000) * DAY,
    )
  return (
    <p class="quiet" aria-live="polite">
      {words.privacy.until(date(days))}{' '}
      {words.privacy.backups(BACKUP_DAYS, date(days + BACKUP_DAYS))}
    </p>
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
