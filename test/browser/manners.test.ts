import type { Manners } from '@loods/protocol'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { PHONE } from '../support/chromium.ts'
import {
  openWatchedShop,
  type Shopper,
  type ShopperOptions,
  type WatchedShop,
} from './watched-shop.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** What is recommended. */
const USUAL: Manners = {
  ...{ perVisit: 1, perWeek: 2, early: 10, cartPause: 5 },
  ...{ sameClosed: 30, anyClosed: 7, longWait: 120 },
}

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

/** Offered when the page says so: earlier a visit is young, and that reason would be the one that is told. */
const NOW = { when: { type: 'event', is: 'now' } } as const

async function lookingNow(options?: ShopperOptions): Promise<Shopper> {
  const shopper = await looking(options)
  await now(shopper)
  return shopper
}

async function now(shopper: Shopper): Promise<void> {
  await call(shopper, 'track', 'now')
  await shopper.looks(1)
}

async function expectSilence(shopper: Shopper, why: string): Promise<void> {
  await shopper.noted('suppressed', why)
  expect(await shopper.prompt.count()).toBe(0)
  expect(shopper.notes.map(({ did }) => did)).not.toContain('eligible')
}

/** What was told of moments but that the visit was young: that depends on how soon the page had all its parts. */
function sinceYoung({ notes }: Shopper): Shopper['notes'] {
  return notes.filter(({ why }) => why !== 'early')
}

/** Puts something of the shop's own over its page. */
function cover(shopper: Shopper, tag: string, style: string): Promise<void> {
  return shopper.page.evaluate(
    ({ tag, style }) => {
      const cover = document.createElement(tag)
      cover.id = 'cover'
      cover.style.cssText = style
      document.body.append(cover)
      if (cover instanceof HTMLDialogElement) cover.showModal()
    },
    { tag, style },
  )
}

/** Keeps the page from being seen, or shows it again. */
function hide(shopper: Shopper, hidden: boolean): Promise<void> {
  return shopper.page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)
}

const call = (shopper: Shopper, ...what: [string, ...unknown[]]) =>
  shopper.page.evaluate((what) => (window.loods as (...of: unknown[]) => void)(...what), what)

type Does = (shopper: Shopper) => Promise<unknown>

/** What keeps a prompt away for as long as it lasts: how it begins, and how it ends. */
const WHILE: [string, string, { begins: Does; ends: Does; options?: ShopperOptions }][] = [
  [
    'somebody types',
    'typing',
    {
      begins: ({ page }) => page.getByLabel('Straat').press('a'),
      ends: ({ page }) => page.getByLabel('Straat').blur(),
    },
  ],
  [
    'a field for a card has the focus',
    'paying',
    {
      begins: ({ page }) => page.getByLabel('Kaart').focus(),
      ends: ({ page }) => page.getByLabel('Kaart').blur(),
    },
  ],
  [
    'the frame of a payment has the focus',
    'paying',
    {
      begins: ({ page }) =>
        page.evaluate(() => {
          const frame = document.createElement('iframe')
          document.querySelector('form')?.append(frame)
          frame.focus()
        }),
      ends: ({ page }) => page.evaluate(() => document.querySelector('iframe')?.remove()),
    },
  ],
  [
    'something was put in the cart a moment ago',
    'cart',
    {
      begins: (shopper) => call(shopper, 'track', 'add_to_cart'),
      ends: ({ looks }) => looks(6),
    },
  ],
  [
    'something was put in the cart on the page before, too',
    'cart',
    {
      async begins(shopper) {
        await call(shopper, 'track', 'add_to_cart')
        await shopper.turns('/lampen/eik')
      },
      ends: ({ looks }) => looks(6),
    },
  ],
  [
    'a drawer is open',
    'covered',
    {
      begins: (shopper) => cover(shopper, 'aside', 'position:fixed;inset:0 0 0 auto;width:360px'),
      ends: uncover,
    },
  ],
  [
    'a cookie bar is there',
    'covered',
    {
      begins: (shopper) => cover(shopper, 'div', 'position:fixed;inset:auto 0 0;height:120px'),
      ends: uncover,
    },
  ],
  [
    'a cookie bar is there, on a phone',
    'covered',
    {
      begins: (shopper) => cover(shopper, 'div', 'position:fixed;inset:auto 0 0;height:120px'),
      ends: uncover,
      options: PHONE,
    },
  ],
  [
    'a dialog is open',
    'covered',
    { begins: (shopper) => cover(shopper, 'dialog', 'height:200px;width:300px'), ends: uncover },
  ],
  [
    'the shop hides the launcher',
    'hidden',
    { begins: (shopper) => call(shopper, 'hide'), ends: (shopper) => call(shopper, 'show') },
  ],
  [
    'another tab is in front',
    'hidden',
    { begins: (shopper) => hide(shopper, true), ends: (shopper) => hide(shopper, false) },
  ],
]

