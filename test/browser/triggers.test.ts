import type { Look, TriggerDefinition } from '@loods/protocol'
import type { BrowserContextOptions, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSocket } from '../../relay/src/testing/test-socket.ts'
import { faultsOf } from '../support/axe.ts'
import { DESK, openWholeBrowser, PHONE, screenshot } from '../support/chromium.ts'
import {
  openWatchedShop,
  type Shopper,
  type ShopperOptions,
  type WatchedShop,
} from './watched-shop.ts'

const TEXT = 'Twijfel je over de maat of de fitting? Ik kijk graag even mee.'

let shop: WatchedShop
const shoppers: Shopper[] = []

beforeAll(async () => {
  shop = await openWatchedShop()
})
afterAll(() => shop?.[Symbol.asyncDispose]())
afterEach(async () => {
  expect(shoppers.flatMap(({ errors }) => errors)).toEqual([])
  for (const shopper of shoppers.splice(0)) await shopper[Symbol.asyncDispose]()
})

async function newShopper(options?: ShopperOptions): Promise<Shopper> {
  const shopper = await shop.shopper(options)
  shoppers.push(shopper)
  return shopper
}

/** Somebody who has looked at a page until nothing is too early any more. */
async function looking(options?: ShopperOptions, path?: string): Promise<Shopper> {
  const shopper = await newShopper(options)
  await shopper.opens(path)
  await shopper.looks(12)
  return shopper
}

const has = (definition: Partial<TriggerDefinition> = {}) =>
  shop.has({ texts: { nl: TEXT, en: 'Not sure about the size?' }, ...definition })
const panel = ({ page }: Shopper) => page.getByRole('dialog')
const focus = ({ page }: Shopper) => page.evaluate(() => document.activeElement?.tagName)
const storage = ({ page }: Shopper) =>
  page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])

