/** @jsxImportSource #dom */
import { createConversation } from '../conversation/conversation.ts'
import { createKeep } from '../conversation/keep.ts'
import { countUnread } from '../conversation/thread.ts'
import { render } from '../dom/render.ts'
import type { Host, OpenOptions, PanelHandle } from '../host.ts'
import { browserEnvironment, watchPage } from './browser.ts'
import css from './panel.css'
import { Panel } from './panel.tsx'
import { createFullScreen, PHONE } from './phone.ts'
import { createPlace } from './place.ts'
import { createTimes } from './times.ts'
import type { Actions, Parts, View } from './view.ts'
import { loadMore, loadWords } from './words.ts'

/** Milliseconds between two typing signs. */
const TYPING_EVERY = 3_000
/** Pixels between which a card may be high, and a field before it scrolls. */
const LOWEST = 320
const MARGIN = 32
const FIELD = 132

const PARTS: { [Name in keyof Parts]-?: () => Promise<Required<Parts>[Name]> } = {
  emoji: () => import('./emoji.tsx'),
  files: () => import('./files.tsx'),
  form: () => import('./lead-form.tsx'),
  lines: () => import('./lines.tsx'),
  sound: () => import('./sound.ts'),
  voice: () => import('./voice.tsx'),
}

/** Puts the panel into the loader's shadow root, closed, and takes up what this browser kept. */
export function mountPanel(host: Host): PanelHandle {
  host.addStyles(css)
  const element = host.root.appendChild(document.createElement('div'))
  const environment = browserEnvironment(host)
  const keep = createKeep(environment, `loods.${host.siteKey}`)
  const conversation = createConversation(environment, keep, {
    onChange(state) {
      change({ state })
      tellUnread()
    },
    onMessage(message) {
      host.emit('message', { text: message.text, name: message.author.name })
      if (!inView() && !view.marker) change({ marker: message.seq - 1 })
      if (conversation.leading && !view.muted && !(inView() && document.hasFocus())) {
        view.parts.sound?.play()
      }
      look()
    },
  })
  const phone = matchMedia(PHONE)
  const dark = matchMedia('(prefers-color-scheme:dark)')
  const fullScreen = createFullScreen(close, (top, height) => {
    element.style.setProperty('--lo-top', `${top}px`)
    element.style.setProperty('--lo-height', `${height}px`)
  })
  const place = createPlace(() => element.querySelector('.scroll'))
  const asked = new Set<keyof Parts>()
  let drawing = false
  let language: Pick<View, 'words' | 'times'> | undefined
  let typedAt = 0
  let grown = ''
  let unread = 0
  let view: Omit<View, 'words' | 'times'> = {
    host,
    conversation,
    state: conversation.state,
    now: undefined,
    open: false,
    phone: phone.matches,
    theme: theme(),
    muted: keep.read('.muted') === '1',
    height: Number(keep.read('.height')) || undefined,
    text: keep.read('.draft') ?? '',
    tray: undefined,
    form: undefined,
    prompt: undefined,
    marker: 0,
    fetching: false,
    scrolled: false,
    parts: {},
    act: createActions(),
  }

  function createActions(): Actions {
    return {
      change,
      close,
      need,
      scroll,
      toEnd: place.toEnd,
      send() {
        conversation.say({ text: view.text.trim() })
        write('')
        change({ marker: 0, tray: undefined })
        field()?.focus()
        void need('sound')
      },
      write,
      insert(text) {
        const { selectionStart: from = 0, selectionEnd: to = 0 } = field() ?? {}
        write(view.text.slice(0, from) + text + view.text.slice(to))
      },
      addFiles(files) {
        const list = [...(files ?? [])]
        if (list.length > 0)
          void need('files').then(() => view.parts.files?.upload(list, view as View))
      },
      toggleSound() {
        keep.write('.muted', view.muted ? '' : '1')
        change({ muted: !view.muted })
      },
      resize(wanted) {
        const height = Math.round(Math.min(Math.max(wanted, LOWEST), innerHeight - MARGIN))
        keep.write('.height', String(height))
        change({ height })
      },
    }
  }

  function change(next: Partial<View>): void {
    view = { ...view, ...next }
    if (drawing) return
    drawing = true
    queueMicrotask(draw)
  }

  function draw(): void {
    drawing = false
    if (!language) return
    const restore = place.before()
    render(<Panel view={{ ...view, ...language }} />, element)
    grow()
    restore(view.state.unsent.length)
  }

  /** The field is as high as its text, up to a limit. */
  function grow(): void {
    const area = field()
    if (!area || area.value === grown) return
    grown = area.value
    area.style.height = ''
    area.style.height = `${Math.min(area.scrollHeight, FIELD)}px`
  }

  function write(text: string): void {
    keep.write('.draft', text)
    change({ text })
    if (text && environment.now() - typedAt < TYPING_EVERY) return
    typedAt = text ? environment.now() : 0
    conversation.typing(text !== '')
  }

  function scroll(): void {
    const { atEnd, atTop } = place.look()
    if (view.scrolled === atEnd) change({ scrolled: !atEnd })
    if (atTop && view.open && view.state.thread?.more && !view.fetching) void fetchOlder()
  }

  async function fetchOlder(): Promise<void> {
    change({ fetching: true })
    // A page that did not come is asked for again by the next scroll.
    await conversation.loadOlder().catch(() => {})
    change({ fetching: false })
  }

  async function need(part: keyof Parts): Promise<void> {
    if (asked.has(part)) return
    asked.add(part)
    try {
      const [module, more] = await Promise.all([PARTS[part](), loadMore(host.language)])
      if (language) language.words = { ...language.words, ...more }
      change({ parts: { ...view.parts, [part]: module } })
    } catch {
      asked.delete(part)
    }
  }

  function field(): HTMLTextAreaElement | null {
    return element.querySelector('.field textarea')
  }

  function theme(): View['theme'] {
    const wanted = host.config.look.theme
    return wanted === 'auto' ? (dark.matches ? 'dark' : 'light') : wanted
  }

  function inView(): boolean {
    return view.open && document.visibilityState === 'visible'
  }

  /** What is here is being seen. */
  function look(): void {
    if (inView()) conversation.read()
  }

  function tellUnread(): void {
    const count = view.state.thread && !inView() ? countUnread(view.state.thread) : 0
    if (count === unread) return
    unread = count
    host.setUnread(count)
  }

  function open({ focus, prompt }: OpenOptions): void {
    const { thread } = view.state
    if (prompt) conversation.accept(prompt)
    change({
      open: true,
      ...(prompt && { prompt }),
      ...(thread && countUnread(thread) > 0 && { marker: thread.marks.visitorRead }),
    })
    host.setOpen(true)
    look()
    tellUnread()
    void show(focus)
  }

  async function show(focus: boolean): Promise<void> {
    await ready
    draw()
    place.toEnd()
    if (view.phone) fullScreen.enter()
    if (focus) field()?.focus()
    change({ now: await host.now() })
  }

  function close(): void {
    if (!view.open) return
    // While the panel has the focus still: the launcher takes it back.
    host.setOpen(false)
    fullScreen.leave()
    change({ open: false, marker: 0, tray: undefined, form: undefined })
  }

  const ready = loadWords(host.language).then((words) => {
    language = { words, times: createTimes(host.language, words) }
    draw()
  })
  const refresh = () => change({ phone: phone.matches, theme: theme() })
  phone.addEventListener('change', refresh)
  dark.addEventListener('change', refresh)
  host.on('page', conversation.contextChanged)
  watchPage({
    wake() {
      conversation.wake()
      look()
    },
    sleep: conversation.sleep,
    leave: conversation.leave,
  })
  conversation.resume()

  return {
    open,
    close,
    identify: conversation.identify,
    contextChanged: conversation.contextChanged,
  }
}
