import type { Conversation, Language, MeAnswer } from '@loods/protocol'
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { render } from 'preact'
import { ApiError, createApi, type GetToken } from '../api/client.ts'
import { readNotifications, saveNotifications, whoAmI } from '../api/site-api.ts'
import { loadWords, localeOf, pickLanguage, type Words } from '../i18n/words.ts'
import type { Socket } from '../live/live.ts'
import base from '../look/base.css'
import parts from '../look/parts.css'
import { adopt } from '../look/sheets.ts'
import { createDesk, type Desk, type Membership, type Surroundings } from '../store/desk.ts'
import { DEFAULT_PREFERENCES, type Preferences } from '../store/preferences.ts'
import { browserStorage, createKeep, type Keep } from '../store/storage.ts'
import { dueRing } from './alarm.ts'
import { beforeDrawing } from './before-drawing.ts'
import { newCid } from './cid.ts'
import { commandFor } from './commands.ts'
import type { Inbox, Size } from './context.ts'
import { memoryNavigation, type Navigation } from './navigation.ts'
import type { OrderSource } from './orders.ts'
import { Root, type Screen } from './root.tsx'
import { formatPath, parsePath } from './route.ts'
import { createSound } from './sound.ts'
import { createToasts } from './toasts.ts'

export interface InboxOptions {
  /** Address of the relay, such as https://relay.example; empty on the relay's own page. */
  relayUrl: string
  /** A bearer token of the member; called again before it expires. Rejects with `unauthorized` once signed out. */
  getToken: GetToken
  /** The shop to show first; otherwise the one used last. */
  siteId?: string
  /** Otherwise the member's own language. */
  language?: Language
  /** Otherwise the member's choice, which starts as the system's. */
  theme?: Preferences['theme']
  /** Keeps where one is; in memory unless the host has an address to give. */
  navigation?: Navigation
  /** The shop's orders, from a host that is its admin panel and has them: shown beside the conversation. */
  orders?: OrderSource
  /** Where a demo shop is, if there is one. */
  demoUrl?: string
  /** Where the shop is, if the host puts the chat into it by itself: nobody is asked to paste a line. */
  shopUrl?: string
  /**
   * Asks the shop to let its orders or discount codes be seen, where the host can.
   * @returns whether they may be seen from now on
   */
  allow?: Inbox['allow']
  /** Called once there is something to see, be it why there is no inbox. */
  onShown?(): void
  /** Called with how many shoppers wait unread, for a title or an icon of the host. */
  onAttention?(count: number): void
  /** Called with how many shoppers wait for an answer, read or not, once that is known. */
  onWaiting?(count: number): void
  /** Level of the inbox's titles: 2 on a page that has a title of its own; otherwise 1. */
  titleLevel?: 1 | 2
  /** Called when the member wants to leave; without it the inbox offers no way out. */
  onSignOut?(): void
  /** Called when the session has ended and the member asks to sign in again. */
  onSignIn?(): void
}

export interface MountedInbox {
  /** Opens a conversation or another place, such as `/c/<id>` or `/settings`. */
  go(path: string): void
  /** The place of who has waited longest for an answer; undefined where nobody waits. */
  longest(): string | undefined
  /**
   * Tells whether the host shows the inbox or something else in its place. While it is hidden nothing
   * counts as read and no key does anything; it goes on ringing and counting.
   */
  setShown(shown: boolean): void
  unmount(): void
}

/** Puts the inbox into an element, which it fills. Nothing outside the element is touched. */
export function mountInbox(element: HTMLElement, options: InboxOptions): MountedInbox {
  const host = element.appendChild(document.createElement('div'))
  const root = host.attachShadow({ mode: 'open' })
  adopt(root, base, parts)
  const session = createSession(host, root, options)
  render(<Root screen={session.screen} />, root)
  void session.start()
  return {
    go: (path) => session.navigation.go(path),
    longest() {
      const [first] = waiting(session.screen.peek()) ?? []
      return first && `/c/${first.id}`
    },
    setShown(shown) {
      session.shown.value = shown
    },
    unmount() {
      session.stop()
      render(null, root)
      host.remove()
    },
  }
}

