import page from './page.css'
import { drawPrompt } from './prompt.ts'
import {
  PREVIEW_DRAWN,
  PREVIEW_KEY,
  type PreviewChange,
  type PreviewRequest,
  parseRequest,
} from './request.ts'

type Loods = ((...call: unknown[]) => void) & { q?: unknown[][] }

/** Longest time until the widget counts as drawn, in milliseconds. */
const PATIENCE = 4_000

// Opened by itself it shows nothing: whatever its address says, nobody can be made to read it.
if (window.parent !== window) showWidget(parseRequest(location.hash))

/** Runs the real widget on a page of nothing in particular, with answers of our own for the relay. */
function showWidget(request: PreviewRequest): void {
  const { config, open, page: colours, prompt, shop } = request
  document.documentElement.lang = config.language
  document.documentElement.dataset.theme = colours
  drawPage(shop)
  window.fetch = (input) => Promise.resolve(answer(String(input), request))
  // On a phone the panel adds a step for the back button; here it would be the inbox's own.
  history.pushState = () => {}
  const calls: unknown[][] = []
  const loods: Loods = Object.assign((...call: unknown[]) => void calls.push(call), { q: calls })
  Object.assign(window, { loods })
  if (open) loods('open')
  const script = document.createElement('script')
  script.src = '/widget/loader.js'
  script.dataset.site = PREVIEW_KEY
  document.body.append(script)
  void drawn(open).then(async () => {
    if (prompt) await drawPrompt(request, prompt)
    parent.postMessage(PREVIEW_DRAWN, hostOf(location))
  })
  if (prompt) followChanges(request)
}

/** Words change while they are typed; nothing else of the page does. */
function followChanges(request: PreviewRequest): void {
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<PreviewChange>) => {
    if (source !== parent || origin !== hostOf(location) || data?.loods !== 'prompt') return
    void drawPrompt(request, data.prompt)
  })
}

/** Whose settings these are: the relay's own page's, or those of an admin panel that names itself. */
function hostOf({ origin, search }: Location): string {
  return new URLSearchParams(search).get('host') ?? origin
}

function answer(address: string, { config, now }: PreviewRequest): Response {
  const { pathname } = new URL(address, location.href)
  if (pathname.endsWith('/config')) return Response.json(config)
  if (pathname.endsWith('/views')) return Response.json(now)
  const error = { code: 'unavailable', message: 'This is a preview.' }
  return Response.json({ error }, { status: 503 })
}

/** Resolves when the launcher stands, or the panel where that was asked. */
async function drawn(open: boolean): Promise<void> {
  const until = performance.now() + PATIENCE
  const wanted = open ? '.panel header' : '.launcher'
  while (performance.now() < until) {
    if (document.querySelector('loods-chat')?.shadowRoot?.querySelector(wanted)) return
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

/** The shop's own page, on which nothing runs and nothing is counted; or one that could be any shop's, in blocks. */
function drawPage(address: string | undefined): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(page)
  document.adoptedStyleSheets = [sheet]
  if (address) {
    const frame = document.createElement('iframe')
    frame.sandbox.value = ''
    frame.referrerPolicy = 'no-referrer'
    frame.tabIndex = -1
    frame.ariaHidden = 'true'
    frame.src = address
    document.body.prepend(frame)
    return
  }
  const shop = document.createElement('main')
  shop.ariaHidden = 'true'
  for (const name of ['bar', 'picture', 'title', 'price', 'button', 'text', 'text', 'text']) {
    const block = document.createElement('i')
    block.className = name
    shop.append(block)
  }
  document.body.prepend(shop)
}
