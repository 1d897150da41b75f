/** @jsxImportSource #dom */
import type { Conversation, ConversationHooks } from '../conversation/conversation.ts'
import { createKeep } from '../conversation/keep.ts'
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

/** The way back from an e-mail; see RESUME_FRAGMENT of the protocol. */
const RESUME = /^#loods-resume=([\w.-]+)$/

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
  const asked = new Set<keyof Parts>()
  let drawing = false
  let language: Pick<View, 'words' | 'times'> | undefined
  let talking: Promise<Conversation> | undefined
  let typedAt = 0
  let grown = ''
  let unread = 0
  let chat: string | undefined
  let view: Omit<View, 'words' | 'times'> = {
    host,
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
      converse,
      send() {
        const text = view.text.trim()
        converse().then(
          (conversation) => {
            conversation.say({ text })
            write('')
            change({ marker: 0, tray: undefined })
            field()?.focus()
            void need('sound')
          },
          // The text stays in the field; the next try loads again.
          () => change({ state: { ...view.state, link: 'offline' } }),
        )
      },
      write,
      insert(text) {
        const { selectionStart: from = 0, selectionEnd: to = 0 } = field() ?? {}
        write(view.text.slice(0, from) + text + view.text.slice(to))
      },
      addFiles(files, seconds) {
        const list = [...(files ?? [])]
        if (list.length > 0)
          void need('files').then(() => view.parts.files?.upload(list, view as View, seconds))
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
    converse().then(
      (conversation) => conversation.typing(text !== ''),
      () => {},
    )
  }

  function accept(conversation: Conversation | undefined): void {
    const { prompt } = view
    if (prompt) conversation?.accept({ triggerId: prompt.triggerId, language: host.language })
  }

  /** The part that talks with the relay: comes with the first letter, or with a thread to take up. */
  function converse(): Promise<Conversation> {
    talking ??= import('../conversation/conversation.ts').then(
      ({ createConversation }) => {
        const conversation = createConversation(environment, keep, hooks)
        change({ conversation, state: conversation.state })
        accept(conversation)
        conversation.resume()
        return conversation
      },
      (error) => {
        talking = undefined
        throw error
      },
    )
    return talking
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

  async function need(part: keyof Parts): Promise<void> {
    if (asked.has(part)) return
    asked.add(part)
    try {
      const [module, more] = await Promise.all([PARTS[part](), loadMore(host.language)])
      if ('css' in module) host.addStyles(module.css)
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

  function open({ focus, prompt }: OpenOptions): void {
    const { thread, unread } = view.state
    change({
      open: true,
      ...(prompt && { prompt }),
      ...(thread && unread > 0 && { marker: thread.marks.visitorRead }),
    })
    accept(view.conversation)
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
    view.parts.voice?.cancel(view as View)
    // While the panel has the focus still: the launcher takes it back.
    host.setOpen(false)
    fullScreen.leave()
    change({ open: false, marker: 0, tray: undefined, form: undefined })
  }

  /** The link of an e-mail leads back into its thread. What is no longer good opens the chat as usual. */
  function comeBack(code: string): void {
    history.replaceState(history.state, '', location.pathname + location.search)
    converse()
      .then((conversation) => conversation.comeBack(code))
      .catch(() => {})
    open({ focus: false })
  }

  function contextChanged(): void {
    view.conversation?.contextChanged()
  }

  const ready = loadWords(host.language).then((words) => {
    language = { words, times: createTimes(host.language, words) }
    draw()
  })
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
  if (view.state.known) converse().catch(() => {})
  const code = RESUME.exec(location.hash)?.[1]
  if (code) comeBack(code)

  return {
    open,
    close,
    identify: async (token) => (await converse()).identify(token),
    contextChanged,
  }
}
