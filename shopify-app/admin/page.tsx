import type { Language } from '@loods/protocol'
import type { ShopifyGlobal } from '@shopify/app-bridge-types'
import { type ComponentChildren, render } from 'preact'
import { ApiError, createApi } from '../../relay/inbox/src/api/client.ts'
import { browserStorage, createKeep } from '../../relay/inbox/src/store/storage.ts'
import { createBridge } from './bridge.ts'
import type { InboxLayer } from './inbox-layer.ts'
import style from './page.css'
import { type PageContext, readSight } from './page-context.ts'
import { createPlaces } from './places.ts'
import { isInAdmin } from './platform.ts'
import { createGetToken } from './session.ts'
import type { Sight } from './sight.ts'
import { troubleOf } from './trouble.ts'
import { NoticeView } from './views/notice-view.tsx'
import { OutsideView } from './views/outside-view.tsx'
import { ShopView } from './views/shop-view.tsx'
import { StartView } from './views/start-view.tsx'
import { TroubleView } from './views/trouble-view.tsx'
import { WaitingView } from './views/waiting-view.tsx'
import { loadWords, type Words } from './words/words.ts'

/** Milliseconds until a page that could not be shown tries again by itself. */
const TRY_AGAIN = 5_000
/** Milliseconds the first view waits for what Shopify says of the theme; it is asked again anyway. */
const EMBED_PATIENCE = 300
/** Milliseconds Polaris may take to come before its elements are shown as they are. */
const POLARIS_PATIENCE = 3_000

/** Fills the page in the admin: the steps of the first opening, then the inbox, and what is the shop's own. */
export async function openPage(stage: HTMLElement, page: Window & { shopify?: ShopifyGlobal }) {
  const language: Language = page.document.documentElement.lang === 'nl' ? 'nl' : 'en'
  // What comes next needs it, and it does not need what comes next.
  const inbox = import('./inbox-layer.ts')
  const loading = loadWords(language)
  dress(page.document)
  goWhereAsked(page)
  const { shopify } = page
  if (!shopify || !isInAdmin()) return showOutside(stage, await loading, shopify !== undefined)
  const bridge = createBridge(shopify, page)
  const first = new URLSearchParams(page.location.search).get('id_token') ?? undefined
  const getToken = createGetToken({ bridge, language, first, fetch: (...call) => fetch(...call) })
  const api = createApi({
    ...{ relayUrl: '', getToken, fetch: (...call: Parameters<typeof fetch>) => fetch(...call) },
    clock: () => Date.now(),
    onSignedOut: () => undefined,
  })
  // On its way while the words come; whoever asks for it next is told what became of it.
  api.token().catch(() => undefined)
  startShowing(stage, page, { bridge, api, words: await loading, language }, inbox)
}

