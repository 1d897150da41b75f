import type { Page, Request, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ViewEnd, ViewRequest, WidgetConfig } from '../../relay/protocol/src/index.ts'
import { DEFAULT_MANNERS } from '../../relay/protocol/src/manners.ts'
import { FOLD, PAGES, randomVisit } from '../../relay/src/simulator/random-visits.ts'
import { seeded } from '../../relay/src/simulator/seeded.ts'
import { simulate } from '../../relay/src/simulator/simulate.ts'
import {
  createSimulatedRelay,
  type SimulatedRelay,
} from '../../relay/src/simulator/simulated-relay.ts'
import type { Decision, Deed, Step, VisitLog } from '../../relay/src/simulator/visit-log.ts'
import { setUpOwner, startTestRelay } from '../../relay/src/testing/test-relay.ts'
import { DESK, openBrowser } from '../support/chromium.ts'

/** Visits that are compared, and the first of their seeds; more of them: SIMULATED_VISITS=500. */
const VISITS = Number(process.env.SIMULATED_VISITS ?? 24)
const SEED = Number(process.env.SIMULATED_SEED ?? 1)
/** Milliseconds by which a browser and the simulator may differ. */
const TOLERANCE = 1_000
/** Milliseconds after a page was opened in which its widget starts, and between two of its beats. */
const SETTLED = 500
const BEAT = 30_000
/** The parts a page may load, which then wait in the browser. */
const PARTS = ['triggers', 'offers', 'leaving', 'troubles', 'risk'].map(
  (part) => `/widget/${part}.js`,
)
const START = Date.UTC(2026, 10, 22, 12)

/** A visit that goes on in the browser. */
interface Playing {
  log: VisitLog
  start: number
  relay: SimulatedRelay
  decisions: Decision[]
}

let close: () => Promise<void>
let page: Page
let origin: string
let siteKey: string
let now = START
let playing: Playing

beforeAll(async () => {
  const relay = await startTestRelay()
  const owner = await setUpOwner(relay)
  const browser = await openBrowser()
  close = async () => {
    await browser.close()
    await relay[Symbol.asyncDispose]()
  }
  origin = relay.url
  siteKey = owner.siteKey
  const config = await relay.json<WidgetConfig>(`/widget/v1/${siteKey}/config?lang=nl`)
  const context = await browser.newContext({ ...DESK, locale: 'nl-NL' })
  page = await context.newPage()
  await page.addInitScript(watchRequests)
  await page.route(isPage, (route) =>
    route.fulfill({ contentType: 'text/html', body: html(route.request()) }),
  )
  await page.route('**/widget/v1/**', (route) => answer(route, config))
  await page.clock.install({ time: START - 3_600_000 })
  await page.clock.pauseAt(START)
  await page.goto(`${origin}/empty`)
})
afterAll(() => close())

it(`a browser and the simulator offer the same help at the same moment, in ${VISITS} visits`, async () => {
  const seen = { shown: 0, suppressed: 0 }
  for (let seed = SEED; seed < SEED + VISITS; seed += 1) {
    const log = randomVisit(seeded(seed), now)
    const planned = await simulate(log, now)
    const decisions = await play(log, planned)
    const told = `seed ${seed}: ${JSON.stringify({ log, planned, decisions })}`
    expect(decisions.map(inWords), told).toEqual(planned.map(inWords))
    for (const [n, { at }] of planned.entries()) {
      expect(Math.abs((decisions[n] as Decision).at - at), told).toBeLessThanOrEqual(TOLERANCE)
    }
    seen.shown += planned.filter(({ did }) => did === 'shown').length
    seen.suppressed += planned.filter(({ did }) => did === 'suppressed').length
  }
  // Visits in which nothing happens would be the same whatever the code does.
  expect(seen.shown).toBeGreaterThan(VISITS / 5)
  expect(seen.suppressed).toBeGreaterThan(VISITS / 10)
}, 300_000)

