import { createGraph, type Graph, type GraphOptions } from './create-graph.ts'
import type { App, Page, Person, PhoneNumber, Token, Waba } from './world/world.ts'

/** A shop with its own number and page, an operator's service number, a merchant and a shopper. */
export interface DemoWorld {
  graph: Graph
  app: App
  shop: { waba: Waba; number: PhoneNumber; token: Token }
  service: { waba: Waba; number: PhoneNumber; token: Token }
  page: Page
  pageToken: Token
  merchant: Person
  shopper: Person
}

/** Seeded demo data on a running clock; the same seed gives the same ids and tokens. */
export function createDemoWorld(options: GraphOptions = {}): DemoWorld {
  const graph = createGraph({ time: { running: true, startAt: Date.now() }, ...options })
  const app = graph.addApp({ name: 'Loods demo' })
  const business = graph.addBusiness({ name: 'Huis & Haard' })
  const shop = account(graph, app, graph.addAccount({ business }), {
    digits: '31858880001',
    displayPhoneNumber: '+31 85 888 0001',
    verifiedName: 'Huis & Haard',
  })
  const operator = graph.addBusiness({ name: 'Loods' })
  const service = account(graph, app, graph.addAccount({ business: operator }), {
    digits: '31858880002',
    displayPhoneNumber: '+31 85 888 0002',
    verifiedName: 'Loods',
  })
  const page = graph.addPage(business, { username: 'huisenhaard' })
  return {
    graph,
    app,
    shop,
    service,
    page,
    pageToken: graph.addPageToken(app, page),
    merchant: graph.addPerson({ id: 'merchant', name: 'Mila Visser', phone: '+31612340001' }),
    shopper: graph.addPerson({ id: 'shopper', name: 'Sam de Boer', phone: '+31612340002' }),
  }
}

function account(
  graph: Graph,
  app: App,
  waba: Waba,
  given: Partial<PhoneNumber>,
): { waba: Waba; number: PhoneNumber; token: Token } {
  return { waba, number: graph.addNumber(waba, given), token: graph.addToken(app, [waba]) }
}
