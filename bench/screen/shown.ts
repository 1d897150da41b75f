import type { Page } from 'playwright-core'
import { sleep } from '../harness/processes.ts'

/** Notes for each text the time of the frame after the one that holds it: by then it is painted. */
export async function watchTexts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shown: Record<string, number> = {}
    const note = (node: Node) => {
      for (const [text] of (node.textContent ?? '').matchAll(/bericht-\d+-/g)) {
        if (shown[text] !== undefined) continue
        shown[text] = Number.POSITIVE_INFINITY
        requestAnimationFrame(() => {
          setTimeout(() => {
            shown[text] = performance.timeOrigin + performance.now()
          })
        })
      }
    }
    const host = document.getElementById('loods')
    const root = host?.shadowRoot ?? host?.firstElementChild?.shadowRoot ?? document.body
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === 'characterData') note(change.target)
        for (const node of change.addedNodes) note(node)
      }
    }).observe(root, { childList: true, characterData: true, subtree: true })
    Object.assign(window, { benchShown: shown })
  })
}

/** When each text was painted, in milliseconds since 1970. */
export async function readShown(page: Page): Promise<Record<string, number>> {
  await sleep(1_000)
  return page.evaluate(
    () => (window as unknown as { benchShown: Record<string, number> }).benchShown,
  )
}
