import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Frame, Page } from 'playwright-core'

const SCRIPT = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Search {
  /** Selects what is looked at with all below it; the whole page by default. */
  inside?: string
  /** Only what axe calls serious or critical. */
  grave?: boolean
  /** The rules that are asked, or their tags; all by default. */
  runOnly?: RunOptions['runOnly']
}

/** What depends on colours, and so on whether it is dark; all else about a page does not. */
export const COLOURS = ['color-contrast', 'link-in-text-block']

/** What axe finds wrong on a page, inside shadow roots as well: each rule with the elements that break it. */
export async function faultsOf(page: Page | Frame, search: Search = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SCRIPT)
  return await page.evaluate(find, search)
}

/** Runs in the page: what axe tells of all that is well takes longer to bring over than to find. */
async function find({ inside, grave, runOnly }: Search): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
  // Colours are measured when what moves has come to rest.
  const roots = [document, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot)]
  for (const motion of roots.flatMap((root) => root?.getAnimations() ?? [])) {
    const { iterations } = motion.effect?.getComputedTiming() ?? {}
    if (iterations !== Number.POSITIVE_INFINITY) motion.finish()
  }
  const { violations }: AxeResults = await axe.run(inside ?? document, {
    resultTypes: ['violations'],
    ...(runOnly && { runOnly }),
  })
  return violations
    .filter(({ impact }) => !grave || impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
