import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildPlugin } from '../../scripts/build-wordpress.ts'
import { isInstalled } from '../../scripts/system-packages.ts'
import type { WordPressOptions } from '../../test/support/wordpress/wordpress.ts'
import { openShop, type Shop } from '../../test/wordpress/shop.ts'
import { openWooShop } from '../../test/wordpress/woo-shop.ts'
import { type Bench, type BenchOptions, goal } from '../harness/bench.ts'
import { type Interval, median, medianInterval, medianRatio } from '../harness/statistics.ts'

/** What one page view cost the shop's server. */
interface View {
  /** Microseconds of CPU from where plugins begin to load to the end of the view. */
  view: number
  /** Those of it in which plugins run: loading, the page's scripts, its footer. What a theme does hides nothing there. */
  hooks: number
  queries: number
  remote: number
  /** Whether the plugin was there. */
  loods: boolean
}

/** Views of one page: without the plugin, with it, and without it once more, in turn. */
interface Measured {
  page: string
  without: View[]
  with: View[]
  again: View[]
}

/** Views of each kind in one round; each of PHP's workers has every file in memory before that. */
const VIEWS = 60
const WARM_UP = 40
const GOAL_MS = 1

/** What the plugin costs a page view of a shop, on the shop's own server. */
export const wordpress: Bench = {
  name: 'wordpress',
  async run(options) {
    await buildPlugin(options.say)
    const database = isInstalled('mariadb-server') ? 'mariadb' : 'sqlite'
    await using shop = await open({ database })
    await shop.startChat()
    shop.wordpress.mustUse('measure', measurePhp())
    const measured: Measured[] = []
    for (const [page, path] of Object.entries(pages())) {
      measured.push(await measure(page, shop.wordpress.url + path, options))
    }
    return { tables: [toTable(measured, database)], notes: measured.flatMap(toNotes), measured }
  },
}

function open(options: WordPressOptions): Promise<Shop> {
  return process.env.WOOCOMMERCE_DIR ? openWooShop({}, options) : openShop({}, options)
}

function pages(): Record<string, string> {
  const shop = process.env.WOOCOMMERCE_DIR
    ? { product: '/product/bureaulamp-noot/', category: '/shop/' }
    : {}
  return { home: '/', post: '/hello-world/', ...shop }
}

/** What is in the file, as a must-use plugin wants it. */
function measurePhp(): string {
  return readFileSync(join(import.meta.dirname, 'measure.php'), 'utf8').replace('<?php', '')
}

async function measure(
  page: string,
  url: string,
  { rounds, say }: BenchOptions,
): Promise<Measured> {
  for (let i = 0; i < WARM_UP; i += 1) await view(url, i % 2 === 0)
  const measured: Measured = { page, without: [], with: [], again: [] }
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}: ${page}`)
    for (let i = 0; i < VIEWS; i += 1) {
      measured.without.push(await view(url, false))
      measured.with.push(await view(url, true))
      measured.again.push(await view(url, false))
    }
  }
  return measured
}

async function view(url: string, plugin: boolean): Promise<View> {
  const answer = await fetch(url, { headers: plugin ? {} : { 'x-without-loods': '1' } })
  const said = /<!-- measured (.*) -->/.exec(await answer.text())?.[1]
  const measured = JSON.parse(said ?? '{}') as View
  if (measured.loods !== plugin) throw new Error(`${url} was not served as it was asked for`)
  return measured
}

function toTable(measured: Measured[], database: string) {
  return {
    title: `A page view in WordPress on ${database}, in CPU time (medians, 95 % intervals)`,
    columns: [
      'page',
      'view ms',
      'with / without',
      'plugin ms',
      'A/A ms',
      'queries',
      'remote calls',
    ],
    rows: measured.map((one) => [
      one.page,
      median(one.without.map(({ view }) => view)) / 1_000,
      ratio(one),
      written(extraMs(one.with, one.without)),
      written(extraMs(one.again, one.without)),
      `${extra(one, 'queries')}`,
      `${extra(one, 'remote')}`,
    ]),
  }
}

function ratio(one: Measured): string {
  const views = (of: View[]) => of.map(({ view }) => view)
  return medianRatio(views(one.with), views(one.without)).toFixed(3)
}

function toNotes(one: Measured): string[] {
  const ms = extraMs(one.with, one.without)
  return [
    goal(`${one.page}: at most ${GOAL_MS} ms of PHP`, ms.high <= GOAL_MS, written(ms)),
    goal(`${one.page}: no query more`, extra(one, 'queries') === 0, `${extra(one, 'queries')}`),
    goal(`${one.page}: no remote call`, extra(one, 'remote') === 0, `${extra(one, 'remote')}`),
  ]
}

/** Milliseconds plugins took beyond the bare view right before or after. */
function extraMs(views: View[], bare: View[]): Interval {
  return medianInterval(
    views.map(({ hooks }, i) => (hooks - (bare[i]?.hooks ?? Number.NaN)) / 1_000),
  )
}

/** The most that any view had beyond its neighbour. */
function extra(one: Measured, what: 'queries' | 'remote'): number {
  return Math.max(...one.with.map((view, i) => view[what] - (one.without[i]?.[what] ?? Number.NaN)))
}

function written({ middle, low, high }: Interval): string {
  return `${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
}
