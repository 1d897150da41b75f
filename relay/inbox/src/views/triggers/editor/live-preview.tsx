import type { Language, ShopPageAnswer } from '@loods/protocol'
import { Monitor, Moon, Smartphone, Sun } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Icon } from '../../../parts/icon.tsx'
import { Segments } from '../../../parts/segments.tsx'
import {
  formatRequest,
  PREVIEW_DRAWN,
  type PreviewChange,
  type PreviewPrompt,
} from '../../../preview/request.ts'
import { relayAddress } from '../../settings/pages/origins.ts'
import { draftConfig, draftNow } from '../../settings/preview/draft-config.ts'
import { useEditing } from './editor-context.ts'

type Device = 'phone' | 'desk'
type Theme = 'light' | 'dark'

interface LivePreviewProps {
  /** Which of the ways to say it is shown. */
  way: number
  onWay(way: number): void
}

/** The prompt as the widget draws it, in the words as they are being written. */
export function LivePreview({ way, onWay }: LivePreviewProps) {
  const { desk } = useInbox()
  const { draft, words, telling } = useEditing()
  const [device, setDevice] = useState<Device>('phone')
  const [theme, setTheme] = useState<Theme>('light')
  const [language, setLanguage] = useState<Language>(telling.language)
  const { value: page, error } = useLoaded(() =>
    desk.api.get<ShopPageAnswer>(`/api/sites/${desk.membership.siteId}/shop-page`),
  )
  const settings = desk.site.value?.settings
  // Drawn once it is known over which page.
  if (!settings || (!page && !error)) return null
  const shown = draft.ways[way] ?? draft.ways[0]
  const prompt: PreviewPrompt = {
    text: shown?.texts[language].trim() || shown?.texts[other(language)].trim() || '…',
    replies: (shown?.replies[language] ?? []).map((line) => line.trim()).filter(Boolean),
    said: {
      product: { title: words.sampleProduct },
      cart: { lines: [], total: 89.95, currency: telling.currency ?? 'EUR' },
    },
  }
  const frame = {
    config: draftConfig(settings, language, theme),
    now: draftNow(
      settings,
      desk.members().map(({ id, name }) => ({ id, name })),
    ),
    open: false,
    page: theme,
    ...(page?.framed && page.url && { shop: page.url }),
  }
  return (
    <aside class="preview" aria-label={words.preview}>
      <div class="preview-choices">
        <Segments<Device>
          label={words.previewOn}
          chosen={device}
          options={[
            { value: 'phone', label: <Look icon={Smartphone} text={words.phone} /> },
            { value: 'desk', label: <Look icon={Monitor} text={words.desk} /> },
          ]}
          onChoose={setDevice}
        />
        <Segments<Theme>
          label={words.previewTheme}
          chosen={theme}
          options={[
            { value: 'light', label: <Look icon={Sun} text={words.light} /> },
            { value: 'dark', label: <Look icon={Moon} text={words.dark} /> },
          ]}
          onChoose={setTheme}
        />
        <Segments<Language>
          label={words.previewLanguage}
          chosen={language}
          options={[
            { value: 'nl', label: words.languages.nl },
            { value: 'en', label: words.languages.en },
          ]}
          onChoose={setLanguage}
        />
        {draft.ways.length > 1 && (
          <Segments<string>
            label={words.previewWay}
            chosen={`${way}`}
            options={draft.ways.map((_, at) => ({ value: `${at}`, label: words.way(at + 1) }))}
            onChoose={(value) => onWay(Number(value))}
          />
        )}
      </div>
      <PromptFrame
        // Another language or other colours are another page; words are not.
        key={formatRequest({ ...frame })}
        device={device}
        frame={frame}
        prompt={prompt}
      />
      {!page?.framed && <p class="quiet">{page?.url ? words.notFramed : words.noShopPage}</p>}
    </aside>
  )
}

interface PromptFrameProps {
  device: Device
  frame: Parameters<typeof formatRequest>[0]
  prompt: PreviewPrompt
}

function PromptFrame({ device, frame, prompt }: PromptFrameProps) {
  const { desk } = useInbox()
  const { words } = useEditing()
  const element = useRef<HTMLIFrameElement>(null)
  const [drawn, setDrawn] = useState(false)
  const address = relayAddress(desk.api.relayUrl)
  const origin = new URL(address, location.href).origin
  const [request] = useState(() => formatRequest({ ...frame, prompt }))
  const said = JSON.stringify(prompt)
  const query = new URLSearchParams({
    ...(origin !== location.origin && { host: location.origin }),
    ...(frame.shop && { shop: new URL(frame.shop).origin }),
  })

  useEffect(() => {
    const take = ({ data, source }: MessageEvent) => {
      if (data === PREVIEW_DRAWN && source === element.current?.contentWindow) setDrawn(true)
    }
    window.addEventListener('message', take)
    return () => window.removeEventListener('message', take)
  }, [])

  useEffect(() => {
    const change: PreviewChange = { loods: 'prompt', prompt }
    if (drawn) element.current?.contentWindow?.postMessage(change, origin)
  }, [said, drawn])

  return (
    <div class={`preview-frame ${device}`}>
      <iframe
        ref={element}
        title={words.previewFrame}
        tabIndex={-1}
        src={`${address}/inbox/preview?${query}#${request}`}
      />
    </div>
  )
}

function Look({ icon, text }: { icon: Parameters<typeof Icon>[0]['of']; text: string }) {
  return (
    <span class="with-icon">
      <Icon of={icon} size={16} />
      {text}
    </span>
  )
}

function other(language: Language): Language {
  return language === 'nl' ? 'en' : 'nl'
}