interface Session {
  screen: ReadonlySignal<Screen>
  navigation: Navigation
  shown: Signal<boolean>
  start(): Promise<void>
  stop(): void
}

/** Everything between mounting and unmounting that is not a component. */
function createSession(host: HTMLElement, root: ShadowRoot, options: InboxOptions): Session {
  const navigation = options.navigation ?? memoryNavigation()
  const keep = createKeep(browserStorage(), 'loods.')
  const preferences = signal(readPreferences(keep, options))
  const screen = signal<Screen>({ name: 'loading' })
  const size = signal<Size>(sizeOf(host.clientWidth))
  const shown = signal(true)
  const stops: (() => void)[] = []
  const sound = createSound(window)
  const rung = new Map<string, number>()
  let desk: Desk | undefined

  const api = createApi({
    relayUrl: options.relayUrl,
    getToken: options.getToken,
    fetch: (...call) => fetch(...call),
    clock: () => Date.now(),
    onSignedOut: () => desk?.stop(),
  })

  async function start(): Promise<void> {
    screen.value = { name: 'loading' }
    const guess = options.language ?? pickLanguage([keep.read('language'), ...navigator.languages])
    const loading = loadWords(guess)
    try {
      const me = await whoAmI(api)
      const language = options.language ?? me.language
      keep.write('language', language)
      const words = language === guess ? await loading : await loadWords(language)
      openSite(me, language, words, wantedSite(me))
    } catch (error) {
      const signedOut = error instanceof ApiError && error.code === 'unauthorized'
      if (signedOut && options.onSignIn) return options.onSignIn()
      screen.value = { name: 'failed', words: await loading, error, retry: () => void start() }
    }
  }

  function setPreferences(change: Partial<Preferences>): void {
    preferences.value = { ...preferences.peek(), ...change }
    keep.write('preferences', preferences.peek())
  }

  function wantedSite(me: MeAnswer): Membership | undefined {
    const wanted = [
      parsePath(navigation.path.peek()).siteId,
      options.siteId,
      keep.read<string>('site'),
    ]
    const found = wanted.map((id) => me.sites.find(({ siteId }) => siteId === id)).find(Boolean)
    return found ?? me.sites[0]
  }

  function openSite(
    me: MeAnswer,
    language: Language,
    words: Words,
    membership: Membership | undefined,
  ): void {
    desk?.stop()
    if (!membership) {
      screen.value = { name: 'no_shop', words, signOut: options.onSignOut }
      return
    }
    keep.write('site', membership.siteId)
    const own = createDesk(api, me, membership, language, surroundings())
    desk = own
    const inbox: Inbox = {
      desk: own,
      words,
      locale: localeOf(language),
      navigation,
      place: computed(() => parsePath(navigation.path.value)),
      preferences,
      toasts: createToasts(words),
      sound,
      size,
      shown,
      denied: signal(new Set()),
      editing: signal(),
      quoting: signal(),
      templating: signal(false),
      searched: signal(''),
      drafted: signal(),
      commands: new Map(),
      titleLevel: options.titleLevel ?? 1,
      demoUrl: options.demoUrl,
      shopUrl: options.shopUrl,
      orders: options.orders,
      allow: options.allow,
      root,
      go: (route, replace) =>
        navigation.go(
          formatPath({ ...(me.sites.length > 1 && { siteId: membership.siteId }), route }),
          replace,
        ),
      changePreferences: setPreferences,
      async changeSound(on) {
        setPreferences({ sound: on })
        await saveNotifications(api, { ...(await readNotifications(api)), sound: on })
      },
      switchSite(siteId) {
        const next = me.sites.find((site) => site.siteId === siteId)
        if (!next || siteId === membership.siteId) return
        navigation.go(`/${siteId}/`)
        openSite(me, language, words, next)
      },
      signOut: options.onSignOut,
    }
    host.lang = language
    screen.value = { name: 'ready', inbox, signIn: options.onSignIn ?? (() => location.reload()) }
    own.start()
    void own.reloadSite().catch(() => undefined)
    void readNotifications(api)
      .then(({ sound: on }) => setPreferences({ sound: on }))
      .catch(() => undefined)
    void own.lists.waiting.load()
    void own.lists.mine.load()
    void own.lists.all.load()
  }

  stops.push(
    effect(() => {
      host.dataset.theme = options.theme ?? preferences.value.theme
    }),
    effect(() => {
      if (screen.value.name !== 'loading') options.onShown?.()
    }),
    tell(() => waitingUnread(screen.value), options.onAttention),
    tell(() => waiting(screen.value)?.length, options.onWaiting),
    effect(() => {
      if (screen.value.name !== 'ready') return
      const { now, lists, site } = screen.value.inbox.desk
      if (site.value?.settings.availability === 'away') return
      const due = dueRing(lists.waiting.rows.value, now.value, rung)
      if (due && preferences.value.sound) sound.play()
    }),
    sound.stop,
    listenForShortcuts(host, screen, shown),
    watchSize(host, (width) => {
      size.value = sizeOf(width)
    }),
    watchWaking(() => desk?.check()),
  )

  return {
    screen,
    navigation,
    shown,
    start,
    stop() {
      desk?.stop()
      navigation.stop()
      for (const stop of stops) stop()
    },
  }
}

