import type { PageKind, ViewAnswer } from '@loods/protocol'
import { conditionsOf, type Facts } from '@loods/protocol/conditions'
import { dueNow, factsOf, type ShopSaid } from '@loods/protocol/facts'
import { actedLately, type Memory, type Moment } from '@loods/protocol/manners'
import { createOffering, type Offer } from '@loods/protocol/offering'
import { riskOnPage } from '@loods/protocol/risk'
import { createSimulatedRelay } from './simulated-relay.ts'
import { createVirtualClock } from './virtual-clock.ts'
import type { Decision, Deed, VisitLog } from './visit-log.ts'

/** Milliseconds: what the widget's parts are built with. */
const SETTLES_AFTER = 500
const LOOK_EVERY = 1_000
const BEAT_EVERY = 30_000
/** Milliseconds from a pointer's way up until it is taken as gone. */
const GONE_AFTER = 282
/** Seconds after a key in which somebody still types. */
const TYPES = 10
/** When simulated visits begin, unless said otherwise: a Sunday at noon. */
const NOON = Date.UTC(2026, 10, 22, 12)
const ORIGIN = 'https://shop.example'

/**
 * Plays a visit: what a browser does with a page's events is played here, what follows from it is decided
 * by the code that decides in browsers and in the relay.
 * @param start when the visit begins, in milliseconds since 1970
 * @returns what the relay would have been told of triggers
 */
export async function simulate(log: VisitLog, start: number = NOON): Promise<Decision[]> {
  const clock = createVirtualClock(start)
  const relay = createSimulatedRelay(log.shop, clock.now)
  const decisions: Decision[] = []
  const browser: Browser = { memory: structuredClone(log.memory), hidden: false }
  const tell = (decision: Omit<Decision, 'at'>) =>
    decisions.push({ ...decision, at: clock.now() - start })
  let page: Page | undefined
  for (const { at, ...deed } of log.steps) {
    await clock.runTo(start + at)
    if (deed.do === 'open' && !deed.turned) {
      page?.close()
      page = openPage({ log, clock, relay, browser, tell }, deed)
    } else {
      page?.happens(deed)
    }
  }
  await clock.runTo(start + log.until)
  return decisions
}

/** What outlives a page. */
interface Browser {
  memory: Memory | undefined
  hidden: boolean
}

interface Page {
  happens(deed: Deed): void
  close(): void
}

interface Stage {
  log: VisitLog
  clock: ReturnType<typeof createVirtualClock>
  relay: ReturnType<typeof createSimulatedRelay>
  browser: Browser
  tell(decision: Omit<Decision, 'at'>): void
}

type Opened = Extract<Deed, { do: 'open' }>

/** A page that is loaded: the widget's parts come when it has settled. */
function openPage(stage: Stage, opened: Opened): Page {
  let parts: Page | undefined
  stage.browser.hidden = false
  const stop = stage.clock.after(SETTLES_AFTER, () => {
    parts = startParts(stage, opened)
  })
  return {
    happens: (deed) => parts?.happens(deed),
    close() {
      stop()
      parts?.close()
    },
  }
}

