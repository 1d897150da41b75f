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

/** Starts Chromium without what only windows need, at half the work; close it when done. */
export function openBrowser(args: string[] = []): Promise<Browser> {
  return launch('chromium-headless-shell', { args })
}

/** Starts all of Chromium: what shows notifications and keeps pages to go back to. */
export function openWholeBrowser(): Promise<Browser> {
  return launch('chromium', { ignoreDefaultArgs: ['--disable-back-forward-cache'] })
}

/** Writes what `page` shows to test/screenshots/<name>.png, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, animations: 'disabled' })
}

function launch(
  name: string,
  { args = [], ...options }: Pick<LaunchOptions, 'args' | 'ignoreDefaultArgs'>,
): Promise<Browser> {
  return chromium.launch({
    ...options,
    executablePath: program(name),
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

/** Where Debian keeps it. */
function program(name: string): string {
  const path = `/usr/bin/${name}`
  if (existsSync(path)) return path
  throw new Error(
    `${name} is missing. Install with: sudo apt-get install --no-install-recommends ${name}`,
  )
}
