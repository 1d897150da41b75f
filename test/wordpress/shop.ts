import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startTestRelay, type TestRelay } from '../../relay/src/testing/test-relay.ts'
import { DESK, openBrowser } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import {
  ADMIN,
  startWordPress,
  type WordPress,
  type WordPressOptions,
} from '../support/wordpress/wordpress.ts'

/** A WordPress, a relay that may call it back, and a browser. */
export interface Shop extends AsyncDisposable {
  wordpress: WordPress
  relay: TestRelay
  browser: Browser
  /** The plugin as the relay hands it out, in a file. */
  plugin: string
  /** Somebody in the admin panel, on a desk. */
  signedIn(user?: Credentials): Promise<Page>
  /** A user with a role. */
  addUser(login: string, role: string): Promise<User>
  /** Installs, activates and starts as fast as can be, for suites about what comes after. */
  startChat(): Promise<void>
}

export interface Credentials {
  login: string
  password: string
}

export interface User extends Credentials {
  id: string
}

export async function openShop(
  env: Record<string, string> = {},
  options: WordPressOptions = {},
): Promise<Shop> {
  const port = await freePort()
  const wordpress = await startWordPress({ ...options, port })
  const relay = await startTestRelay({
    env: { SIGNUP: 'open', EGRESS_ALLOW: `127.0.0.1:${port}`, ...env },
  })
  const browser = await openBrowser()
  const folder = mkdtempSync(join(tmpdir(), 'loods-plugin-'))
  const plugin = join(folder, 'loods-live-chat.zip')
  writeFileSync(plugin, await download(relay))
  return {
    wordpress,
    relay,
    browser,
    plugin,
    async signedIn(user = ADMIN) {
      const page = await (await browser.newContext({ ...DESK, locale: 'nl-NL' })).newPage()
      await signIn(page, wordpress.url, user)
      return page
    },
    async addUser(login, role) {
      const password = `wachtwoord van ${login}`
      const mail = `${login}@shop.test`
      const args = [login, mail, `--role=${role}`, `--user_pass=${password}`, '--porcelain']
      return { id: (await wordpress.cli('user', 'create', ...args)).trim(), login, password }
    },
    async startChat() {
      await wordpress.cli('plugin', 'install', plugin, '--activate')
      const said = await wordpress.php(
        'wp_set_current_user( 1 ); echo wp_json_encode( loods_start() );',
      )
      if (said.trim() !== '{"state":"linked"}') throw new Error(`Start said ${said}`)
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      await relay[Symbol.asyncDispose]()
      await wordpress[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true })
    },
  }
}

async function download(relay: TestRelay): Promise<Buffer> {
  const answer = await fetch(`${relay.url}/download/loods-live-chat.zip`)
  if (!answer.ok) throw new Error(await answer.text())
  return Buffer.from(await answer.arrayBuffer())
}

async function signIn(page: Page, url: string, { login, password }: Credentials): Promise<void> {
  await page.goto(`${url}/wp-login.php`)
  await page.fill('#user_login', login)
  await page.fill('#user_pass', password)
  await page.click('#wp-submit')
  await page.waitForURL(/wp-admin/)
}
