import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'

/** What the app's page costs whoever works in it, CPU 4 times slower. */
export type AdminCost = {
  /** Milliseconds until the largest thing of the page is there, nothing of it kept by the browser. */
  first: number
  /** The same when it is opened again. */
  largest: number
  /** Cumulative layout shift, of all of it. */
  shift: number
  /** Milliseconds from a press to the next frame, of the slowest of them (INP: https://web.dev/articles/inp). */
  slowest: number
}

const OBSERVERS = `
  window.benchLargest = 0
  window.benchShift = 0
  window.benchSlowest = 0
  const watch = (type, take, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more })
  watch('largest-contentful-paint', ({ startTime }) => { benchLargest = startTime })
  // A browser tells what follows input only where a frame has a process of its own, as at Shopify.
  let pressed = -1_000
  for (const type of ['keydown', 'pointerdown'])
    addEventListener(type, ({ timeStamp }) => { pressed = timeStamp }, true)
  watch('layout-shift', ({ startTime, value }) => { if (startTime - pressed > 500) benchShift += value })
  watch('event', ({ duration, interactionId }) => {
    if (interactionId) benchSlowest = Math.max(benchSlowest, duration)
  }, { durationThreshold: 16 })
`

/** Opens the app in the admin twice and answers somebody, as a member does. */
export async function useAdmin(
  browser: Browser,
  url: string,
  how: BrowserContextOptions,
): Promise<AdminCost> {
  const context = await browser.newContext({ ...how, locale: 'nl-NL' })
  try {
    const page = await context.newPage()
    await page.addInitScript(OBSERVERS)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.goto(url)
    const first = await largestOf(await settled(page))
    await page.reload()
    const app = await settled(page)
    const largest = await largestOf(app)
    await work(page, app)
    return {
      ...{ first, largest },
      ...(await app.evaluate<Pick<AdminCost, 'shift' | 'slowest'>>(
        '({ shift: benchShift, slowest: benchSlowest })',
      )),
    }
  } finally {
    await context.close()
  }
}

/** Our page in the admin, once there is nothing more to come. */
async function settled(page: Page): Promise<Frame> {
  const row = page.frameLocator('iframe[name=app-iframe]').getByRole('option').first()
  await row.waitFor()
  await page.waitForLoadState('networkidle')
  const app = page.frame({ name: 'app-iframe' })
  if (!app) throw new Error('the app is not in the admin')
  return app
}

function largestOf(app: Frame): Promise<number> {
  return app.evaluate<number>('benchLargest')
}

/** Opens a conversation, answers it, looks at the settings and comes back. */
async function work(page: Page, app: Frame): Promise<void> {
  await app.getByRole('option').first().click()
  const box = app.locator('textarea:visible').last()
  await box.click()
  await page.keyboard.type('Ja, die past', { delay: 100 })
  await page.keyboard.press('Enter')
  await app.locator('.bubble').getByText('Ja, die past').last().waitFor()
  await page.waitForTimeout(500)
}
