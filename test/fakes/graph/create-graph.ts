import type { Hono } from 'hono'
import { seeded } from '../../support/random.ts'
import { listenTo } from '../shared/listen.ts'
import { createPlannedFaults } from '../shared/planned-faults.ts'
import { createTime, type TimeOptions } from '../shared/time.ts'
import type { Core } from './core.ts'
import { createCoreRates } from './core-rates.ts'
import { noFaults } from './faults.ts'
import { createHappenings, type Happenings } from './happenings.ts'
import { graphApp } from './http/graph-app.ts'
import { mediaApp } from './http/media-app.ts'
import type { RecordedRequest } from './http/request.ts'
import { createIdentifiers } from './identifiers.ts'
import { createLinks } from './media/links.ts'
import { MEDIA_ROUTES } from './media/media.routes.ts'
import { createMediaStore } from './media/media-store.ts'
import { PAGE_ROUTES } from './messenger/page.routes.ts'
import { createPageChat, type PageChat } from './messenger/page-chat.ts'
import { createTemplateRegistry } from './templates/registry.ts'
import { TEMPLATE_ROUTES } from './templates/template.routes.ts'
import { createOutbox } from './webhooks/outbox.ts'
import { SUBSCRIPTION_ROUTES } from './webhooks/subscription.routes.ts'
import { type Chat, createChat } from './whatsapp/chat.ts'
import { NUMBER_ROUTES } from './whatsapp/number.routes.ts'
import { PROFILE_ROUTES } from './whatsapp/profile.routes.ts'
import { type Builder, createBuilder } from './world/builder.ts'
import { createIdentities } from './world/identities.ts'
import { createThreads } from './world/threads.ts'
import { createWorld, type Page, type Person, type PhoneNumber } from './world/world.ts'

export interface GraphOptions {
  /** The same seed gives the same ids, delays and faults. */
  seed?: number
  /** Where ids are drawn from instead of the seed. */
  random?: () => number
  /** When the clock begins, and whether it runs; by default it stands still on 23 November 2026. */
  time?: Partial<TimeOptions>
  /** Webhooks, handshakes and linked media leave by this. */
  fetch?: typeof globalThis.fetch
  /** For how long a webhook is tried again, milliseconds; 36 hours by default. */
  retryFor?: number
}

/**
 * Meta's Graph API for WhatsApp and Messenger, to be talked to over HTTP and steered by hand: `time`
 * moves the clock, `faults.plan` and `faults.failNext` say what goes wrong, `outbox` has the webhooks
 * (and holds them back), `templates` and `media` what was stored, `threads` what stands on each phone.
 */
export interface Graph extends Core, Builder, Happenings {
  /** The graph host and the media host, without listening. */
  app: Hono
  mediaApp: Hono
  /** Every request that reached the graph host, oldest first. */
  requests: RecordedRequest[]
  chat: (person: Person, number: PhoneNumber) => Chat
  pageChat: (person: Person, page: Page) => PageChat
  /** Calls `look` whenever something on some phone changed; returns how to stop it. */
  onChange: (look: () => void) => () => void
  /** Opens both hosts on 127.0.0.1; ports chosen by the system unless given. */
  listen: (ports?: { graph?: number; media?: number }) => Promise<{ graph: string; media: string }>
  close: () => Promise<void>
}

const MONDAY = Date.UTC(2026, 10, 23, 9, 0, 0)

/**
 * Puts the fake together. Nothing listens until `listen`.
 *
 * @example
 * const graph = createGraph()
 * const [app, waba] = [graph.addApp(), graph.addAccount()]
 * const number = graph.addNumber(waba)
 * const token = graph.addToken(app, [waba])
 * await graph.subscribe(app, { callbackUrl, verifyToken }, [waba])
 * const chat = graph.chat(graph.addPerson({ name: 'Anna', phone: '+31612345678' }), number)
 * await chat.text('Hallo')
 */
export function createGraph(options: GraphOptions = {}): Graph {
  const looking = new Set<() => void>()
  const core = createCore(options, () => {
    for (const look of looking) look()
  })
  const requests: RecordedRequest[] = []
  const app = graphApp(core, ROUTES, requests)
  const media = mediaApp(core)
  const closing: (() => Promise<void>)[] = []
  return {
    ...core,
    ...createBuilder(core),
    ...createHappenings(core),
    app,
    mediaApp: media,
    requests,
    chat: (person, number) => createChat(core, number, person),
    pageChat: (person, page) => createPageChat(core, page, person),
    onChange(look) {
      looking.add(look)
      return () => looking.delete(look)
    },
    async listen(ports = {}) {
      for (const [host, its] of [
        ['graph', app],
        ['media', media],
      ] as const) {
        const { url, close } = await listenTo(its, ports[host] ?? 0)
        core.urls[host] = url
        closing.push(close)
      }
      return core.urls
    },
    async close() {
      core.time.stop()
      await Promise.all(closing.map((close) => close()))
    },
  }
}

const ROUTES = [
  ...NUMBER_ROUTES,
  ...PROFILE_ROUTES,
  ...MEDIA_ROUTES,
  ...TEMPLATE_ROUTES,
  ...SUBSCRIPTION_ROUTES,
  ...PAGE_ROUTES,
]

function createCore(options: GraphOptions, changed: () => void): Core {
  const { seed = 1, random = seeded(seed), fetch = globalThis.fetch, retryFor } = options
  const time = createTime({ startAt: MONDAY, running: false, ...options.time })
  const [world, threads] = [createWorld(), createThreads()]
  // Faults draw from a source of their own: a fault more or less leaves all ids as they were.
  const ids = createIdentifiers(random)
  const faults = createPlannedFaults(noFaults(), seeded(seed + 1))
  const outbox = createOutbox({ world, time, faults, fetch, ...(retryFor && { retryFor }) })
  const urls = { graph: 'http://graph.invalid', media: 'http://media.invalid' }
  const { now } = time
  return {
    world,
    time,
    ids,
    faults,
    outbox,
    threads,
    fetch,
    changed,
    urls,
    identities: createIdentities({
      world,
      ids,
      now,
      lastMet: (number, person) => threads.of(number.id, person.id).phoneMetAt,
    }),
    media: createMediaStore({ ids, now, base: () => urls.media }),
    links: createLinks({ fetch, now }),
    templates: createTemplateRegistry({ world, ids, time, outbox }),
    rates: createCoreRates(world, now),
  }
}
