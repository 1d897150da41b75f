import type { Page } from 'playwright-core'
import { sleep } from '../harness/processes.ts'

interface Noted {
  /** When the page's script had each text. */
  arrived: Record<string, number>
  /** When each text was painted. */
  shown: Record<string, number>
}

/**
 * Notes for each text when a socket's message with it is read, and the time of the frame after the one
 * that holds it: by then it is painted.
 */
export async function watchTexts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shown: Record<string, number> = {}
    const arrived: Record<string, number> = {}
    const now = () => performance.timeOrigin + performance.now()
    const note = (node: Node) => {
      for (const [text] of (node.textContent ?? '').matchAll(/bericht-\d+-/g)) {
        if (shown[text] !== undefined) continue
        shown[text] = Number.POSITIVE_INFINITY
        requestAnimationFrame(() => {
          setTimeout(() => {
            shown[text] = now()
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
    const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data') ?? {}
    Object.defineProperty(MessageEvent.prototype, 'data', {
      get(this: MessageEvent) {
        const data: unknown = get?.call(this)
        for (const [text] of String(data).matchAll(/bericht-\d+-/g)) arrived[text] ??= now()
        return data
      },
    })
    Object.assign(window, { benchNoted: { arrived, shown } })
  })
}

/** What was noted so far, in milliseconds since 1970. */
export async function readShown(page: Page): Promise<Noted> {
  await sleep(1_000)
  return page.evaluate(() => (window as unknown as { benchNoted: Noted }).benchNoted)
}
