/** @jsxImportSource #dom */
import type { Look } from '@loods/protocol'
import { accentColors } from './accent.ts'
import { Composer } from './composer.tsx'
import { Header } from './header.tsx'
import { Log } from './log.tsx'
import { showsForm, type View } from './view.ts'
import { fill } from './words.ts'

/** Pixels between the card and the edge of the screen. */
const EDGE = 16

export function Panel({ view }: { view: View }) {
  const { host, words, theme, phone, open, height } = view
  const Uploads = view.parts.files?.Uploads
  const Resize = view.parts.resize?.ResizeHandle
  const Along = view.parts.along?.Along
  return (
    <section
      class="panel"
      data-theme={theme}
      role="dialog"
      aria-modal={phone}
      aria-label={fill(words.chatWith, { shop: host.config.site.name })}
      lang={host.language}
      hidden={!open}
      style={{
        ...accentColors(host.config.look.color, theme),
        ...place(host.config.look),
        ...(!phone && height && { height: `${height}px` }),
      }}
      onKeyDown={(event) => pressed(event, view)}
      onPointerEnter={phone ? undefined : () => void view.act.need('resize')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        view.act.addFiles(event.dataTransfer?.files)
      }}
    >
      {!phone && Resize && <Resize view={view} />}
      <Header view={view} />
      <Log view={view} />
      <Note view={view} />
      {Uploads && <Uploads view={view} />}
      {Along && <Along view={view} />}
      {!showsForm(view) && <Composer view={view} />}
    </section>
  )
}

/** Where the card stands on a desk: on the merchant's side, and never against the edge. */
function place({ side, offsetX, offsetY }: Look): Record<string, string> {
  return {
    [`--lo-${side}`]: `${Math.max(offsetX, EDGE)}px`,
    '--lo-bottom': `${Math.max(offsetY, EDGE)}px`,
  }
}

/** How the line is, in words; the style sheet holds it back for a second. */
function Note({ view: { words, state } }: { view: View }) {
  const text =
    state.link === 'offline'
      ? words.offline
      : state.link === 'refused'
        ? words.refused
        : state.link === 'connecting'
          ? words.connecting
          : ''
  return (
    <div class="note" role="status">
      {text && <p key={text}>{text}</p>}
    </div>
  )
}

const FOCUSABLE = 'a[href],button,input:not([hidden]),textarea,[tabindex="0"]'

/** Escape closes; on a phone, where the panel is all there is, Tab stays inside. */
function pressed(event: KeyboardEvent & { currentTarget: HTMLElement }, view: View): void {
  if (event.key === 'Escape') {
    event.stopPropagation()
    view.act.close()
  }
  if (event.key !== 'Tab') return
  if (!view.phone) return void view.act.need('resize')
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(FOCUSABLE)]
  const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]]
  if (event.target !== from) return
  event.preventDefault()
  to?.focus()
}