describe('a prompt', () => {
  it('comes without taking the focus and without storing anything, and is heard by who cannot see it', async () => {
    await has()
    const shopper = await looking()
    await shopper.page.getByRole('status').getByText(TEXT).waitFor()
    expect(await focus(shopper)).toBe('BODY')
    expect(await storage(shopper)).toEqual([])
  })

  it('speaks for the shop while nobody is there, and by the name of whoever is', async () => {
    await has()
    const names = (shopper: Shopper) => shopper.prompt.locator('header').textContent()
    const alone = await looking()
    await alone.prompt.waitFor()
    expect(await names(alone)).toBe('LLLamp & Linnen×')
    const { relay, owner } = shop
    const socket = await openSocket(relay.url, {
      ...{ type: 'member_hello', v: 1, siteId: owner.siteId, token: owner.token },
    })
    await socket.next('live')
    const greeted = await looking(PHONE)
    await greeted.prompt.waitFor()
    expect(await names(greeted)).toBe('NNoor van Lamp & Linnen×')
    socket.close()
  })

  it.each([
    ['light', PHONE],
    ['dark', DESK],
  ] as const)('has nothing that axe finds wrong, %s', async (colorScheme, device) => {
    await has({ replies: { nl: ['Welke maat past mij?'], en: [] } })
    const { page, prompt } = await looking({ ...device, colorScheme })
    await prompt.waitFor()
    // Colours are measured when the card has faded in.
    await page.clock.runFor(400)
    await prompt.evaluate((card) => Promise.all(card.getAnimations().map((one) => one.finished)))
    expect(await faultsOf(page, { inside: 'loods-chat' })).toEqual([])
  })

  it('opens the panel with its text as the first message', async () => {
    await has()
    const shopper = await looking()
    await shopper.prompt.getByRole('button', { name: 'Stel je vraag' }).click()
    await panel(shopper).getByText(TEXT).waitFor()
    expect(await shopper.prompt.count()).toBe(0)
  })

  it('fills in the product, and starts the chat with the answer that was chosen', async () => {
    await has({
      texts: { nl: `${TEXT} ({product|iets anders})`, en: 'Help?' },
      replies: { nl: ['Welke maat past mij?', 'Wat kost verzenden?'], en: [] },
    })
    const shopper = await looking()
    await shopper.prompt.getByText('(Bureaulamp Noot)').waitFor()
    await shopper.prompt.getByRole('button', { name: 'Wat kost verzenden?' }).click()
    const log = panel(shopper).getByRole('log')
    await log.getByText('(Bureaulamp Noot)').waitFor()
    await log.getByText('Wat kost verzenden?').waitFor()
  })

  it('is sent away with Escape, unless that was meant for the page', async () => {
    await has()
    const shopper = await looking()
    await shopper.prompt.waitFor()
    await shopper.page.getByLabel('Straat').press('Escape')
    await shopper.looks(1)
    expect(await shopper.prompt.count()).toBe(1)
    await shopper.page.getByLabel('Straat').blur()
    await shopper.page.keyboard.press('Escape')
    await shopper.prompt.waitFor({ state: 'detached' })
    expect(await focus(shopper)).toBe('BODY')
    await shopper.noted('closed')
    expect(await storage(shopper)).toEqual([`loods.${shop.owner.siteKey}.quiet`])
  })

  it('gives the focus to the launcher when it is sent away with the keyboard inside it', async () => {
    await has()
    const shopper = await looking()
    await shopper.prompt.getByRole('button', { name: 'Sluiten' }).focus()
    await shopper.page.keyboard.press('Escape')
    await shopper.prompt.waitFor({ state: 'detached' })
    expect(await focus(shopper)).toBe('LOODS-CHAT')
  })

  it('goes when a single-page shop turns the page', async () => {
    await has()
    const shopper = await looking()
    await shopper.prompt.waitFor()
    await shopper.turns('/winkelwagen')
    await shopper.prompt.waitFor({ state: 'detached' })
  })

  it('does not move where less motion is asked for', async () => {
    await has()
    const { prompt } = await looking({ reducedMotion: 'reduce' })
    await prompt.waitFor()
    expect(await prompt.evaluate((card) => getComputedStyle(card).animationName)).toBe('none')
  })

  const LONG = 'Grootformaatverlichtingsadviesgesprek, en wat daar zoal bij komt kijken. '.repeat(4)
  const REPLY = 'Welke van deze twee lampen past het best boven onze tafel?'
  const SMALL: BrowserContextOptions = { ...PHONE, viewport: { width: 320, height: 568 } }

  it.each<[string, BrowserContextOptions, Partial<Look>, boolean?]>([
    ['desk', DESK, { theme: 'light' }],
    ['desk-left-dark', DESK, { theme: 'dark', side: 'left', offsetX: 60, offsetY: 90 }],
    ['phone', PHONE, { theme: 'light' }, true],
    ['phone-left', PHONE, { theme: 'dark', side: 'left' }],
    ['phone-far-from-the-edge', PHONE, { theme: 'light', offsetX: 200, offsetY: 120 }],
    ['phone-small', SMALL, { theme: 'auto' }],
    ['phone-lying', { ...PHONE, viewport: { width: 844, height: 390 } }, { theme: 'light' }],
  ])(
    'lies in the window, free of the launcher, and leaves most of a phone free: %s',
    async (name, device, look, rtl) => {
      const before = (await shop.relay.context.sites.byId(shop.owner.siteId)).settings.look
      await shop.settings({ look: { ...before, ...look } })
      await has({
        texts: { nl: LONG.slice(0, 300), en: LONG.slice(0, 300) },
        replies: { nl: [REPLY, 'Kan het morgen?', 'Nee, iets anders'], en: [] },
      })
      const { page, prompt } = await newShopperAt(device, rtl)
      await prompt.waitFor()
      await screenshot(page, `prompt-${name}`)
      const card = await boxOf(prompt)
      const launcher = await boxOf(page.getByRole('button', { name: /^Chat/ }))
      const { width = 0, height = 0 } = page.viewportSize() ?? {}
      expect(card.x).toBeGreaterThanOrEqual(0)
      expect(card.y).toBeGreaterThanOrEqual(0)
      expect(card.x + card.width).toBeLessThanOrEqual(width)
      expect(card.y + card.height).toBeLessThanOrEqual(launcher.y)
      expect(card.width * card.height).toBeLessThanOrEqual((width * height) / 3)
      for (const button of await prompt.getByRole('button').all()) {
        const { width, height } = await boxOf(button)
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
      }
      await shop.settings({ look: before })
    },
  )

  async function newShopperAt(device: BrowserContextOptions, rtl?: boolean): Promise<Shopper> {
    const shopper = await newShopper(device)
    await shopper.opens()
    if (rtl) await shopper.page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
    await shopper.looks(12)
    return shopper
  }

  async function boxOf(
    of: Locator,
  ): Promise<{ x: number; y: number; width: number; height: number }> {
    return (await of.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 }
  }
})

