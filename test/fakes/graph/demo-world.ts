import { seeded } from '../../support/random.ts'
import { createGraph, type Graph, type GraphOptions } from './create-graph.ts'
import type { App, Page, Person, PhoneNumber, Token, Waba } from './world/world.ts'

/** A shop with its own number and page, an operator's service number, a merchant and a shopper. */
export interface DemoWorld {
  graph: Graph
  app: App
  shop: DemoNumber
  /** The operator's, by an app of its own. */
  service: DemoNumber & { app: App }
  page: Page
  pageToken: Token
  merchant: Person
  shopper: Person
}

interface DemoNumber {
  waba: Waba
  number: PhoneNumber
  token: Token
}

/**
 * Demo data on a running clock: who and what is there has the same ids and tokens after each start,
 * what happens then has new ones, so that who remembers an earlier run takes nothing for a repetition.
 */
export function createDemoWorld(options: GraphOptions = {}): DemoWorld {
  let random = seeded(options.seed ?? 1)
  const time = { running: true, startAt: Date.now() }
  const world = populate(createGraph({ time, random: () => random(), ...options }))
  random = Math.random
  return world
}

function populate(graph: Graph): DemoWorld {
  const app = graph.addApp({ name: 'Loods demo' })
  const business = graph.addBusiness({ name: 'Lamp & Linnen' })
  const shop = account(graph, app, graph.addAccount({ business }), {
    digits: '31858880001',
    displayPhoneNumber: '+31 85 888 0001',
    verifiedName: 'Lamp & Linnen',
  })
  const operator = graph.addBusiness({ name: 'Loods' })
  const operatorsApp = graph.addApp({ name: 'Loods service' })
  const service = account(graph, operatorsApp, graph.addAccount({ business: operator }), {
    digits: '31858880002',
    displayPhoneNumber: '+31 85 888 0002',
    verifiedName: 'Loods',
  })
  const page = graph.addPage(business, { username: 'lampenlinnen' })
  const merchant = graph.addPerson({ id: 'merchant', name: 'Mila Visser', phone: '+31612340001' })
  const shopper = graph.addPerson({ id: 'shopper', name: 'Sam de Boer', phone: '+31612340002' })
  for (const person of [merchant, shopper]) {
    for (const { number } of [shop, service]) graph.identities.bsuidOf(number, person)
    graph.identities.psidOf(page.id, person)
  }
  return {
    graph,
    app,
    shop,
    service: { ...service, app: operatorsApp },
    page,
    pageToken: graph.addPageToken(app, page),
    merchant,
    shopper,
  }
}

function account(graph: Graph, app: App, waba: Waba, given: Partial<PhoneNumber>): DemoNumber {
  return { waba, number: graph.addNumber(waba, given), token: graph.addToken(app, [waba]) }
}