/** Shows what belongs to the place one is at, and follows from place to place. */
function startShowing(
  stage: HTMLElement,
  page: Window,
  parts: Omit<PageContext, 'toInbox'>,
  loading: Promise<typeof import('./inbox-layer.ts')>,
): void {
  const keep = createKeep(browserStorage(), 'loods.shopify.')
  const started = `started.${stage.dataset.shop}`
  const layers = { inbox: addLayer(stage, 'inbox away'), page: addLayer(stage, 'page') }
  const noticeAt = addLayer(stage, 'notice-at')
  const waitingAt = addLayer(stage, 'waiting-at')
  const places = createPlaces(page, () => void show())
  const context: PageContext = { ...parts, toInbox }
  let opening: Promise<InboxLayer> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  function toInbox(path: string): void {
    keep.write(started, true)
    places.go('home', path)
    void opening?.then((inbox) => inbox.go(path))
  }

  async function show(): Promise<void> {
    clearTimeout(retry)
    try {
      if (places.read() === 'shop') showBefore(<ShopView context={context} />)
      else if (keep.read(started)) await showInbox()
      else await showFirst()
    } catch (error) {
      showTrouble(error)
    }
  }

  /** The steps until somebody tried the chat; whoever may not see how it is doing answers shoppers. */
  async function showFirst(): Promise<void> {
    const sight = await mayFail(readSight(context, EMBED_PATIENCE), 'forbidden')
    if (places.read() === 'shop') return
    if (!sight || sight.status.tried) {
      keep.write(started, true)
      return showInbox()
    }
    const skip = () => toInbox('/')
    showBefore(<StartView context={context} known={sight} onSkip={skip} />)
  }

  async function showInbox(): Promise<void> {
    // Tokens are had here, so that a refusal is told in this page's own words.
    await parts.api.token()
    const inbox = await openInbox()
    if (places.read() === 'shop') return
    turnTo('inbox')
    render(null, layers.page)
    await inbox.drawn
    settle(layers.page)
    void showNotice()
  }

  /** Opens the inbox, once: it rings and counts who waits whatever is shown. */
  function openInbox(): Promise<InboxLayer> {
    const shopUrl = `https://${stage.dataset.shop}/`
    opening ??= loading.then(({ createInboxLayer }) =>
      createInboxLayer(layers.inbox, context, shopUrl, showWaiting),
    )
    return opening
  }

  function turnTo(shown: keyof typeof layers): void {
    for (const [name, layer] of Object.entries(layers)) {
      layer.classList.toggle('away', name !== shown)
    }
    void opening?.then((inbox) => inbox.setShown(shown === 'inbox')).catch(() => undefined)
  }

  /** Says in the admin's own bar how many wait, and over any page but the inbox how to get to them. */
  function showWaiting(count: number): void {
    parts.bridge.title(count > 0 ? parts.words.waiting(count) : parts.words.inbox)
    layers.page.classList.toggle('awaited', count > 0)
    const answer = async () => toInbox((await opening)?.longest() ?? '/')
    const view = <WaitingView words={parts.words} count={count} onAnswer={() => void answer()} />
    render(count > 0 ? view : null, waitingAt)
  }

  /** Says once that shoppers see no chat, where that is known. */
  async function showNotice(): Promise<void> {
    const sight = await readSight(context).catch(() => undefined)
    if (sight?.embed !== 'off' || keep.read('notice') === day()) return
    const close = () => {
      keep.write('notice', day())
      layers.inbox.classList.remove('noticed')
      render(null, noticeAt)
    }
    layers.inbox.classList.add('noticed')
    render(<NoticeView context={context} sight={sight} onClose={close} />, noticeAt)
  }

  /** Shows a page, and once it stands opens the inbox behind it: nobody who waits is missed. */
  function showBefore(content: ComponentChildren): void {
    void showPage(content)
      .then(() => parts.api.token())
      .then(openInbox)
      .catch(() => undefined)
  }

  async function showPage(content: ComponentChildren): Promise<void> {
    turnTo('page')
    render(content, layers.page)
    await Promise.race([customElements.whenDefined('s-page'), pause(POLARIS_PATIENCE)])
    settle(layers.page)
  }

  function showTrouble(error: unknown): void {
    const trouble = troubleOf(error, parts.words.trouble)
    const view = (
      <TroubleView trouble={trouble} words={parts.words.trouble} onAgain={() => void show()} />
    )
    void showPage(view)
    if (trouble.again) retry = setTimeout(() => void show(), TRY_AGAIN)
  }

  void show()
}

/** @returns undefined where the relay refused with this code */
async function mayFail(work: Promise<Sight>, code: string): Promise<Sight | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ApiError && error.code === code) return undefined
    throw error
  }
}

function showOutside(stage: HTMLElement, words: Words, hasBridge: boolean): void {
  const { trouble } = words
  const inAdmin = isInAdmin()
  const url = stage.dataset.app
  const action = !inAdmin && url ? { label: trouble.outsideButton, url } : undefined
  const said =
    inAdmin && !hasBridge
      ? { title: trouble.scriptTitle, text: trouble.script }
      : { title: trouble.outsideTitle, text: trouble.outside }
  stage.replaceChildren()
  render(<OutsideView {...said} action={action} />, stage)
  document.getElementById('frame')?.remove()
}

/** The page is ready to be seen: the frame that stood for it goes. */
function settle(layer: HTMLElement): void {
  layer.classList.add('settled')
  document.getElementById('frame')?.remove()
}

function addLayer(stage: HTMLElement, name: string): HTMLElement {
  stage.querySelector('noscript')?.remove()
  const layer = stage.appendChild(document.createElement('div'))
  layer.className = `layer ${name}`
  return layer
}

function dress(page: Document): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet]
}

/** A mail's link names a place in the inbox in the query, for the admin passes no fragment on. */
function goWhereAsked({ location, history }: Window): void {
  const url = new URL(location.href)
  const path = url.searchParams.get('open')
  if (!path?.startsWith('/')) return
  url.searchParams.delete('open')
  url.hash = path
  history.replaceState(null, '', url)
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

function day(): string {
  return new Date().toISOString().slice(0, 10)
}
