import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PageKind } from '@loods/protocol'
import { createInsights, type Insights } from '../../relay/src/insights/insights.ts'
import { named } from '../../relay/src/insights/named.ts'
import { dayOf } from '../../relay/src/insights/tally.ts'
import { createLogger } from '../../relay/src/logger.ts'
import { createVisits, type Visits } from '../../relay/src/visitors/visits.ts'
import { seeded } from '../../test/support/random.ts'
import { type Bench, goal } from '../harness/bench.ts'
import { quantile } from '../harness/statistics.ts'

const DAY = 86_400_000
const TODAY = Date.UTC(2026, 10, 22, 12)
/** Days over which the visits are spread. */
const DAYS = 90
const RULES = { languages: ['nl', 'en'], merge: [], split: [] }
const WAY: PageKind[] = ['category', 'product', 'cart']
/** Visits begun and ended together: fewer than a shop may have at once. */
const CROWD = 4_000
const GOAL_VIEWS = 5_000
const GOAL_REPORT = 200

/** What counting a page view costs, and whether a report gets slower the more was counted. */
export const visits: Bench = {
  name: 'visits',
  async run({ quick, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'loods-bench-'))
    const path = join(folder, 'insights.sqlite')
    const insights = createInsights({ path, log: createLogger('error') })
    const shop = createShop(insights)
    const rows: number[][] = []
    for (let part = 1; part <= 5; part++) {
      const speed = await countCrowds(shop, insights, quick ? 5 : 170)
      rows.push([shop.views(), speed, await timeReport(insights), statSync(path).size / 1e6])
      say(`${shop.views()} views counted`)
    }
    await insights[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
    const slowest = Math.min(...rows.map(([, speed]) => speed ?? 0))
    const report = Math.max(...rows.map(([, , time]) => time ?? 0))
    return {
      tables: [
        {
          title: 'Page views from what a request tells to the disk, and the report of all pages',
          columns: ['views so far', 'views/s', 'report ms (p95)', 'file MB'],
          rows: rows.map(([views = 0, ...rest]) => [views.toLocaleString('en-US'), ...rest]),
        },
      ],
      notes: [
        goal(`${GOAL_VIEWS} views/s`, slowest >= GOAL_VIEWS, `${Math.round(slowest)} at least`),
        goal(
          `report in ${GOAL_REPORT} ms`,
          report <= GOAL_REPORT,
          `${Math.round(report)} ms at most`,
        ),
      ],
      measured: rows,
    }
  },
}

interface Crowded {
  /** A crowd walks through the shop, each visitor seeing three pages, and leaves. */
  crowd(): void
  views(): number
}

function createShop(insights: Insights): Crowded {
  const random = seeded(20261122)
  let now = TODAY
  let count = 0
  const visits: Visits = createVisits({
    clock: () => now,
    onChange() {},
    onEnd: (visit) => insights.record(named(visit, RULES)),
  })
  return {
    views: () => count,
    crowd() {
      now = TODAY - Math.floor(random() * DAYS) * DAY
      for (let visitor = 0; visitor < CROWD; visitor++) {
        for (const kind of WAY) {
          count += 1
          lookAt(visits, visitor, { viewId: `view-${count}`, kind, random })
        }
      }
      visits.endAll()
    },
  }
}

function lookAt(
  visits: Visits,
  visitor: number,
  { viewId, kind, random }: { viewId: string; kind: PageKind; random: () => number },
): void {
  const page = Math.floor(random() ** 2 * 800)
  const url = `https://lamp.example/nl/${kind}/lamp-${kind === 'cart' ? '' : page}?utm_source=mail`
  const agent = visitor % 3 ? 'Phone' : 'Desk'
  const device = visitor % 3 ? 'phone' : 'desk'
  visits.view(
    'shop',
    { address: `10.0.${visitor >> 8}.${visitor & 255}`, agent },
    {
      viewId,
      page: { url, kind },
      device,
    },
  )
  const visible = Math.round(random() ** 2 * 60_000)
  visits.leave('shop', { viewId, visible, focused: visible, depth: 50, interactions: 1 })
}

/** @returns views a second until they are on the disk */
async function countCrowds(shop: Crowded, insights: Insights, crowds: number): Promise<number> {
  const before = shop.views()
  const start = performance.now()
  for (let crowd = 0; crowd < crowds; crowd++) {
    shop.crowd()
    // Answered once everything before it is written.
    await insights.ask('steps', { siteId: 'shop', from: 0, to: 0 })
  }
  return ((shop.views() - before) * 1_000) / (performance.now() - start)
}

/** @returns milliseconds */
async function timeReport(insights: Insights): Promise<number> {
  const to = dayOf(TODAY)
  const times: number[] = []
  // What is found of pages is found anew once a day or after many visits, which no report waits for.
  for (let round = 0; round < 2; round++) {
    await insights.ask('pages', { siteId: 'shop', from: to - 27, to })
  }
  for (let round = 0; round < 20; round++) {
    const start = performance.now()
    await insights.ask('pages', { siteId: 'shop', from: to - 27, to })
    times.push(performance.now() - start)
  }
  return quantile(
    times.toSorted((one, other) => one - other),
    0.95,
  )
}