function uncover({ page }: Shopper): Promise<void> {
  return page.evaluate(() => document.getElementById('cover')?.remove())
}

describe('nobody is spoken to while', () => {
  it.each(WHILE)('%s (%s)', async (_, why, { begins, ends, options }) => {
    await shop.has(NOW)
    const shopper = await looking(options)
    await begins(shopper)
    await now(shopper)
    await expectSilence(shopper, why)
    await ends(shopper)
    await shopper.looks(2)
    await shopper.prompt.waitFor()
    expect(await shopper.page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  })

  it('the visit is young', async () => {
    await shop.has({})
    const shopper = await newShopper()
    await shopper.opens()
    await shopper.looks(5)
    await expectSilence(shopper, 'early')
    await shopper.looks(6)
    await shopper.prompt.waitFor()
  })

  it('nobody can answer, but by what needs nobody', async () => {
    await shop.settings({ availability: 'away' })
    await shop.has(NOW)
    await expectSilence(await lookingNow(), 'away')
    await shop.has({ ...NOW, whileAway: true })
    const other = await lookingNow()
    await other.prompt.waitFor()
    await shop.settings({ availability: 'open' })
  })

  it('shoppers wait long already', async () => {
    await shop.has(NOW)
    await expectSilence(await lookingNow({ told: { waitSeconds: 121 } }), 'busy')
    await (await lookingNow({ told: { waitSeconds: 120 } })).prompt.waitFor()
  })
})

describe('a prompt that was closed', () => {
  it('keeps all others away for a week, and itself for a month', async () => {
    const [, same] = await shop.has({ page: '/tafels' }, { page: '/lampen/*' })
    const first = await looking()
    await first.prompt.getByRole('button', { name: 'Sluiten' }).click()
    await first.noted('closed')
    const storageState = await first.page.context().storageState()
    const onDay = (day: number, path: string) =>
      looking({ storageState, at: Date.now() + day * DAY }, path)
    await expectSilence(await onDay(6.9, '/tafels'), 'closed')
    await (await onDay(7.1, '/tafels')).prompt.waitFor()
    const still = await onDay(29.9, '/lampen/noot')
    await expectSilence(still, 'closed')
    expect(still.notes.map(({ id }) => id)).toEqual([same?.id])
    await (await onDay(30.1, '/lampen/noot')).prompt.waitFor()
  })

  it('stays closed in this visit, with all others', async () => {
    await shop.has({ page: '/tafels' }, { page: '/lampen/*' })
    const shopper = await looking()
    await shopper.prompt.getByRole('button', { name: 'Sluiten' }).click()
    await shopper.noted('closed')
    const before = shopper.notes.length
    await shopper.opens('/tafels')
    await shopper.looks(20)
    expect(shopper.notes.length).toBe(before)
    expect(await shopper.prompt.count()).toBe(0)
  })
})

describe('how often somebody is spoken to', () => {
  it('is once in a visit, on whatever page and in whatever tab', async () => {
    await shop.has({ page: '/tafels' }, { page: '/lampen/*' })
    const shopper = await looking()
    await shopper.prompt.waitFor()
    await shopper.noted('shown')
    await shopper.opens('/tafels')
    await shopper.looks(20)
    expect(sinceYoung(shopper).map(({ did }) => did)).toEqual(['eligible', 'shown'])
    expect(await shopper.prompt.count()).toBe(0)
  })

  it('is once in two tabs that were open before', async () => {
    await shop.has(NOW)
    const shopper = await looking()
    const tab = await shopper.another()
    await tab.opens('/tafels')
    await tab.looks(12)
    await now(shopper)
    await shopper.prompt.waitFor()
    await shopper.noted('shown')
    await now(tab)
    // Its moment had come, and the relay knew better.
    await tab.noted('suppressed', 'prompted')
    await tab.looks(3)
    expect(await tab.prompt.count()).toBe(0)
    expect(tab.notes.map(({ did }) => did)).not.toContain('shown')
  })

  it('is twice a week for who answers', async () => {
    await shop.has({})
    let storageState: ShopperOptions['storageState']
    const visit = (at: number) => looking({ at, ...(storageState && { storageState }) })
    const start = Date.now()
    for (const hours of [0, 1]) {
      const shopper = await visit(start + hours * 60 * MINUTE)
      await shopper.prompt.getByRole('button', { name: 'Stel je vraag' }).click()
      await shopper.noted('accepted')
      storageState = await shopper.page.context().storageState()
    }
    await expectSilence(await visit(start + 2 * DAY), 'often')
    await (await visit(start + 8 * DAY)).prompt.waitFor()
  })

  it('is not at all in a visit in which somebody chats', async () => {
    await shop.has({})
    const shopper = await newShopper()
    await shopper.opens()
    await shopper.page.getByRole('button', { name: /^Chat/ }).click()
    await shopper.page.getByRole('dialog').waitFor()
    await shopper.page.keyboard.press('Escape')
    await shopper.looks(20)
    await shopper.opens('/tafels')
    await shopper.looks(20)
    expect(shopper.notes).toEqual([])
    expect(await shopper.prompt.count()).toBe(0)
  })
})

describe('a shop’s own manners', () => {
  const is = (manners: Partial<Manners>) => shop.settings({ manners: { ...USUAL, ...manners } })

  it('can be stricter', async () => {
    await is({ early: 40, cartPause: 30 })
    await shop.has({})
    const shopper = await looking()
    await expectSilence(shopper, 'early')
    await call(shopper, 'track', 'add_to_cart')
    await shopper.looks(28)
    expect(await shopper.prompt.count()).toBe(0)
    await shopper.looks(4)
    await shopper.prompt.waitFor()
    await is({})
  })

  it('can be looser', async () => {
    await is({ early: 3, perVisit: 2 })
    await shop.has({ page: '/tafels' }, { page: '/lampen/*' })
    const shopper = await newShopper()
    await shopper.opens()
    await shopper.looks(5)
    await shopper.prompt.waitFor()
    await shopper.noted('shown')
    await shopper.opens('/tafels')
    await shopper.looks(3)
    await shopper.prompt.waitFor()
    await is({})
  })
})

describe('who asks not to be followed', () => {
  it.each(['dnt', 'sec-gpc'])('is in no visit and is shown nothing (%s)', async (header) => {
    const seen = vi.spyOn(shop.relay.context.visits, 'view').mockClear()
    await shop.has({})
    const shopper = await looking({ extraHTTPHeaders: { [header]: '1' } })
    await shopper.looks(20)
    expect(seen).not.toHaveBeenCalled()
    expect(shopper.wasDue()).toBe(false)
    seen.mockRestore()
  })
})

describe('a visit that is held out', () => {
  it('is shown nothing, and its moment is told', async () => {
    const [trigger] = await shop.has({ holdOut: 0.5 })
    const shopper = await newShopper({ userAgent: await heldOut(`${trigger?.id}`) })
    await shopper.opens()
    await shopper.looks(20)
    await shopper.noted('eligible')
    await shopper.looks(5)
    expect(sinceYoung(shopper)).toMatchObject([{ id: trigger?.id, did: 'eligible' }])
    expect(await shopper.prompt.count()).toBe(0)
  })

  /** A browser whose visit the relay holds out of a trigger. */
  async function heldOut(triggerId: string): Promise<string> {
    for (let n = 0; ; n += 1) {
      const agent = `Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0 Visit/${n}`
      const answer = await shop.relay.json<{ heldOut?: string[] }>(
        `/widget/v1/${shop.owner.siteKey}/views`,
        { body: { page: { url: `${shop.url}/` } }, headers: { 'user-agent': agent } },
      )
      if (answer.heldOut?.includes(triggerId)) return agent
    }
  }
})
