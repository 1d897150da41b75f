import type { Browser, CDPSession, Page } from 'playwright-core'
import { sleep } from '../harness/processes.ts'

/** What a visit cost the shopper's phone. */
export type VisitCost = {
  /** Milliseconds the main thread itself spent in scripts, CPU 4 times slower. */
  script: number
  /** Milliseconds above 50 of each long task, added up. */
  blocking: number
  /** Cumulative layout shift. */
  shift: number
  /** Kilobytes that came over the network. */
  kilobytes: number
}

/** Milliseconds after the load event during which late scripts may still do their part. */
const AFTER_LOAD = 4_000

/** 1.6 Mbit/s and 150 ms, as Lighthouse's slow 4G. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}

const OBSERVERS = `
  window.benchBlocking = 0
  window.benchShift = 0
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.benchBlocking += Math.max(0, task.duration - 50)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.benchShift += shift.value
  }).observe({ type: 'layout-shift', buffered: true })
`

/** Loads a page as a new visitor on a slow phone and waits until late scripts are done. */
export async function visit(browser: Browser, url: string): Promise<VisitCost> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    hasTouch: true,
    isMobile: true,
  })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    const bytes = await throttle(devtools)
    await page.addInitScript(OBSERVERS)
    await page.goto(url, { waitUntil: 'load' })
    await sleep(AFTER_LOAD)
    return { ...(await readCost(page, devtools)), kilobytes: bytes.received / 1_024 }
  } finally {
    await context.close()
  }
}

async function throttle(devtools: CDPSession): Promise<{ received: number }> {
  const bytes = { received: 0 }
  devtools.on('Network.loadingFinished', (event) => {
    bytes.received += event.encodedDataLength
  })
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', NETWORK)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  // The time of the thread itself: what other programs take from it meanwhile is not its cost.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return bytes
}

async function readCost(page: Page, devtools: CDPSession): Promise<Omit<VisitCost, 'kilobytes'>> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  const seconds = metrics.find((metric) => metric.name === 'ScriptDuration')?.value ?? Number.NaN
  const seen = await page.evaluate('({ blocking: benchBlocking, shift: benchShift })')
  return { script: seconds * 1_000, ...(seen as { blocking: number; shift: number }) }
}
