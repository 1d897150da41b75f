import type { ChannelCard, Message } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../relay/src/limits/limits.ts'
import { startChannelTalk } from '../../relay/src/testing/channel-talk.ts'
import {
  setUpOwner,
  startTestRelay,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { channelShopper } from '../browser/channel-samples.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { CORPUS } from './xss-corpus.ts'

/** What must not happen while a screen shows hostile text. */
interface Watch {
  dialogs: string[]
  foreign: string[]
  policy: string[]
}

let relay: TestRelay
let shop: TestOwner
let browser: Browser

beforeAll(async () => {
  const many = { points: 1_000_000, seconds: 60 }
  const limits = {
    ...DEFAULT_LIMITS,
    visitorBurst: many,
    visitorSustained: many,
    memberMessages: many,
    siteMessages: many,
    newVisitors: many,
    firstMessages: many,
  }
  relay = await startTestRelay({ limits })
  shop = await setUpOwner(relay)
  browser = await openBrowser()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await relay?.[Symbol.asyncDispose]()
})

async function watched(
  context: BrowserContext,
  origin = relay.url,
): Promise<{ page: Page; watch: Watch }> {
  const page = await context.newPage()
  const watch: Watch = { dialogs: [], foreign: [], policy: [] }
  page.on('dialog', (dialog) => {
    watch.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
      watch.foreign.push(request.url())
  })
  await page.exposeFunction('reportPolicy', (text: string) => watch.policy.push(text))
  await page.addInitScript(() => {
    const report = (event: SecurityPolicyViolationEvent) =>
      (window as unknown as { reportPolicy(text: string): void }).reportPolicy(
        `${event.violatedDirective} ${event.blockedURI}`,
      )
    document.addEventListener('securitypolicyviolation', report)
  })
  return { page, watch }
}

async function expectQuiet(page: Page, watch: Watch): Promise<void> {
  expect(await page.evaluate(() => (window as unknown as { __ran?: number }).__ran ?? 0)).toBe(0)
  expect(watch).toEqual({ dialogs: [], foreign: [], policy: [] })
}

/** A shopper whose every field is hostile, with a message or more. */
async function hostileShopper(
  field: string,
  texts: string[],
): Promise<{ secret: string; conversationId: string }> {
  const visitor = await relay.json<{ secret: string; conversationId: string }>(
    `/widget/v1/${shop.siteKey}/visitors`,
    {
      body: {
        context: {
          page: {
            url: `https://shop.example/?q=${encodeURIComponent(field)}#${field.replaceAll(/\s/g, '')}`,
            title: field,
            kind: 'product',
          },
          referrer: `https://shop.example/${encodeURIComponent(field)}`,
          language: 'nl',
          timeZone: 'Europe/Amsterdam',
          shop: {
            cart: { lines: [{ title: field, quantity: 1, price: 5 }], total: 5, currency: 'EUR' },
            product: { title: field, price: 5, currency: 'EUR' },
            fields: { [field.slice(0, 40)]: field },
          },
        },
      },
      headers: {
        'user-agent': field.replaceAll(/[^\x20-\x7e]/g, ''),
        'accept-language': '"><script>',
      },
    },
  )
  for (const text of texts) {
    await relay.json(`/widget/v1/${shop.siteKey}/messages`, {
      body: { cid: nanoid(), text },
      token: visitor.secret,
    })
  }
  return visitor
}

async function signedIn(
  { cookie }: Pick<TestOwner, 'cookie'> = shop,
  url = relay.url,
): Promise<BrowserContext> {
  const context = await browser.newContext({ ...DESK, locale: 'nl-NL' })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url }])
  return context
}

/** Text of every element, those in shadow roots too. */
function visibleText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const read = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .map((element) => (element.shadowRoot ? read(element.shadowRoot) : ''))
        .concat((root as HTMLElement).textContent ?? '')
        .join('\n')
    return read(document.documentElement)
  })
}

describe('T22, T25, T26, T47, T61: what shoppers write is text on a member’s screen', () => {
  it('shows the whole corpus in one conversation and runs none of it', async () => {
    await hostileShopper('Bureaulamp', CORPUS)
    const { page, watch } = await watched(await signedIn())
    await page.goto(`${relay.url}/inbox`)
    await page.getByText('Bureaulamp').first().click()
    await expect.poll(() => visibleText(page), { timeout: 20_000 }).toContain('{{7*7}}')
    for (let i = 0; i < 8; i++) {
      await page.mouse.move(700, 400)
      await page.mouse.wheel(0, -20_000)
      await page.waitForTimeout(250)
    }
    await expectQuiet(page, watch)
    await page.context().close()
  })

  it('shows hostile titles, addresses, carts and names and runs none of them', async () => {
    for (const field of CORPUS.filter((_, i) => i % 12 === 0))
      await hostileShopper(field.slice(0, 200), ['Hallo'])
    const { page, watch } = await watched(await signedIn())
    await page.goto(`${relay.url}/inbox`)
    await expect.poll(() => visibleText(page), { timeout: 20_000 }).toContain('Hallo')
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('j')
      await page.waitForTimeout(150)
    }
    await expectQuiet(page, watch)
    await page.context().close()
  })
})

