/** @jsxImportSource #dom */
import { messages } from '#words'
import {
  type Conversation,
  type ConversationHooks,
  createConversation,
} from '../conversation/conversation.ts'
import { createKeep } from '../conversation/keep.ts'
import { render } from '../dom/render.ts'
import type { Host, OpenOptions, PanelHandle } from '../host.ts'
import { browserEnvironment, watchPage } from './browser.ts'
import { Icon, IconButton } from './icons.tsx'
import css from './panel.css'
import { Panel } from './panel.tsx'
import { createFullScreen, PHONE } from './phone.ts'
import { createPlace } from './place.ts'
import { createTimes } from './times.ts'
import type { Actions, Parts, View } from './view.ts'
import { fill, wait } from './words.ts'

/** Milliseconds between two typing signs. */
const TYPING_EVERY = 3_000
/** Pixels between which a card may be high, and a field before it scrolls. */
const LOWEST = 320
const MARGIN = 32
const FIELD = 132

/** Control characters and halves of a pair, which a paste can bring and the relay takes for no text. */
const NO_TEXT = /(?![\n\t])[\p{Cc}\p{Cs}]/gu

/** The way back from an e-mail; see RESUME_FRAGMENT of the protocol. */
const RESUME = '#loods-resume='

const PARTS: { [Name in keyof Parts]-?: () => Promise<Required<Parts>[Name]> } = {
  along: () => import('./along.tsx'),
  emoji: () => import('./emoji.tsx'),
  failed: () => import('./failed.tsx'),
  files: () => import('./files.tsx'),
  form: () => import('./lead-form.tsx'),
  lines: () => import('./lines.tsx'),
  links: () => import('./links.tsx'),
  resize: () => import('./resize.tsx'),
  sound: () => import('./sound.ts'),
  voice: () => import('./voice.tsx'),
}