function startParts({ log, clock, relay, browser, tell }: Stage, opened: Opened): Page {
  const { triggers, manners } = log.shop
  const asksToLeave = triggers
    .flatMap(({ when }) => conditionsOf(when))
    .some(({ type }) => type === 'exit_intent')
  const said: ShopSaid[] = []
  const stops: (() => void)[] = []
  const view = createView(clock.now, browser)
  let { path, kind } = opened as { path: string; kind: PageKind }
  let answer: ViewAnswer | undefined
  let viewId: string | undefined
  let offer: Offer | undefined
  let acted = false
  let prompt: string | undefined
  let field: 'type' | 'pay' | undefined
  let covered = false
  let leaving = false
  let cartAt = Number.NEGATIVE_INFINITY

  /** What a page puts off goes with it. */
  function later(milliseconds: number, work: () => void): void {
    stops.push(clock.after(milliseconds, work))
  }

  function see(trigger?: Omit<Decision, 'at'>): ViewAnswer {
    if (trigger) tell(trigger)
    answer = relay.view({
      viewId,
      page: { url: ORIGIN + path, kind },
      device: log.device,
      ...(trigger && { trigger }),
    })
    viewId = answer.viewId
    return answer
  }

  function leave(): void {
    tellOfView()
    viewId = undefined
  }

  function turn({ fold }: Opened): void {
    prompt = undefined
    view.reset(fold)
  }

  function tellOfView(hidden?: boolean): void {
    const couponsFailed = view.read().events.filter((name) => name === 'coupon_failed').length
    if (viewId) relay.leave({ viewId, ...view.read(), couponsFailed, hidden })
  }

  const known = () => ({ answer, said, memory: browser.memory, now: clock.now() })

  function facts(): Facts {
    const { focused, visible, depth, idle, rages, events } = view.read()
    const seen = {
      rage_clicks: rages,
      field_errors: 0,
      hesitation: 0,
      risk_score: riskOnPage(log.shop.risk, answer?.visit, {
        ...{ kind, visible, device: log.device },
        now: clock.now(),
      }),
      visible_seconds: focused / 1_000,
      idle_seconds: idle / 1_000,
      scroll_depth: depth,
      exit_intent: leaving,
      logged_in: false,
      page: path,
      page_kind: kind,
      referrer: '',
      language: log.language,
      device: log.device,
      event: events,
      element: [],
    }
    return factsOf(seen, known())
  }

  function moment(): Moment {
    const now = clock.now()
    const { memory } = browser
    return {
      ...{ now, memory, covered, manners },
      acted: acted || actedLately(memory, now),
      prompted: answer?.prompted ?? false,
      hidden: browser.hidden,
      paying: field === 'pay',
      typing: field !== undefined && Number(facts().idle_seconds) < TYPES,
      secondsSinceCart: (now - cartAt) / 1_000,
    }
  }

  function blur(): void {
    if (field) view.act()
    field = undefined
  }

  function act(note: (memory: Memory) => void): void {
    acted = true
    prompt = undefined
    browser.memory = { closed: {}, accepted: [], ...browser.memory, at: clock.now() }
    note(browser.memory)
  }

  function look(): void {
    const due = dueNow(triggers, known(), facts)
    if (!due[0]) return
    offer ??= createOffering({
      facts,
      moment,
      address: () => path,
      wait: (seconds) => new Promise((resolve) => later(seconds * 1_000, resolve)),
      note: async ({ id }, did, why) => see({ id, did, why }),
      showing: () => prompt !== undefined,
      show({ id }) {
        prompt = id
      },
      giveUp() {},
    })
    void offer(due)
  }

  const deeds: { [Do in Deed['do']]?: (deed: Extract<Deed, { do: Do }>) => void } = {
    open(turned) {
      leave()
      path = turned.path
      kind = turned.kind
      turn(turned)
      see()
    },
    scroll: ({ depth }) => view.scroll(depth),
    click: view.act,
    rage: view.rage,
    type() {
      field = 'type'
      view.act()
    },
    pay() {
      field = 'pay'
      view.act()
    },
    blur,
    hide() {
      view.hide(true)
      tellOfView(true)
    },
    show: () => view.hide(false),
    cover({ on }) {
      covered = on
    },
    say: (deed) => void said.push(deed.said),
    track({ name }) {
      view.track(name)
      if (name === 'add_to_cart') cartAt = clock.now()
    },
    leave() {
      if (!asksToLeave) return
      later(GONE_AFTER, () => {
        leaving = true
        look()
        leaving = false
      })
    },
    chat: () => act(() => {}),
    close() {
      const id = prompt
      if (!id) return
      // The focus goes back to the launcher.
      blur()
      act(({ closed }) => {
        closed[id] = clock.now()
      })
      see({ id, did: 'closed' })
    },
  }

  turn(opened)
  see()
  stops.push(
    clock.every(LOOK_EVERY, look),
    clock.every(BEAT_EVERY, () => {
      if (answer?.online && !browser.hidden) see()
    }),
  )
  return {
    happens: (deed) => (deeds[deed.do] as ((deed: Deed) => void) | undefined)?.(deed),
    close() {
      leave()
      for (const stop of stops) stop()
    },
  }
}

/** What a browser measures of one page. */
function createView(now: () => number, browser: Browser) {
  let lookedAt = now()
  let actedAt = now()
  let visible = 0
  let depth = 0
  let rages = 0
  let interactions = 0
  let events: string[] = []

  function look(): void {
    if (!browser.hidden) visible += now() - lookedAt
    lookedAt = now()
  }

  function act(): void {
    actedAt = now()
    interactions += 1
  }

  return {
    reset(fold: number): void {
      look()
      actedAt = now()
      visible = 0
      depth = fold
      rages = 0
      interactions = 0
      events = []
    },
    read() {
      look()
      return {
        visible,
        focused: visible,
        depth,
        idle: now() - actedAt,
        rages,
        interactions,
        events,
      }
    },
    hide(hidden: boolean): void {
      look()
      browser.hidden = hidden
    },
    scroll(to: number): void {
      actedAt = now()
      depth = Math.max(depth, to)
    },
    rage(): void {
      act()
      rages += 1
    },
    track: (name: string) => void events.push(name),
    act,
  }
}