describe('T47: what members write is text in a shopper’s panel', () => {
  it('shows the whole corpus and runs none of it', async () => {
    const { secret, conversationId } = await hostileShopper('Bureaulamp', ['Hallo'])
    const path = `/api/sites/${shop.siteId}/conversations/${conversationId}/messages`
    for (const text of CORPUS)
      await relay.json(path, { body: { cid: nanoid(), text }, token: shop.token })
    const { messages } = await relay.json<{ messages: Message[] }>(path, { token: shop.token })
    expect(messages.at(-1)?.text).toBe(CORPUS.at(-1))
    const context = await browser.newContext({ ...PHONE, locale: 'nl-NL' })
    const { page, watch } = await watched(context)
    await page.addInitScript(
      ([key, value]) => localStorage.setItem(key as string, value as string),
      [`loods.${shop.siteKey}`, JSON.stringify({ secret, conversationId })],
    )
    await page.goto(`${relay.url}/demo/nl/product/noot`)
    await page.waitForFunction(() => 'loods' in window)
    await page.evaluate(() => (window as unknown as { loods(command: string): void }).loods('open'))
    await expect.poll(() => visibleText(page), { timeout: 20_000 }).toContain('{{name}}')
    for (let i = 0; i < 6; i++) {
      await page.mouse.move(200, 400)
      await page.mouse.wheel(0, -20_000)
      await page.waitForTimeout(250)
    }
    await expectQuiet(page, watch)
    await context.close()
  })
})

/** Every detail of a channel whose words are somebody else's, with hostile ones. */
const DETAILS: ((text: string) => ChannelCard)[] = [
  (text) => ({ kind: 'location', latitude: 52, longitude: 4, name: text, address: text }),
  (text) => ({
    kind: 'people',
    people: [
      {
        name: text,
        organisation: text,
        phones: [text],
        emails: [text],
        urls: [text, 'javascript:window.__ran=1'],
        addresses: [text],
      },
    ],
  }),
  (text) => ({ kind: 'order', items: [{ id: text, quantity: 1, price: 5, currency: text }] }),
  (text) => ({ kind: 'choice', title: text, description: text, fields: { [text]: text } }),
  (text) => ({ kind: 'referral', title: text, text, url: text, source: text }),
  () => ({ kind: 'referral', title: 'Klik', url: 'javascript:window.__ran=1' }),
  (text) => ({ kind: 'enquiry', productId: text }),
  (text) => ({ kind: 'media', media: 'document', state: 'failed', name: text }),
  (text) => ({ kind: 'template', name: text, language: text, buttons: [text] }),
  (text) => ({ kind: 'unsupported', what: text }),
]

describe('T22, T47: what comes over WhatsApp and Messenger is text on a member’s screen', () => {
  it('shows every kind of it with the corpus in every field, and runs and links none of it', async () => {
    await using stage = await startChannelTalk()
    const name = CORPUS[0] ?? ''
    const person = { phone: '31612345678', username: name, name }
    const shopper = channelShopper(stage, stage.whatsapp, person)
    for (const [at, text] of CORPUS.entries()) {
      const detail = DETAILS[at % DETAILS.length]?.(text)
      const said = await shopper.says({ text: at % 2 ? '' : text, ...(detail && { detail }) })
      if (at % 10 === 0) await shopper.reacts(said, text)
      if (at % 10 === 5) await shopper.says('Hierop', { quote: { externalId: said } })
    }
    const { owner } = stage.talk
    const { page, watch } = await watched(await signedIn(owner, stage.relay.url), stage.relay.url)
    await page.goto(`${stage.relay.url}/inbox#/c/${await shopper.conversationId()}`)
    await expect.poll(() => visibleText(page), { timeout: 20_000 }).toContain('Hierop')
    for (let i = 0; i < 8; i++) {
      await page.mouse.move(700, 400)
      await page.mouse.wheel(0, -20_000)
      await page.waitForTimeout(250)
    }
    const links = await page.getByRole('log').getByRole('link').all()
    const targets = await Promise.all(links.map((link) => link.getAttribute('href')))
    expect(targets.filter((href) => !/^(https?:\/\/|tel:[\d+]*$)/.test(href ?? ''))).toEqual([])
    expect(targets.length).toBeGreaterThan(10)
    await expectQuiet(page, watch)
    await page.context().close()
  })
})
