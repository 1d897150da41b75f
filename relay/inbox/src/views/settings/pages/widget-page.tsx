import type { Language } from '@loods/protocol'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { Choice } from '../../../parts/choice.tsx'
import { Section } from '../../../parts/section.tsx'
import { Segments } from '../../../parts/segments.tsx'
import { LauncherIcon } from '../parts/launcher-icon.tsx'
import { SavedMark, Setting, TextSetting, ToggleSetting, useSetting } from '../parts/setting.tsx'
import { WidgetPreview } from '../preview/widget-preview.tsx'
import { useSettings } from '../settings-context.ts'
import { ColorSetting } from './color-setting.tsx'
import { DEFAULT_TEXTS } from './default-texts.ts'

/** How the widget looks and what it says, beside the widget itself. */
export function WidgetPage() {
  const { desk } = useInbox()
  const [language, setLanguage] = useState<Language>(desk.language)
  return (
    <div class="with-preview">
      <div class="sections">
        <LookSection />
        <BesideSection />
        <TextsSection language={language} onLanguage={setLanguage} />
      </div>
      <WidgetPreview language={language} />
    </div>
  )
}

function LookSection() {
  const { widget } = useSettings().words
  return (
    <Section title={widget.look}>
      <ColorSetting />
      <PickSetting path="look.side" label={widget.side} options={widget.sides} />
      <div class="pair">
        <OffsetSetting path="look.offsetX" label={widget.offsetX} />
        <OffsetSetting path="look.offsetY" label={widget.offsetY} />
      </div>
      <small class="quiet">{widget.offsetHint}</small>
      <IconSetting />
      <PickSetting path="look.theme" label={widget.theme} options={widget.themes} />
      <ToggleSetting path="showTeam" label={widget.showTeam} hint={widget.showTeamHint} />
    </Section>
  )
}

/** Other ways to write that stand beside the chat. */
function BesideSection() {
  const { widget } = useSettings().words
  return (
    <Section title={widget.beside} intro={widget.besideIntro}>
      <PickSetting path="beside.whatsapp" label="WhatsApp" options={widget.besides} />
      <PickSetting path="beside.messenger" label="Messenger" options={widget.besides} />
    </Section>
  )
}

interface PickProps {
  path: string
  label: string
  options: Record<string, string>
}

function PickSetting({ path, label, options }: PickProps) {
  const setting = useSetting(path)
  return (
    <div class="setting">
      <Choice
        label={label}
        value={setting.value as string}
        options={Object.entries(options).map(([value, text]) => ({ value, label: text }))}
        onChoose={setting.choose}
      />
      <SavedMark setting={setting} />
    </div>
  )
}

const ICONS = ['chat', 'question', 'wave'] as const

function IconSetting() {
  const { widget } = useSettings().words
  const setting = useSetting('look.icon')
  const options = ICONS.map((value) => ({
    value,
    label: (
      <>
        <LauncherIcon name={value} />
        {widget.icons[value]}
      </>
    ),
  }))
  return (
    <div class="setting">
      <Choice
        label={widget.icon}
        value={setting.value as (typeof ICONS)[number]}
        options={options}
        onChoose={setting.choose}
      />
      <SavedMark setting={setting} />
    </div>
  )
}

function OffsetSetting({ path, label }: { path: string; label: string }) {
  const { words } = useSettings()
  return (
    <Setting path={path} label={`${label} (${words.widget.pixels})`}>
      {({ id, attributes, value, set, save }) => (
        <input
          {...attributes}
          id={id}
          class="input number"
          type="number"
          inputMode="numeric"
          min={0}
          max={400}
          value={value as number}
          onInput={(event) => set(event.currentTarget.valueAsNumber)}
          onChange={save}
        />
      )}
    </Setting>
  )
}

interface TextsProps {
  language: Language
  onLanguage(language: Language): void
}

function TextsSection({ language, onLanguage }: TextsProps) {
  const { words } = useSettings()
  const { widget } = words
  return (
    <Section title={widget.texts} intro={widget.textsIntro}>
      <Segments
        label={words.inLanguage}
        chosen={language}
        options={(['nl', 'en'] as const).map((value) => ({
          value,
          label: words.languages[value],
        }))}
        onChoose={onLanguage}
        controls="widget-texts"
      />
      <LanguageTexts key={language} language={language} />
      <TextSetting
        path="privacyUrl"
        label={widget.privacyUrl}
        hint={widget.privacyUrlHint}
        inputMode="url"
        maxLength={500}
        placeholder="https://"
      />
    </Section>
  )
}

function LanguageTexts({ language }: { language: Language }) {
  const { words } = useSettings()
  const { widget } = words
  const at = (name: string) => ({ path: `texts.${language}.${name}`, lang: language })
  return (
    <div id="widget-texts" class="stack" role="tabpanel" aria-label={words.languages[language]}>
      <TextSetting
        {...at('greeting')}
        label={widget.greeting}
        maxLength={500}
        rows={2}
        placeholder={DEFAULT_TEXTS[language].greeting}
      />
      <TextSetting
        {...at('launcher')}
        label={widget.launcher}
        hint={widget.launcherHint}
        maxLength={40}
      />
      <TextSetting
        {...at('away')}
        label={widget.away}
        maxLength={500}
        rows={2}
        placeholder={DEFAULT_TEXTS[language].away}
      />
      <TextSetting
        {...at('consent')}
        label={widget.consent}
        maxLength={200}
        placeholder={DEFAULT_TEXTS[language].consent}
      />
    </div>
  )
}