/** Puts the panel into the loader's shadow root, closed, and takes up what this browser kept. */
export function mountPanel(host: Host): PanelHandle {
  host.addStyles(css)
  const element = host.root.appendChild(document.createElement('div'))
  const environment = browserEnvironment(host)
  const keep = createKeep(environment, `loods.${host.siteKey}`)
  const hooks: ConversationHooks = {
    onChange(state) {
      change({ state })
      tellUnread()
      tellChat(state.thread?.id)
    },
    onMessage(message) {
      host.emit('message', { text: message.text, name: message.author.name })
      if (!inView() && !view.marker) change({ marker: message.seq - 1 })
      if (view.conversation?.leading && !view.muted && !(inView() && document.hasFocus())) {
        void need('sound').then(() => view.parts.sound?.play())
      }
      look()
    },
  }
  const phone = matchMedia(PHONE)
  const dark = matchMedia('(prefers-color-scheme:dark)')
  const fullScreen = createFullScreen(close, (top, height) => {
    element.style.setProperty('--lo-top', `${top}px`)
    element.style.setProperty('--lo-height', `${height}px`)
  })
  const place = createPlace(() => element.querySelector('.scroll'))
  /** Parts that are here or on their way. */
  const asked: Partial<Record<keyof Parts, Promise<void>>> = {}
  let drawing = false
  let typedAt = 0
  let grown = ''
  let unread = 0
  let chat: string | undefined
  let view: View = {
    host,
    words: messages,
    times: createTimes(host.language, messages),
    conversation: undefined,
    state: { known: keep.read('') !== undefined, unsent: [], unread: 0, link: 'idle' },
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
    deadLink: undefined,
    marker: 0,
    fetching: false,
    scrolled: false,
    parts: {},
    kit: { Icon, IconButton, fill, wait },
    act: createActions(),
  }

  function createActions(): Actions {
    return {
      change,
      close,
      need,
      scroll,
      toEnd: place.toEnd,
      converse,
      send() {
        const text = view.text.replace(NO_TEXT, '').trim()
        if (!text) return
        write('')
        change({ marker: 0, tray: undefined, deadLink: undefined })
        field()?.focus()
        // What could not be kept comes back into the field.
        converse()
          .say({ text })
          .catch(() => write(text))
        void need('sound')
      },
      write,
      insert(text) {
        const { selectionStart: from = 0, selectionEnd: to = 0 } = field() ?? {}
        write(view.text.slice(0, from) + text + view.text.slice(to))
      },
      addFiles(files, seconds) {
        const list = [...(files ?? [])]
        if (list.length > 0)
          void need('files').then(() => view.parts.files?.upload(list, view, seconds))
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
    const restore = place.before()
    render(<Panel view={view} />, element)
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
    converse().typing(text !== '')
  }

  function accept(): void {
    const { prompt, conversation } = view
    if (!prompt) return
    const { triggerId, variant } = prompt
    conversation?.accept({ triggerId, variant, language: host.language })
  }

  function converse(): Conversation {
    if (view.conversation) return view.conversation
    const conversation = createConversation(environment, keep, hooks)
    change({ conversation, state: conversation.state })
    accept()
    conversation.resume()
    return conversation
  }

  function scroll(): void {
    const { atEnd, atTop } = place.look()
    if (view.scrolled === atEnd) change({ scrolled: !atEnd })
    if (atTop && view.open && view.state.thread?.more && !view.fetching) void fetchOlder()
  }

  async function fetchOlder(): Promise<void> {
    change({ fetching: true })
    // A page that did not come is asked for again by the next scroll.
    await view.conversation?.loadOlder().catch(() => {})
    change({ fetching: false })
  }

  /** Resolves once the part is here, however many wait for it, or cannot be had now. */
  function need(part: keyof Parts): Promise<void> {
    asked[part] ??= load(part)
    return asked[part]
  }

  async function load(part: keyof Parts): Promise<void> {
    try {
      const [module, more] = await Promise.all([PARTS[part](), import('#more-words')])
      if ('css' in module) host.addStyles(module.css)
      const words = { ...view.words, ...more.messages }
      change({ words, parts: { ...view.parts, [part]: module } })
    } catch {
      delete asked[part]
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
    if (inView()) view.conversation?.read()
  }

  function tellUnread(): void {
    const count = inView() ? 0 : view.state.unread
    if (count === unread) return
    unread = count
    host.setUnread(count)
  }

  /** Members who look at the shop's pages see which of them is in a chat. */
  function tellChat(conversationId: string | undefined): void {
    if (!conversationId || conversationId === chat) return
    chat = conversationId
    host.now({ conversationId }).catch(() => {})
  }

  function open({ focus, prompt, say }: OpenOptions): void {
    const { thread, unread } = view.state
    change({
      open: true,
      ...(prompt && { prompt }),
      ...(thread && unread > 0 && { marker: thread.marks.visitorRead }),
    })
    accept()
    host.setOpen(true)
    look()
    tellUnread()
    void show(focus)
    // What could not be kept comes back into the field.
    if (say)
      void converse()
        .say({ text: say })
        .catch(() => write(say))
  }

  async function show(focus: boolean): Promise<void> {
    draw()
    place.toEnd()
    if (view.phone) fullScreen.enter()
    if (host.config.elsewhere) void need('along')
    if (focus) field()?.focus()
    change({ now: await host.now() })
  }

  function close(): void {
    if (!view.open) return
    view.parts.voice?.cancel(view)
    // While the panel has the focus still: the launcher takes it back.
    host.setOpen(false)
    fullScreen.leave()
    change({ open: false, marker: 0, tray: undefined, form: undefined })
  }

  function contextChanged(): void {
    view.conversation?.contextChanged()
  }

  const refresh = () => change({ phone: phone.matches, theme: theme() })
  phone.addEventListener('change', refresh)
  dark.addEventListener('change', refresh)
  host.on('page', contextChanged)
  watchPage({
    wake() {
      view.conversation?.wake()
      look()
    },
    sleep: () => view.conversation?.sleep(),
    leave: () => view.conversation?.leave(),
  })
  change({})
  if (view.state.known) converse()
  const [, code] = location.hash.split(RESUME)
  if (code)
    import('./come-back.ts')
      .then(({ comeBack }) => comeBack(code, view.act, () => open({ focus: false })))
      // The next page asks again.
      .catch(() => {})

  return {
    open,
    close,
    identify: (token) => converse().identify(token),
    contextChanged,
  }
}