describe('triggers', () => {
  it('are not even loaded where a shop has none', async () => {
    await shop.has()
    const shopper = await newShopper()
    const asked: string[] = []
    shopper.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await shopper.opens()
    await shopper.looks(20)
    const parts = asked.filter((path) => path.startsWith('/widget/') && path.endsWith('.js'))
    expect(parts).toEqual(['/widget/loader.js', '/widget/visit.js'])
  })

  it('bring only what they wait for', async () => {
    await has({ when: { type: 'exit_intent' } })
    const shopper = await newShopper()
    const asked: string[] = []
    shopper.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await shopper.opens()
    await shopper.looks(20)
    const parts = asked.filter((path) => path.startsWith('/widget/') && path.endsWith('.js'))
    expect(parts).toEqual(['/widget/loader.js', '/widget/triggers.js', '/widget/leaving.js'])
  })

  it('in the checkout come to who is stuck in a field, and not while a card is typed', async () => {
    await has({
      when: {
        any: [
          { type: 'visible_seconds', seconds: 1 },
          { type: 'field_errors', min: 2 },
        ],
      },
    })
    const shopper = await looking({}, '/checkout')
    expect(shopper.wasDue()).toBe(false)
    for (const _ of [1, 2]) {
      await shopper.page.evaluate(() => document.querySelector('form')?.reportValidity())
      await shopper.looks(1)
    }
    await shopper.noted('suppressed', 'typing')
    await shopper.page.getByLabel('Kaart').focus()
    await shopper.looks(30)
    expect(await shopper.prompt.count()).toBe(0)
    await shopper.page.getByLabel('Kaart').blur()
    await shopper.looks(2)
    await shopper.prompt.waitFor()
  })

  it('keep still once one was closed where storage is blocked', async () => {
    await has()
    const shopper = await newShopper()
    await shopper.page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new Error('blocked')
        },
      })
    })
    await shopper.opens()
    await shopper.looks(12)
    await shopper.prompt.getByRole('button', { name: 'Sluiten' }).click()
    await shopper.noted('closed')
    await shopper.looks(20)
    expect(await shopper.prompt.count()).toBe(0)
    expect(shopper.notes.map(({ did }) => did)).toEqual(['eligible', 'shown', 'closed'])
  })
})

describe('a trigger under trial', () => {
  it('speaks in the words this visit gets, and the chat begins with them', async () => {
    const words = 'Zal ik met je meekijken naar de fitting?'
    await has({ variants: [{ texts: { nl: words, en: 'Shall I have a look?' } }] })
    // Every visit gets the other words.
    const shared = { shares: '[0,1]', shares_at: 1 }
    const { writer } = shop.relay.context
    await writer.run(({ db }) => db.updateTable('triggers').set(shared).execute())
    const shopper = await looking()
    await shopper.prompt.getByText(words).waitFor()
    await shopper.prompt.getByRole('button', { name: 'Stel je vraag' }).click()
    await panel(shopper).getByRole('log').getByText(words).waitFor()
  })

  it('rests by its schedule, and tells of no moment', async () => {
    await has({ schedule: { end: '2020-01-01' } })
    const shopper = await looking()
    await shopper.looks(20)
    expect(shopper.notes).toEqual([])
    expect(await shopper.prompt.count()).toBe(0)
  })
})

describe('where the relay does not answer', () => {
  it.each(['**/views', '**/offers.js'])(
    'nothing is offered and the page goes on (%s)',
    async (path) => {
      await has()
      const shopper = await newShopper()
      await shopper.page.route(path, (route) => route.abort())
      const failed = shopper.page.waitForEvent('requestfailed')
      await shopper.page.goto(`${shop.url}/lampen/noot`)
      await shopper.looks(2)
      await shopper.looks(12)
      await failed
      await shopper.looks(20)
      expect(await shopper.prompt.count()).toBe(0)
      await shopper.page.getByRole('button', { name: /^Chat/ }).waitFor()
    },
  )

  it('to the first word of a trigger, nothing is offered on this page any more', async () => {
    await has()
    const shopper = await newShopper()
    await shopper.opens()
    await shopper.page.route('**/views', (route) => route.abort())
    const failed = shopper.page.waitForEvent('requestfailed')
    await shopper.looks(12)
    await failed
    await shopper.page.unroute('**/views')
    await shopper.looks(20)
    expect(await shopper.prompt.count()).toBe(0)
    expect(shopper.notes).toHaveLength(1)
  })
})

