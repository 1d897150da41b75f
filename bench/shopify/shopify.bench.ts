import { openShopifyStage, type ShopifyStage } from '../../test/browser/shopify-stage.ts'
import { DESK, openWholeBrowser, PHONE } from '../../test/support/chromium.ts'
import { alternate, type Bench, type BenchOptions, goal } from '../harness/bench.ts'
import { median, medians } from '../harness/statistics.ts'
import { type VisitCost, visit } from '../page/visit.ts'
import { type AdminCost, useAdmin } from './admin-page.ts'

/** What Shopify asks of a page in its admin: https://shopify.dev/docs/apps/launch/built-for-shopify/requirements */
const GOAL = { largest: 1_000, shift: 0, slowest: 100 }

/** The app's page in the Shopify admin, and what the app embed costs on a page of the shop. */
export const shopify: Bench = {
  name: 'shopify',
  async run(options) {
    await using stage = await openShopifyStage()
    stage.talk.shopify.setEmbed(stage.talk.shop, 'chat', true)
    await beginChats(stage)
    const admin = await measureAdmin(stage, options)
    const shop = await measureShop(stage, options)
    return {
      tables: [adminTable(admin), shopTable(shop)],
      notes: [...Object.entries(admin).flatMap(adminNotes), ...shopNotes(shop)],
      measured: { admin, shop },
    }
  },
}

/** The admin's page shows the steps until somebody has written, and then the inbox. */
async function beginChats({ talk, owner }: ShopifyStage): Promise<void> {
  const token = owner.token
  await talk.relay.json(`/api/sites/${owner.siteId}/shopify/test-message`, { token, body: {} })
}

async function measureAdmin({ talk }: ShopifyStage, options: BenchOptions) {
  await using browser = await openWholeBrowser()
  const url = talk.shopify.appPage(talk.shop)
  return await alternate<AdminCost>(
    {
      desk: () => useAdmin(browser, url, DESK),
      phone: () => useAdmin(browser, url, PHONE),
    },
    options,
  )
}

async function measureShop({ talk }: ShopifyStage, options: BenchOptions) {
  await using browser = await openWholeBrowser()
  const url = `${talk.shopify.storefrontHost(talk.shop)}/products/hei`
  const look = (on: boolean) => () => {
    talk.shopify.setEmbed(talk.shop, 'chat', on)
    return visit(browser, url)
  }
  await look(false)()
  return await alternate<VisitCost>(
    { without: look(false), 'without, again': look(false), 'with the chat': look(true) },
    options,
  )
}

function adminTable(measured: Record<string, AdminCost[]>) {
  return {
    title: 'The app’s page in the Shopify admin, CPU 4 times slower (medians)',
    columns: ['on a', 'LCP ms, first time', 'LCP ms, after', 'CLS', 'INP ms'],
    rows: Object.entries(measured).map(([name, rounds]) => {
      const { first, largest, shift, slowest } = medians(rounds)
      return [name, first, largest, shift, slowest]
    }),
  }
}

function adminNotes([name, rounds]: [string, AdminCost[]]): string[] {
  const { first, largest, shift, slowest } = medians(rounds)
  const worst = Math.max(first, largest)
  return [
    goal(
      `${name}: LCP at most ${GOAL.largest} ms`,
      worst <= GOAL.largest,
      `${worst.toFixed(0)} ms`,
    ),
    goal(`${name}: no layout shift`, shift <= GOAL.shift, shift.toFixed(3)),
    goal(
      `${name}: INP at most ${GOAL.slowest} ms`,
      slowest <= GOAL.slowest,
      `${slowest.toFixed(0)} ms`,
    ),
  ]
}

function shopTable(measured: Record<string, VisitCost[]>) {
  return {
    title: 'A product page of a Shopify shop on a slow phone (medians)',
    columns: ['page', 'script ms', 'extra', 'TBT ms', 'CLS', 'KB'],
    rows: Object.entries(measured).map(([name, rounds]) => {
      const { script, blocking, shift, kilobytes } = medians(rounds)
      return [name, script, script - floor(measured), blocking, shift, kilobytes]
    }),
  }
}

/** Milliseconds of script of the page itself. */
function floor(measured: Record<string, VisitCost[]>): number {
  return median(bare(measured).map(({ script }) => script))
}

function bare({ without = [], 'without, again': again = [] }: Record<string, VisitCost[]>) {
  return [...without, ...again]
}

function shopNotes(measured: Record<string, VisitCost[]>): string[] {
  const { blocking, shift } = medians(measured['with the chat'] ?? [])
  const most = (name: 'blocking' | 'shift') => Math.max(...bare(measured).map((cost) => cost[name]))
  return [
    goal('no blocking time beyond the A/A row', blocking <= most('blocking'), `${blocking} ms`),
    goal('no layout shift beyond the A/A row', shift <= most('shift'), String(shift)),
  ]
}