function inWords({ id, did, why }: Decision): string {
  return [id, did, why].filter(Boolean).join(' ')
}

/** Plays a visit in the browser. @returns what its page told of triggers */
async function play(log: VisitLog, planned: Decision[]): Promise<Decision[]> {
  const start = now
  const relay = createSimulatedRelay(log.shop, () => now)
  playing = { log, start, relay, decisions: [] }
  await page.evaluate(
    ([name, memory]) => {
      localStorage.clear()
      if (memory) localStorage[name] = memory
    },
    [`loods.${siteKey}.quiet`, log.memory ? JSON.stringify(log.memory) : ''] as const,
  )
  // What is asked of the relay is answered while time stands still.
  const beats = log.steps.flatMap(({ at, ...deed }) =>
    deed.do === 'open' && !deed.turned ? [1, 2, 3, 4].map((n) => at + SETTLED + n * BEAT) : [],
  )
  const stops = [...planned.map(({ at }) => at), ...beats].map((at) => at + 1)
  for (const step of log.steps) {
    await runTo(start, step.at, stops)
    await happens(step)
  }
  await runTo(start, log.until, stops)
  await page.evaluate(() => dispatchEvent(new Event('pagehide')))
  await settled()
  return playing.decisions
}

/** Lets time pass in the page, with a halt wherever something is asked of the relay. */
async function runTo(start: number, until: number, stops: number[]): Promise<void> {
  const between = stops.filter((at) => start + at > now && at < until).sort((a, b) => a - b)
  for (const at of [...between, until]) {
    if (start + at <= now) continue
    const passes = start + at - now
    now = start + at
    await page.clock.runFor(passes)
    await settled()
  }
}

async function pass(milliseconds: number): Promise<void> {
  now += milliseconds
  await page.clock.runFor(milliseconds)
}

async function happens(step: Step): Promise<void> {
  if (step.do === 'open' && !step.turned) {
    await page.evaluate(() => dispatchEvent(new Event('pagehide')))
    await settled()
    await page.goto(`${origin}${step.path}`)
    // As text, because a test's own imports are rewritten.
    await page.evaluate(`Promise.all(${JSON.stringify(PARTS)}.map((part) => import(part)))`)
    await settled()
    await pass(SETTLED)
    await page.waitForFunction(() => window.asked > 0, undefined, { polling: 10 })
  } else if (step.do === 'leave') {
    for (const y of [400, 5]) {
      await page.evaluate((y) => window.pointer('mousemove', y), y)
      await pass(16)
    }
    await page.evaluate(() => window.pointer('mouseleave', -3))
  } else {
    await page.evaluate(deed, { ...step, title: titleOf(step) })
    if (step.do === 'open') await pass(1)
  }
  await settled()
}

/** Does in a page what a shopper or the page itself would do. */
function deed(step: Deed & { title: string }): void {
  const type = (selector: string) => {
    const field = document.querySelector<HTMLInputElement>(selector)
    field?.focus()
    field?.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }))
  }
  const click = () =>
    document.querySelector('h1')?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  const hide = (hidden: boolean) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }
  const widget = document.querySelector('loods-chat')
  if (step.do === 'open') {
    const facts = document.getElementById('loods-page')
    if (facts) facts.textContent = JSON.stringify({ kind: step.kind })
    window.scrolledTo(step.fold)
    history.pushState({}, '', step.path)
  }
  if (step.do === 'scroll') {
    window.scrolledTo(step.depth)
    document.dispatchEvent(new Event('scroll'))
  }
  if (step.do === 'click') click()
  if (step.do === 'rage') for (const _ of [1, 2, 3]) click()
  if (step.do === 'type') type('#search')
  if (step.do === 'pay') type('#card')
  if (step.do === 'blur') (document.activeElement as HTMLElement | null)?.blur()
  if (step.do === 'hide') hide(true)
  if (step.do === 'show') hide(false)
  if (step.do === 'cover') {
    const cover = document.getElementById('cover') as HTMLElement
    cover.hidden = !step.on
  }
  if (step.do === 'say') window.loods?.('context', step.said as never)
  if (step.do === 'track') window.loods?.('track', step.name)
  // What the panel tells when it opens; with the panel itself this has nothing to do.
  if (step.do === 'chat') widget?.dispatchEvent(new CustomEvent('open'))
  if (step.do === 'close') {
    widget?.shadowRoot?.querySelector<HTMLElement>('.prompt header button')?.click()
  }
}

