import type { Language } from '@loods/protocol'
import { Choice } from '../../../parts/choice.tsx'
import { Section } from '../../../parts/section.tsx'
import { SavedMark, Setting, TextSetting, ToggleSetting, useSetting } from '../parts/setting.tsx'
import { useSettings } from '../settings-context.ts'
import { SigningSecret } from './signing-secret.tsx'

/** The shop's name, language and time, and whom it takes at their word. */
export function ShopPage() {
  const { words, may } = useSettings()
  return (
    <div class="sections">
      <Section>
        <TextSetting path="name" label={words.shop.name} maxLength={80} required />
        <LanguageSetting />
        <ZoneSetting />
      </Section>
      <Section title={words.shop.identity}>
        <ToggleSetting
          path="enforceIdentity"
          label={words.shop.enforce}
          hint={words.shop.enforceHint}
        />
        {may('owner') && <SigningSecret />}
      </Section>
    </div>
  )
}

function LanguageSetting() {
  const { words } = useSettings()
  const setting = useSetting('language')
  return (
    <div class="setting">
      <Choice
        label={words.shop.language}
        value={setting.value as Language}
        options={(['nl', 'en'] as const).map((value) => ({
          value,
          label: words.languages[value],
        }))}
        onChoose={setting.choose}
      />
      <small class="quiet">{words.shop.languageHint}</small>
      <SavedMark setting={setting} />
    </div>
  )
}

function ZoneSetting() {
  const { words } = useSettings()
  return (
    <Setting path="timeZone" label={words.shop.timeZone} hint={words.shop.timeZoneHint}>
      {({ id, attributes, value, choose }) => (
        <select
          {...attributes}
          id={id}
          class="input"
          value={value as string}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {zones(value as string).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      )}
    </Setting>
  )
}

/** Every zone this browser knows, and the one that is set even if it does not. */
function zones(set: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', set])].sort()
}