describe('a page that', () => {
  it('comes back from the back/forward cache is another view, on which help may come', async () => {
    await has()
    const browser = await openWholeBrowser()
    const viewed = vi.spyOn(shop.relay.context.visits, 'view').mockClear()
    const shopper = await newShopper({ browser })
    await shopper.opens()
    await shopper.page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) =>
        document.body.classList.toggle('back', persisted),
      )
    })
    await shopper.opens('/tafels')
    const again = shopper.page.waitForResponse('**/views')
    await shopper.page.goBack({ waitUntil: 'commit' })
    await again
    await shopper.page.locator('body.back').waitFor()
    const views = viewed.mock.calls.map(([, , { page, viewId }]) => [
      new URL(page.url).pathname,
      viewId,
    ])
    expect(views.map(([path]) => path)).toEqual(['/lampen/noot', '/tafels', '/lampen/noot'])
    expect(new Set(views.map(([, viewId]) => viewId)).size).toBe(3)
    await shopper.looks(12)
    await shopper.prompt.waitFor()
    viewed.mockRestore()
    await shopper[Symbol.asyncDispose]()
    await browser.close()
  })

  it('is hidden and then killed has told what happened on it', async () => {
    await has()
    const left = vi.spyOn(shop.relay.context.visits, 'leave').mockClear()
    const shopper = await newShopper()
    await shopper.opens()
    await shopper.looks(8)
    await shopper.page.getByRole('heading').click()
    await shopper.page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    })
    await expect.poll(() => left.mock.calls.length).toBe(1)
    const killed = shopper.page.waitForEvent('crash')
    const devtools = await shopper.page.context().newCDPSession(shopper.page)
    void devtools.send('Page.crash').catch(() => {})
    await killed
    await shopper.page.close()
    const next = await shopper.another()
    const answer = next.page.waitForResponse('**/views')
    await next.opens('/tafels')
    const { visit } = await (await answer).json()
    expect(visit).toMatchObject({ pages: 2 })
    expect(visit.seconds).toBeGreaterThanOrEqual(8)
    expect(left.mock.calls[0]?.[1]).toMatchObject({ hidden: true, interactions: 1 })
    left.mockRestore()
  })
})

describe('exit intent', () => {
  beforeEach(() => has({ when: { type: 'exit_intent' } }))

  /** Somebody who looks at a page that knows by now what leaving looks like. */
  async function watched(options?: ShopperOptions): Promise<Shopper> {
    const shopper = await newShopper(options)
    const brought = shopper.page.waitForEvent('requestfinished', (request) =>
      request.url().endsWith('/leaving.js'),
    )
    await shopper.opens()
    await brought
    await shopper.looks(12)
    return shopper
  }

  /**
   * A pointer goes up from a height and out of the window; Playwright's own cannot leave it. In the
   * page, so that a busy machine does not make it slow.
   */
  const shootUp = ({ page }: Shopper, options: { from: number; comeBack?: boolean }) =>
    page.evaluate(async ({ from, comeBack }) => {
      const tell = (type: string, clientY: number) =>
        document.documentElement.dispatchEvent(new MouseEvent(type, { clientY }))
      for (const y of [from, from / 2, 5]) {
        tell('mousemove', y)
        await new Promise((resolve) => setTimeout(resolve, 16))
      }
      tell('mouseleave', -3)
      if (comeBack) tell('mouseenter', 5)
    }, options)

  it('is a mouse that shoots up out of the page', async () => {
    const shopper = await watched()
    await shootUp(shopper, { from: 400 })
    await shopper.looks(1)
    await shopper.prompt.waitFor()
  })

  it.each([
    ['comes back at once', { from: 400, comeBack: true }],
    ['only came in at the top', { from: 40 }],
  ])('is not a mouse that %s', async (_, options) => {
    const shopper = await watched()
    await shootUp(shopper, options)
    await shopper.looks(5)
    expect(shopper.wasDue()).toBe(false)
  })

  /** A finger pulls the page down by a screen, from a depth. */
  async function throwUp({ page }: Shopper, depth: number): Promise<void> {
    await page.evaluate((depth) => scrollTo(0, depth), depth)
    const devtools = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: number[]) =>
      devtools.send('Input.dispatchTouchEvent', {
        ...{ type, touchPoints: at.map((y) => ({ x: 200, y })) },
      })
    await touch('touchStart', 50)
    for (const y of [100, 300, 500, 700]) await touch('touchMove', y)
    await touch('touchEnd')
    await devtools.detach()
  }

  it('is a finger that throws the page back to its top', async () => {
    const shopper = await watched(PHONE)
    // How fast the page follows is the machine's affair.
    await expect
      .poll(async () => {
        await throwUp(shopper, 2_600)
        await shopper.looks(1)
        return shopper.wasDue()
      })
      .toBe(true)
    await shopper.prompt.waitFor()
  })

  it('is not a finger near the top, nor a link that leads there', async () => {
    const shopper = await watched(PHONE)
    await throwUp(shopper, 500)
    await shopper.looks(2)
    await shopper.page.evaluate(() => scrollTo(0, 2_600))
    await shopper.looks(2)
    await shopper.page.evaluate(() => scrollTo(0, 0))
    await shopper.looks(2)
    expect(shopper.wasDue()).toBe(false)
  })

  it.each([
    [3, 1],
    [1, 0],
  ])('on a phone: away for %i seconds means it %i times', async (seconds, times) => {
    const shopper = await watched(PHONE)
    await hide(shopper, true)
    await shopper.looks(seconds)
    await hide(shopper, false)
    await shopper.looks(2)
    expect(shopper.wasDue()).toBe(times === 1)
    if (times) await shopper.prompt.waitFor()
  })

  function hide({ page }: Shopper, hidden: boolean): Promise<void> {
    return page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  }
})