/** Tells a host of a number when it changes, and only then; nothing while it is not known. */
function tell(count: () => number | undefined, host: InboxOptions['onWaiting']): () => void {
  const known = computed(count)
  return effect(() => {
    if (known.value !== undefined) host?.(known.value)
  })
}

/** Keys work where the inbox is, and where nothing has the focus or only what is around the inbox. */
function listenForShortcuts(
  host: HTMLElement,
  screen: ReadonlySignal<Screen>,
  shown: ReadonlySignal<boolean>,
): () => void {
  const onKey = (event: KeyboardEvent) => {
    const here = shown.peek() && event.target instanceof Node && event.target.contains(host)
    const current = screen.peek()
    if (!here || current.name !== 'ready' || !current.inbox.preferences.peek().shortcuts) return
    const command = commandFor(event)
    const run = command && current.inbox.commands.get(command)
    if (!run) return
    event.preventDefault()
    run()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}

function waitingUnread(screen: Screen): number {
  if (screen.name !== 'ready') return 0
  return screen.inbox.desk.lists.waiting.rows.value.filter(({ unread }) => unread > 0).length
}

function waiting(screen: Screen): Conversation[] | undefined {
  if (screen.name !== 'ready') return undefined
  const { rows, state } = screen.inbox.desk.lists.waiting
  return state.value === 'ready' ? rows.value : undefined
}

function readPreferences(keep: Keep, options: InboxOptions): Preferences {
  return {
    ...DEFAULT_PREFERENCES,
    ...keep.read<Preferences>('preferences'),
    ...(options.theme && { theme: options.theme }),
  }
}

function sizeOf(width: number): Size {
  return width < 720 ? 'phone' : width < 1_100 ? 'tablet' : 'desk'
}

function watchSize(host: HTMLElement, onWidth: (width: number) => void): () => void {
  const observer = new ResizeObserver(([entry]) => entry && onWidth(entry.contentRect.width))
  observer.observe(host)
  return () => observer.disconnect()
}

/** After sleep, or when the network is back, a line may be dead without knowing it. */
function watchWaking(onWake: () => void): () => void {
  const visible = () => document.visibilityState === 'visible' && onWake()
  document.addEventListener('visibilitychange', visible)
  window.addEventListener('online', onWake)
  window.addEventListener('pageshow', onWake)
  return () => {
    document.removeEventListener('visibilitychange', visible)
    window.removeEventListener('online', onWake)
    window.removeEventListener('pageshow', onWake)
  }
}

function surroundings(): Surroundings {
  return {
    storage: browserStorage(),
    clock: () => Date.now(),
    random: () => Math.random(),
    newCid,
    openSocket: (url) => new WebSocket(url) as unknown as Socket,
    beforeDrawing,
  }
}
