import type { ChannelView, Language } from '@loods/protocol'
import { Monitor, Moon, Smartphone, Sun } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { Icon } from '../../../parts/icon.tsx'
import { Segments } from '../../../parts/segments.tsx'
import { formatRequest } from '../../../preview/request.ts'
import { relayAddress } from '../pages/origins.ts'
import { useSettings } from '../settings-context.ts'
import { draftConfig, draftNow } from './draft-config.ts'
import { SwappingFrame } from './swapping-frame.tsx'

type Device = 'phone' | 'desk'
type Theme = 'light' | 'dark'
/** The chat open; closed; closed while nobody is there. */
export type Shown = 'open' | 'closed' | 'away'

interface PreviewProps {
  language: Language
  shown: Shown
  onShow(shown: Shown): void
  /** Where else the shop is reached now. */
  networks: readonly ChannelView['kind'][]
}

/** The real widget with the look as it is on this screen, kept or not. */
export function WidgetPreview({ language, shown, onShow, networks }: PreviewProps) {
  const { desk } = useInbox()
  const { draft, words } = useSettings()
  const [device, setDevice] = useState<Device>('phone')
  const [theme, setTheme] = useState<Theme>('light')
  const settings = draft.values.value
  const team = desk.members().map(({ id, name }) => ({ id, name }))
  const request = formatRequest({
    config: draftConfig(settings, language, theme, networks),
    now: draftNow(shown === 'away' ? { ...settings, availability: 'away' } : settings, team),
    open: shown === 'open',
    page: theme,
  })
  return (
    <aside class="preview" aria-label={words.widget.preview}>
      <div class="preview-choices">
        <Segments<Device>
          label={words.widget.previewOn}
          chosen={device}
          options={[
            { value: 'phone', label: <Look icon={Smartphone} text={words.widget.previewPhone} /> },
            { value: 'desk', label: <Look icon={Monitor} text={words.widget.previewDesk} /> },
          ]}
          onChoose={(value) => setDevice(value)}
        />
        <Segments<Theme>
          label={words.widget.previewTheme}
          chosen={theme}
          options={[
            { value: 'light', label: <Look icon={Sun} text={words.widget.previewLight} /> },
            { value: 'dark', label: <Look icon={Moon} text={words.widget.previewDark} /> },
          ]}
          onChoose={(value) => setTheme(value)}
        />
        <Segments<Shown>
          label={words.widget.previewState}
          chosen={shown}
          options={[
            { value: 'open', label: words.widget.previewOpen },
            { value: 'closed', label: words.widget.previewClosed },
            { value: 'away', label: words.widget.previewAway },
          ]}
          onChoose={onShow}
        />
      </div>
      <SwappingFrame
        class={device}
        title={words.widget.previewFrame}
        address={previewAddress(relayAddress(desk.api.relayUrl))}
        request={request}
      />
    </aside>
  )
}

/** The preview's page; it lets itself be framed by a linked shop that says who it is. */
function previewAddress(relay: string): string {
  const own = new URL(relay, location.href).origin === location.origin
  return `${relay}/inbox/preview${own ? '' : `?host=${encodeURIComponent(location.origin)}`}`
}

function Look({ icon, text }: { icon: Parameters<typeof Icon>[0]['of']; text: string }) {
  return (
    <span class="with-icon">
      <Icon of={icon} size={16} />
      {text}
    </span>
  )
}
