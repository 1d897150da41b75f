import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Hono } from 'hono'
import type { ChannelAccount } from '../relay/src/channels/account.ts'
import type { NewChannel } from '../relay/src/channels/channel.service.ts'
import type { RunningRelay } from '../relay/src/run.ts'
import type { Site } from '../relay/src/sites/site.service.ts'
import { createDemoWorld, type DemoWorld } from '../test/fakes/graph/demo-world.ts'
import { phoneApp } from '../test/fakes/graph/phone/phone-app.ts'
import { PAGE_FIELDS, WHATSAPP_FIELDS } from '../test/fakes/graph/world/builder.ts'
import type { App, Page, Waba } from '../test/fakes/graph/world/world.ts'

type Env = Record<string, string | undefined>
/** What is needed of a relay that runs. */
type Relay = Pick<RunningRelay, 'url' | 'context'>

/** How often is looked whether the relay has an owner, milliseconds. */
const LOOK = 1000

/** Networks on this machine, and what a relay that is to talk with them gets. */
export interface DemoNetworks {
  world: DemoWorld
  /** The relay's settings with the networks in them. */
  env: Env
  /** The merchant's and the shopper's phones as a page. */
  phones: Hono
  /** Connects the demo shop's number and page, as soon as somebody made the shop. */
  connect(relay: Relay): Promise<void>
}

/**
 * Starts Meta's Graph API for the demo shop, in this process and on loopback.
 * @param env the relay's settings so far
 * @param clockFile where how far the clock was put ahead is kept, so that it never goes back
 */
export async function startDemoNetworks(env: Env, clockFile?: string): Promise<DemoNetworks> {
  const ahead = clockFile === undefined ? 0 : readAhead(clockFile)
  const world = createDemoWorld({ time: { running: true, startAt: Date.now() + ahead } })
  if (clockFile !== undefined) keepAhead(world, clockFile)
  const { graph, media } = await world.graph.listen()
  const [graphHost, mediaHost] = [new URL(graph), new URL(media)]
  const ending = new AbortController()
  const { number, waba, token, app } = world.service
  return {
    world,
    env: {
      ...env,
      GRAPH_URL: graph,
      GRAPH_MEDIA_HOSTS: mediaHost.hostname,
      EGRESS_ALLOW: [env.EGRESS_ALLOW, graphHost.host, mediaHost.host].filter(Boolean).join(','),
      SERVICE_WHATSAPP: [number.id, waba.id, token.value, app.secret].join(':'),
      CHAT_LINKS: '/demo/wa,/demo/m',
    },
    phones: phoneApp(world.graph, [world.merchant, world.shopper], ending.signal),
    async connect(relay) {
      const { stopping } = relay.context
      stopping.signal.addEventListener('abort', () => ending.abort())
      const site = await firstSite(relay)
      if (site) await connectShop(world, relay, site)
    },
  }
}

/** Milliseconds the clock is ahead; 0 until somebody put it ahead. */
function readAhead(file: string): number {
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  return Number.isFinite(kept) ? kept : 0
}

function keepAhead({ graph }: DemoWorld, file: string): void {
  graph.onChange(() => {
    const ahead = graph.time.now() - Date.now()
    if (Math.abs(ahead - readAhead(file)) > LOOK) writeFileSync(file, String(ahead))
  })
}

/** The demo shop, as soon as somebody made it; undefined when the relay stops first. */
async function firstSite({ context }: Relay): Promise<Site | undefined> {
  const { sites, stopping } = context
  while (!stopping.signal.aborted) {
    const site = await sites.first()
    if (site) return site
    await setTimeout(LOOK, undefined, { ref: false })
  }
}

/** Adds the shop's number and page unless an earlier start did, and points their webhooks here. */
async function connectShop(world: DemoWorld, relay: Relay, site: Site): Promise<void> {
  const { shop, service, page, pageToken, app } = world
  const whatsapp = await channelOf(relay, {
    siteId: site.id,
    kind: 'whatsapp',
    externalId: shop.number.id,
    businessId: shop.waba.id,
    name: shop.number.verifiedName,
    address: shop.number.displayPhoneNumber,
    token: shop.token.value,
    appSecret: app.secret,
  })
  const messenger = await channelOf(relay, {
    siteId: site.id,
    kind: 'messenger',
    externalId: page.id,
    businessId: null,
    name: page.name,
    address: page.username,
    token: pageToken.value,
    appSecret: app.secret,
  })
  const { channels, writer } = relay.context
  await writer.run(async (tx) => {
    const told = { appId: app.id, shakenAt: tx.now, subscribedAt: tx.now }
    for (const channel of [whatsapp, messenger]) await channels.note(tx, channel, told)
  })
  const callbackUrl = (id: string) => `${relay.url}/channels/${id}/webhook`
  listenToNumber(app, shop.waba, callbackUrl(whatsapp.id))
  listenToNumber(service.app, service.waba, callbackUrl('service'))
  listenToPage(app, page, callbackUrl(messenger.id))
}

async function channelOf({ context }: Relay, channel: NewChannel): Promise<ChannelAccount> {
  const { channels } = context
  return (
    (await channels.byExternal(channel.kind, channel.externalId)) ?? (await channels.add(channel))
  )
}

/** As an app's dashboard does after its callback has shaken hands. */
function listenToNumber(app: App, waba: Waba, callbackUrl: string): void {
  const fields = new Set(WHATSAPP_FIELDS)
  app.subscriptions.set('whatsapp_business_account', { callbackUrl, verifyToken: '', fields })
  waba.subscribedApps.set(app.id, undefined)
}

function listenToPage(app: App, page: Page, callbackUrl: string): void {
  const fields = new Set(PAGE_FIELDS)
  app.subscriptions.set('page', { callbackUrl, verifyToken: '', fields })
  page.subscribedApps.set(app.id, fields)
}
