import type { Page } from 'playwright-core'

/**
 * Begins to count what a page's main thread does.
 * @returns tells the milliseconds of CPU it has used since: script, styles, layout and paint
 */
export async function mainThreadMs(page: Page): Promise<() => Promise<number>> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' })
  async function used(): Promise<number> {
    const { metrics } = await devTools.send('Performance.getMetrics')
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }
  const before = await used()
  return async () => (await used()) - before
}
