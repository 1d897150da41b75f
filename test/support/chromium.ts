import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core'
import { BROWSER_AGENT } from '../../relay/src/testing/test-relay.ts'

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const SCREENSHOTS = fileURLToPath(new URL('../screenshots/', import.meta.url))

/** A phone as most shoppers hold one. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}

/** A merchant's desk. */
export const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

/** Starts the system's Chromium without a window; close it when done. */
export async function openBrowser(
  args: string[] = [],
  options: Pick<LaunchOptions, 'ignoreDefaultArgs'> = {},
): Promise<Browser> {
  return await chromium.launch({
    ...options,
    executablePath: program(),
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-agent=${BROWSER_AGENT}`,
      ...args,
    ],
  })
}

/** Writes what `page` shows to test/screenshots/<name>.png, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, animations: 'disabled' })
}

function program(): string {
  const found = PROGRAMS.find((path) => existsSync(path))
  if (found) return found
  throw new Error(
    'Chromium is missing. Install with: sudo apt-get install --no-install-recommends chromium',
  )
}
