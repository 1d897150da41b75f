import type { Browser } from 'playwright-core'
import {
  addTestSite,
  setUpOwner,
  startTestRelay,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { buildIfStale } from '../../scripts/build-if-stale.ts'
import { openWholeBrowser } from '../../test/support/chromium.ts'
import { alternate, type Bench, goal } from '../harness/bench.ts'
import { median, medians } from '../harness/statistics.ts'
import { DEEP_CHAT_EXTRA, serveShop } from './shop-page.ts'
import { type VisitCost, visit } from './visit.ts'

type Measured = Record<string, VisitCost[]>

/** What the widget costs on a shop's page before anybody touches it. */
export const page: Bench = {
  name: 'page',
  async run(options) {
    await buildIfStale(options.say)
    await using relay = await startTestRelay()
    const variants = {
      none: '',
      'none-again': '',
      loader: await snippetOf(relay),
      'loader-trigger': await snippetWithTrigger(relay),
      'deep-chat': DEEP_CHAT_EXTRA,
    }
    await using shop = await serveShop(variants)
    const browser = await openWholeBrowser()
    try {
      await visit(browser, `${shop.url}/none`)
      const measured = await alternate(visits(browser, shop.url, Object.keys(variants)), options)
      return { tables: [toTable(measured)], notes: toNotes(measured), measured }
    } finally {
      await browser.close()
    }
  },
}

function visits(browser: Browser, url: string, names: string[]) {
  return Object.fromEntries(names.map((name) => [name, () => visit(browser, `${url}/${name}`)]))
}

async function snippetOf(relay: TestRelay): Promise<string> {
  const { siteKey } = await setUpOwner(relay)
  return snippet(relay, siteKey)
}

/** A shop whose trigger is asked for on every page, and fires only after the visit has been measured. */
async function snippetWithTrigger(relay: TestRelay): Promise<string> {
  const { siteId, siteKey, token } = await addTestSite(relay)
  await relay.json(`/api/sites/${siteId}/triggers`, {
    token,
    body: {
      name: 'Twijfel',
      page: '',
      when: { type: 'visible_seconds', seconds: 60 },
      texts: { nl: 'Kan ik helpen?', en: 'Can I help?' },
    },
  })
  return snippet(relay, siteKey)
}

function snippet(relay: TestRelay, siteKey: string): string {
  return `<script async src="${relay.url}/widget/loader.js" data-site="${siteKey}"></script>`
}

function toTable(measured: Measured) {
  const chat = extra(measured, 'deep-chat')
  return {
    title: 'A shop page of 80 cards on a slow phone (medians; extra is over the page alone)',
    columns: ['variant', 'script ms', 'extra', 'of deep-chat', 'TBT ms', 'CLS', 'KB'],
    rows: Object.entries(measured).map(([name, rounds]) => {
      const cost = medians(rounds)
      const more = extra(measured, name)
      return [name, cost.script, more, more / chat, cost.blocking, cost.shift, cost.kilobytes]
    }),
  }
}

/** Milliseconds of script beyond the page's own, against both rows of the bare page. */
function extra(measured: Measured, name: string): number {
  const bare = [...(measured.none ?? []), ...(measured['none-again'] ?? [])]
  const floor = median(bare.map((cost) => cost.script))
  return median((measured[name] ?? []).map((cost) => cost.script)) - floor
}

function toNotes(measured: Measured): string[] {
  const share = extra(measured, 'loader') / extra(measured, 'deep-chat')
  const noise = spread(measured, 'blocking')
  const blocking = median((measured.loader ?? []).map((cost) => cost.blocking))
  const shift = median((measured.loader ?? []).map((cost) => cost.shift))
  return [
    goal('at most a fifth of the script time deep-chat adds', share <= 0.2, share.toFixed(2)),
    goal('no blocking time beyond the A/A row', blocking <= noise, `${blocking.toFixed(0)} ms`),
    goal('no layout shift beyond the A/A row', shift <= spread(measured, 'shift'), String(shift)),
  ]
}

/** The most the bare page showed in any round: what cannot be told from noise. */
function spread(measured: Measured, name: 'blocking' | 'shift'): number {
  const bare = [...(measured.none ?? []), ...(measured['none-again'] ?? [])]
  return Math.max(...bare.map((cost) => cost[name]))
}
