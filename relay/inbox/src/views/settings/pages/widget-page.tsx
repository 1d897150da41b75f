import type { ChannelView, Language, SiteSettings } from '@loods/protocol'
import { useMemo, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button } from '../../../parts/button.tsx'
import { Choice } from '../../../parts/choice.tsx'
import { Section } from '../../../parts/section.tsx'
import { Segments } from '../../../parts/segments.tsx'
import { CHANNEL_NAMES } from '../../channel/channel-sign.tsx'
import { createChannelsApi } from '../channels/channels-api.ts'
import { LauncherIcon } from '../parts/launcher-icon.tsx'
import { SavedMark, Setting, TextSetting, ToggleSetting, useSetting } from '../parts/setting.tsx'
import { type Shown, WidgetPreview } from '../preview/widget-preview.tsx'
import { useSettings } from '../settings-context.ts'
import { ColorSetting } from './color-setting.tsx'
import { DEFAULT_TEXTS } from './default-texts.ts'

/** How the widget looks and what it says, beside the widget itself. */
export function WidgetPage() {
  const { desk } = useInbox()
  const [language, setLanguage] = useState<Language>(desk.language)
  const [shown, setShown] = useState<Shown>('open')
  const channels = useChannelList()
  const networks = NETWORKS.filter((kind) => channels?.some((one) => works(one, kind)))
  return (
    <div class="with-preview">
      <div class="sections">
        <LookSection />
        {channels && <BesideSection channels={channels} onShow={setShown} />}
        <TextsSection language={language} onLanguage={setLanguage} />
      </div>
      <WidgetPreview language={language} shown={shown} onShow={setShown} networks={networks} />
    </div>
  )
}

const NETWORKS = ['whatsapp', 'messenger'] as const
type Network = (typeof NETWORKS)[number]

function useChannelList(): ChannelView[] | undefined {
  const { desk } = useInbox()
  const { siteId } = desk.membership
  const api = useMemo(() => createChannelsApi(desk.api, siteId), [desk, siteId])
  return useLoaded(api.list, 'channels').value?.channels
}

function works({ kind, state }: ChannelView, network: Network): boolean {
  return kind === network && state === 'on'
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

interface BesideProps {
  channels: ChannelView[]
  /** Shows what was chosen. */
  onShow(shown: Shown): void
}

/** Other ways to write that stand beside the chat, as far as they are connected. */
function BesideSection({ channels, onShow }: BesideProps) {
  const { go } = useInbox()
  const { widget } = useSettings().words
  const of = (network: Network) => channels.filter(({ kind }) => kind === network)
  const missing = NETWORKS.filter((network) => of(network).length === 0)
  return (
    <Section title={widget.beside} intro={widget.besideIntro}>
      {NETWORKS.filter((network) => !missing.includes(network)).map((network) => (
        <div key={network} class="stack">
          <PickSetting
            path={`beside.${network}`}
            label={CHANNEL_NAMES[network]}
            options={widget.besides}
            onPressed={(when: SiteSettings['beside'][Network]) =>
              onShow(when === 'away' ? 'away' : 'closed')
            }
          />
          {!of(network).some((one) => works(one, network)) && (
            <p class="notice amber">{widget.besidePaused(CHANNEL_NAMES[network])}</p>
          )}
        </div>
      ))}
      {missing.length > 0 && (
        <div class="notice">
          <p>{widget.besideMissing(missing.map((network) => CHANNEL_NAMES[network]))}</p>
          <Button onClick={() => go({ name: 'settings', page: 'channels' })}>
            {widget.besideConnect}
          </Button>
        </div>
      )}
    </Section>
  )
}

interface PickProps<Value extends string> {
  path: string
  label: string
  options: Record<Value, string>
  /** Also when it was chosen already. */
  onPressed?(value: Value): void
}

function PickSetting<Value extends string>({ path, label, options, onPressed }: PickProps<Value>) {
  const setting = useSetting(path)
  return (
    <div class="setting">
      <Choice
        label={label}
        value={setting.value as Value}
        options={(Object.keys(options) as Value[]).map((value) => ({
          value,
          label: options[value],
        }))}
        onChoose={(value) => {
          setting.choose(value)
          onPressed?.(value)
        }}
        onChooseAgain={(value) => onPressed?.(value)}
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
