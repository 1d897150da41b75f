import {
  createGraph,
  type Graph,
  type GraphOptions,
} from '../../../test/fakes/graph/create-graph.ts'
import type {
  App,
  Page,
  Person,
  PhoneNumber,
  Token,
  Waba,
} from '../../../test/fakes/graph/world/world.ts'
import type { ChannelAccount } from '../channels/account.ts'
import { startTalk, type Talk } from './talk.ts'
import type { TestRelay } from './test-relay.ts'

/** A relay with one shop that is on WhatsApp and Messenger, and the networks it is on. */
export interface ChannelTalk extends AsyncDisposable {
  talk: Talk
  relay: TestRelay
  graph: Graph
  app: App
  waba: Waba
  number: PhoneNumber
  token: Token
  page: Page
  pageToken: Token
  /** A shopper with a phone. */
  anna: Person
  /** The shop's number and page as the relay knows them. */
  whatsapp: ChannelAccount
  messenger: ChannelAccount
  /** Where the network brings what happens on a channel. */
  callback(channel: ChannelAccount): string
  /** Points the network's webhooks at the relay, for the number and the page. */
  subscribe(): Promise<void>
}

/**
 * Both sides live on one clock, which is the network's (`graph.time`): it stands still unless told
 * otherwise. @param options.clock only where the relay's clock is to differ
 */
export async function startChannelTalk(
  options: Parameters<typeof startTalk>[0] & {
    graph?: GraphOptions
    /** Adds to the network before the relay starts. @returns settings of the relay that follow from it */
    before?: (graph: Graph, app: App) => Record<string, string>
  } = {},
): Promise<ChannelTalk> {
  const graph = createGraph(options.graph)
  const urls = await graph.listen()
  const app = graph.addApp()
  const more = options.before?.(graph, app)
  const [graphHost, mediaHost] = [new URL(urls.graph), new URL(urls.media)]
  const talk = await startTalk({
    clock: graph.time.now,
    ...options,
    env: {
      GRAPH_URL: urls.graph,
      GRAPH_MEDIA_HOSTS: mediaHost.hostname,
      EGRESS_ALLOW: [graphHost.host, mediaHost.host].join(','),
      LOG_LEVEL: 'silent',
      ...more,
      ...options.env,
    },
  })
  const waba = graph.addAccount()
  const business = graph.world.businesses.get(waba.businessId)
  if (!business) throw new Error('the account has no business')
  const number = graph.addNumber(waba)
  const token = graph.addToken(app, [waba])
  const page = graph.addPage(business)
  const pageToken = graph.addPageToken(app, page)
  const { channels } = talk.relay.context
  const { siteId } = talk.owner
  const whatsapp = await channels.add({
    siteId,
    kind: 'whatsapp',
    externalId: number.id,
    businessId: waba.id,
    name: number.verifiedName,
    address: number.displayPhoneNumber,
    token: token.value,
    appSecret: app.secret,
  })
  const messenger = await channels.add({
    siteId,
    kind: 'messenger',
    externalId: page.id,
    businessId: null,
    name: page.name,
    address: page.username,
    token: pageToken.value,
    appSecret: app.secret,
  })
  const callback = ({ id }: ChannelAccount) => `${talk.relay.url}/channels/${id}/webhook`
  return {
    talk,
    relay: talk.relay,
    graph,
    app,
    waba,
    number,
    token,
    page,
    pageToken,
    anna: graph.addPerson({ name: 'Anna de Vries', phone: '+31 6 1234 5678' }),
    whatsapp,
    messenger,
    callback,
    async subscribe() {
      for (const [channel, of] of [
        [whatsapp, waba],
        [messenger, page],
      ] as const) {
        const { verifyToken } = await channels.secrets(channel.id, 'set up')
        await graph.subscribe(app, { callbackUrl: callback(channel), verifyToken }, [of])
      }
    },
    async [Symbol.asyncDispose]() {
      await talk[Symbol.asyncDispose]()
      await graph.close()
    },
  }
}
