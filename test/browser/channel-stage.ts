import type { Locator, Page } from 'playwright-core'
import type { ChannelAccount } from '../../relay/src/channels/account.ts'
import { startDemoNetworks } from '../../scripts/demo-networks.ts'
import type { DemoWorld } from '../fakes/graph/demo-world.ts'
import { DESK } from '../support/chromium.ts'
import { openStage, type Stage } from './stage.ts'

/** Three screens: the shop, the inbox, and the merchant's and a shopper's phones. */
export interface ChannelStage extends Stage {
  /** What is at the networks: numbers, page, people, what stands on their phones, faults, the clock. */
  world: DemoWorld
  /** The shop's number and page as the relay knows them; their webhooks reach it. */
  whatsapp: ChannelAccount
  messenger: ChannelAccount
  /** The phones in a page, both with their chats. @param path beside `phone`, as a link leads there */
  phones(path?: string): Promise<Page>
}

/**
 * A relay as `npm start` makes it, on one clock with the networks: it runs by itself, and
 * `world.graph.time.advance` moves it ahead.
 */
export async function openChannelStage(
  options: { env?: Record<string, string> } = {},
): Promise<ChannelStage> {
  const { world, env, phones, connect } = await startDemoNetworks({})
  const stage = await openStage({
    env: { ...env, LOG_LEVEL: 'silent', ...options.env } as Record<string, string>,
    clock: world.graph.time.now,
    demoPhones: phones,
  })
  await connect(stage.relay)
  const { channels } = stage.relay.context
  const [whatsapp, messenger] = await channels.of(stage.shop.siteId)
  if (!whatsapp || !messenger) throw new Error('the shop has no channels')
  return {
    ...stage,
    world,
    whatsapp,
    messenger,
    async phones(path = '/demo/phone') {
      const context = await stage.browser.newContext({ locale: 'nl-NL', ...DESK })
      const page = await context.newPage()
      page.on('pageerror', ({ message }) => stage.errors.push(message))
      await page.goto(stage.relay.url + path)
      await page.getByRole('region', { name: world.shopper.name }).waitFor()
      return page
    },
    async [Symbol.asyncDispose]() {
      await stage[Symbol.asyncDispose]()
      await world.graph.close()
    },
  }
}

/** Whose phone. */
export type Holder = 'Mila Visser' | 'Sam de Boer'

/** One phone of the page of phones. */
export function phoneOf(phones: Page, holder: Holder): Locator {
  return phones.getByRole('region', { name: holder })
}

/** Opens a chat on a phone: with the shop or the operator's number on WhatsApp, or with the page. */
export async function openChat(
  phone: Locator,
  chat: 'shop' | 'service' | 'page',
): Promise<Locator> {
  const back = phone.getByRole('button', { name: 'Terug naar de chats' })
  if (await back.isVisible()) await back.click()
  const rows = phone.locator('.chat-row')
  await rows.nth(['shop', 'service', 'page'].indexOf(chat)).click()
  return phone.getByRole('log')
}

/** Writes in the chat that is open on a phone. */
export async function writeOn(phone: Locator, text: string): Promise<void> {
  await phone.getByRole('textbox', { name: 'Bericht' }).fill(text)
  await phone.getByRole('button', { name: 'Verstuur' }).click()
}

/** Sends a file in the chat that is open on a phone. */
export async function sendFrom(
  phone: Locator,
  label: 'Foto sturen' | 'Spraakbericht sturen',
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await phone.getByLabel(label).setInputFiles(file)
}