function titleOf(step: Step): string {
  return step.do === 'open' ? step.path : ''
}

/** Waits until the page has heard every answer, and done what followed; time stands still meanwhile. */
async function settled(): Promise<void> {
  await page.evaluate(async () => {
    for (let calm = 0; calm < 4; calm = window.asking > 0 ? 0 : calm + 1) await window.turn()
  })
}

declare global {
  interface Window {
    /** Questions to the relay so far, and those that wait for their answer. */
    asked: number
    asking: number
    /** One turn of the browser's own, which no clock of a test holds back. */
    turn(): Promise<void>
    pointer(type: string, y: number): void
    scrolledTo(depth: number): void
  }
}

/** Runs before a page's own scripts. */
function watchRequests(): void {
  const ask = window.fetch
  window.asked = 0
  window.asking = 0
  window.turn = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve()
      port2.postMessage(0)
    })
  window.fetch = async (input, init) => {
    window.asking += 1
    const headers = { 'x-at': String(Date.now()) }
    try {
      const response = await ask(input, { ...init, headers })
      const body = await response.text()
      return new Response(body, { status: response.status })
    } finally {
      if (String(input).endsWith('/views')) window.asked += 1
      window.asking -= 1
    }
  }
  window.pointer = (type, clientY) =>
    document.documentElement.dispatchEvent(new MouseEvent(type, { clientY }))
  window.scrolledTo = (depth) => {
    const y = (depth / 100) * document.documentElement.scrollHeight - innerHeight
    Object.defineProperty(window, 'scrollY', { configurable: true, get: () => y })
  }
  document.hasFocus = () => true
}

function isPage({ pathname }: URL): boolean {
  return pathname === '/empty' || PAGES.some(({ path }) => path === pathname)
}

/** A page of the shop, five windows high. */
function html(request: Request): string {
  const path = new URL(request.url()).pathname
  const step = playing?.log.steps.find((step) => step.do === 'open' && step.path === path)
  const kind = step?.do === 'open' ? step.kind : 'other'
  const body = `<body style="margin:0;height:${100 / (FOLD / 100)}vh"><h1>Lampen</h1>
<input id="search"><input id="card" autocomplete="cc-number">
<div id="cover" hidden style="position:fixed;inset:0"></div>`
  if (path === '/empty') return '<!doctype html>'
  return `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Lampen</title>
<script type="application/json" id="loods-page">${JSON.stringify({ kind })}</script>
<script async src="/widget/loader.js" data-site="${siteKey}"></script>${body}`
}

async function answer(route: Route, config: WidgetConfig): Promise<void> {
  const request = route.request()
  const question = new URL(request.url()).pathname.split('/').at(-1)
  const { log, relay } = playing
  const json = (body: unknown) => route.fulfill({ json: body })
  if (question === 'config') {
    const { perVisit: _, ...manners } = log.shop.manners
    const differing = Object.entries(manners).filter(
      ([name, value]) => value !== DEFAULT_MANNERS[name as 'early'],
    )
    const { triggers, risk } = log.shop
    return json({ ...config, triggers, risk, manners: Object.fromEntries(differing) })
  }
  const body = request.postDataJSON() as ViewRequest & ViewEnd
  if (question === 'leave') {
    relay.leave(body)
    return json({})
  }
  if (question !== 'views') return route.abort()
  const { trigger } = body
  const at = Number(request.headers()['x-at']) - playing.start
  if (trigger) playing.decisions.push({ ...trigger, at })
  return json(relay.view(body))
}
