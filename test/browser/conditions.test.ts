import type { TriggerDefinition } from '@loods/protocol'
import { RISK_FEATURES } from '@loods/protocol/risk'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toJson } from '../../relay/src/db/json.ts'
import { saveRisk } from '../../relay/src/risk/risk.repository.ts'
import { openSocket } from '../../relay/src/testing/test-socket.ts'
import { PHONE } from '../support/chromium.ts'
import {
  openWatchedShop,
  type Shopper,
  type ShopperOptions,
  type WatchedShop,
} from './watched-shop.ts'

type When = TriggerDefinition['when']

let shop: WatchedShop
let shopper: Shopper

beforeAll(async () => {
  shop = await openWatchedShop()
})
afterAll(() => shop?.[Symbol.asyncDispose]())
afterEach(async () => {
  expect(shopper.errors).toEqual([])
  await shopper[Symbol.asyncDispose]()
})

/** Nothing is offered in the first ten seconds of a visit; a look comes each second. */
const LONG_ENOUGH = 12

const track = (name: string) => shopper.page.evaluate((name) => window.loods?.('track', name), name)
const cart = (lines: object[]) =>
  shopper.page.evaluate((lines) => window.loods?.('context', { cart: { lines } as never }), lines)
const field = (label: string) => shopper.page.getByLabel(label)

async function rage(times: number): Promise<void> {
  await shopper.page.getByRole('heading').click({ clickCount: times })
}

/** A field is refused by the browser, `times` times. */
async function refuse(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await shopper.page.evaluate(() => document.querySelector('form')?.reportValidity())
    await shopper.looks(1)
  }
}

/** The shop itself says that a field is wrong, and takes it back. */
async function mark(selector: string, attribute: string, value: string): Promise<void> {
  await shopper.page.evaluate(
    ({ selector, attribute, value }) => {
      const marked = document.querySelector(selector)
      marked?.setAttribute(attribute, value)
      setTimeout(() => marked?.removeAttribute(attribute), 100)
    },
    { selector, attribute, value },
  )
  await shopper.looks(1)
}

async function fill(label: string, times: number): Promise<void> {
  for (let time = 1; time <= times; time += 1) {
    await field(label).fill(`${time}`)
    await field(label).blur()
  }
}

async function stayIn(label: string, seconds: number): Promise<void> {
  await field(label).focus()
  await shopper.looks(seconds)
  await field(label).blur()
}

/** What comes about on the page: not yet, and then. */
const HAPPENS: [string, When, { not?: () => Promise<unknown>; met: () => Promise<unknown> }][] = [
  [
    'seconds on the page',
    { type: 'visible_seconds', seconds: 40 },
    { met: () => shopper.looks(40) },
  ],
  [
    'seconds of the visit, on whatever page',
    { type: 'visit_seconds', seconds: 30 },
    {
      async met() {
        await shopper.turns('/lampen/eik')
        await shopper.looks(20)
      },
    },
  ],
  [
    'seconds in which nothing is done',
    { type: 'idle_seconds', seconds: 30 },
    {
      async not() {
        await shopper.page.keyboard.press('Shift')
        await shopper.looks(15)
      },
      met: () => shopper.looks(5),
    },
  ],
  [
    'depth of scrolling',
    { type: 'scroll_depth', min: 60 },
    {
      not: () => shopper.page.evaluate(() => scrollTo(0, 1_000)),
      met: () => shopper.page.evaluate(() => scrollTo(0, 2_500)),
    },
  ],
  [
    'part of the page in sight',
    { type: 'element', is: '#beoordelingen' },
    { met: () => shopper.page.locator('#beoordelingen').scrollIntoViewIfNeeded() },
  ],
  ['pages of the visit', { type: 'pages', min: 2 }, { met: () => shopper.turns('/lampen/eik') }],
  [
    'going back and forth',
    { type: 'back_and_forth', min: 2 },
    {
      async not() {
        for (const path of ['/lampen/eik', '/tafels']) await shopper.turns(path)
        await shopper.looks(2)
      },
      async met() {
        for (const path of ['/lampen/eik', '/tafels']) await shopper.turns(path)
      },
    },
  ],
  [
    'value of the cart, counted from its lines',
    { type: 'cart_value', min: 100, max: 200 },
    {
      not: () => cart([{ title: 'Noot', quantity: 1, price: 59.9 }]),
      met: () => cart([{ title: 'Noot', quantity: 2, price: 59.9 }]),
    },
  ],
  [
    'number of things in the cart',
    { type: 'cart_items', min: 3 },
    {
      not: () => cart([{ title: 'Noot', quantity: 2 }]),
      met: () =>
        cart([
          { title: 'Noot', quantity: 2 },
          { title: 'Eik', quantity: 1 },
        ]),
    },
  ],
  [
    'product in the cart',
    { type: 'cart', contains: 'eik' },
    {
      not: () => cart([{ title: 'Noot', quantity: 1 }]),
      met: () => cart([{ title: 'Vloerlamp Eik', quantity: 1 }]),
    },
  ],
  [
    'coupons refused in the visit, also before a page was loaded anew',
    { type: 'coupon_failed', min: 2 },
    {
      async not() {
        await track('coupon_failed')
        await shopper.opens('/lampen/noot?again')
        await shopper.looks(2)
      },
      met: () => track('coupon_failed'),
    },
  ],
  [
    'fields the browser refuses',
    { type: 'field_errors', min: 2 },
    { not: () => refuse(1), met: () => refuse(1) },
  ],
  [
    'fields marked as wrong for screen readers',
    { type: 'field_errors', min: 2 },
    {
      async not() {
        await mark('#postcode', 'aria-invalid', 'true')
        await mark('#straat', 'aria-invalid', 'true')
        for (const _ of [1, 2]) await mark('[autocomplete=cc-number]', 'aria-invalid', 'true')
      },
      met: () => mark('#postcode', 'aria-invalid', 'true'),
    },
  ],
  [
    'fields in a row that WooCommerce marks as wrong',
    { type: 'field_errors', min: 2 },
    {
      not: () => mark('label', 'class', 'form-row woocommerce-invalid'),
      met: () => mark('label', 'class', 'form-row woocommerce-invalid'),
    },
  ],
  [
    'field left as it was found',
    { type: 'hesitation', min: 1 },
    {
      async not() {
        await stayIn('Straat', 1)
        await stayIn('Kaart', 5)
      },
      met: () => stayIn('Straat', 5),
    },
  ],
  [
    'field filled in again and again',
    { type: 'hesitation', min: 1 },
    { not: () => fill('Straat', 2), met: () => fill('Straat', 1) },
  ],
  [
    'form that is stared at',
    { type: 'hesitation', min: 1 },
    {
      async not() {
        await field('Straat').pressSequentially('K')
        await shopper.looks(16)
      },
      met: () => shopper.looks(5),
    },
  ],
  ['burst of clicks', { type: 'rage_clicks', min: 1 }, { not: () => rage(2), met: () => rage(3) }],
  [
    'event',
    { type: 'event', is: 'size_chart' },
    { not: () => track('size'), met: () => track('size_chart') },
  ],
  [
    'customer who is logged in',
    { type: 'logged_in' },
    { met: () => shopper.page.evaluate(() => window.loods?.('identify', 'e30.e30.e30')) },
  ],
  [
    'member who is there',
    { type: 'online' },
    {
      async met() {
        const { relay, owner } = shop
        const socket = await openSocket(relay.url, {
          ...{ type: 'member_hello', v: 1, siteId: owner.siteId, token: owner.token },
        })
        await socket.next('live')
        await shopper.turns('/lampen/eik')
        socket.close()
      },
    },
  ],
]

describe('a trigger that waits for', () => {
  it.each(HAPPENS)('%s', async (_, when, { not, met }) => {
    await shop.has({ when })
    shopper = await shop.shopper()
    await shopper.opens()
    await not?.()
    await shopper.looks(LONG_ENOUGH)
    expect(shopper.wasDue()).toBe(false)
    await met()
    await shopper.looks(LONG_ENOUGH)
    await shopper.prompt.waitFor()
  })
})

const INTO = '/lampen/noot?utm_source=brief&utm_medium=mail&utm_campaign=herfst&q=lamp'

/** What is so from the first moment on; and what would be otherwise. */
const IS_SO: [string, When, When, (ShopperOptions & { referer?: string })?][] = [
  ['page', { type: 'page', is: '/lampen/noot' }, { type: 'page', is: '/lampen' }],
  [
    'part of the page’s path',
    { type: 'page', contains: 'noot' },
    { type: 'page', contains: 'eik' },
  ],
  ['pattern', { type: 'page', like: '/lampen/*' }, { type: 'page', like: '/tafels/*' }],
  [
    'regular expression',
    { type: 'page', matches: '^/lampen/[a-z]+$' },
    { type: 'page', matches: '^/lampen/[0-9]+$' },
  ],
  ['kind of page', { type: 'page_kind', is: 'product' }, { type: 'page_kind', is: 'cart' }],
  ['product', { type: 'product', contains: 'noot' }, { type: 'product', contains: 'eik' }],
  [
    'referrer',
    { type: 'referrer', contains: 'zoek.example' },
    { type: 'referrer', contains: 'elders.example' },
    { referer: 'https://zoek.example/' },
  ],
  ['campaign’s source', { type: 'utm_source', is: 'brief' }, { type: 'utm_source', is: 'lamp' }],
  ['campaign’s medium', { type: 'utm_medium', is: 'mail' }, { type: 'utm_medium', is: 'brief' }],
  ['campaign', { type: 'utm_campaign', is: 'herfst' }, { type: 'utm_campaign', is: 'lente' }],
  ['language', { type: 'language', contains: 'nl' }, { type: 'language', contains: 'de' }],
  ['desk', { type: 'device', is: 'desk' }, { type: 'device', is: 'phone' }],
  ['phone', { type: 'device', is: 'phone' }, { type: 'device', is: 'desk' }, PHONE],
  ['shop that is open', { type: 'open' }, { none: [{ type: 'open' }] }],
  [
    'short wait',
    { type: 'wait_seconds', max: 60 },
    { type: 'wait_seconds', min: 61 },
    { told: { waitSeconds: 40 } },
  ],
  [
    'combination',
    { all: [{ type: 'open' }, { any: [{ type: 'online' }, { type: 'device', is: 'desk' }] }] },
    { all: [{ type: 'open' }, { type: 'online' }] },
  ],
]

describe('a trigger for one', () => {
  it.each(IS_SO)(
    '%s comes, and one for another keeps still',
    async (_, when, other, options = {}) => {
      const { referer, ...looking } = options
      const [wrong, right] = await shop.has({ when: other, priority: 9 }, { when })
      shopper = await shop.shopper(looking)
      await shopper.opens(INTO, referer)
      await shopper.looks(LONG_ENOUGH)
      await shopper.prompt.waitFor()
      expect(shopper.notes.map(({ id }) => id)).not.toContain(wrong?.id)
      expect(shopper.notes.map(({ id }) => id)).toContain(right?.id)
    },
  )

  it('returning shopper comes to who acted in an earlier visit, and not in the first', async () => {
    await shop.has({ when: { type: 'returning' } })
    shopper = await shop.shopper()
    await shopper.opens()
    await shopper.looks(LONG_ENOUGH)
    expect(shopper.wasDue()).toBe(false)
    await shopper.page.getByRole('button', { name: /^Chat/ }).click()
    await shopper.page.getByRole('dialog').waitFor()
    const storageState = await shopper.page.context().storageState()
    const later = await shop.shopper({ storageState, at: Date.now() + 40 * 60_000 })
    await later.opens()
    await later.looks(LONG_ENOUGH)
    await later.prompt.waitFor()
    await later[Symbol.asyncDispose]()
  })

  it('returning shopper is known by consent alone, and forgotten with it', async () => {
    await shop.has({ when: { type: 'returning' } })
    shopper = await shop.shopper()
    await shopper.opens()
    const consents = (given: boolean) =>
      shopper.page.evaluate((given) => window.loods?.('consent', given), given)
    const kept = () => shopper.page.evaluate(() => Object.keys(localStorage).length)
    expect(await kept()).toBe(0)
    await consents(true)
    await expect.poll(kept).toBe(1)
    const storageState = await shopper.page.context().storageState()
    await consents(false)
    await expect.poll(kept).toBe(0)
    const later = await shop.shopper({ storageState, at: Date.now() + 20 * 3_600_000 })
    await later.opens()
    await later.looks(LONG_ENOUGH)
    await later.prompt.waitFor()
    await later[Symbol.asyncDispose]()
  })

  it('page forgets what happened on the one before it, in a single-page shop too', async () => {
    await shop.has({
      when: {
        all: [
          { type: 'event', is: 'size_chart' },
          { type: 'page', is: '/tafels' },
        ],
      },
    })
    shopper = await shop.shopper()
    await shopper.opens()
    await track('size_chart')
    await shopper.turns('/tafels')
    await shopper.looks(LONG_ENOUGH)
    expect(shopper.wasDue()).toBe(false)
    await track('size_chart')
    await shopper.looks(2)
    await shopper.prompt.waitFor()
  })

  it('visit that is likely to end without an order comes to no other', async () => {
    // As if learnt: who saw the cart orders.
    const weights = [5, ...RISK_FEATURES.map((name) => (name === 'cartPages' ? -20 : 0))]
    const { relay, owner } = shop
    const learnt = toJson({ state: 'on' as const, visits: 5_000, orders: 200, weights })
    await relay.context.writer.run((tx) =>
      saveRisk(tx.db, { site_id: owner.siteId, learnt_at: tx.now, learnt }),
    )
    await shop.has({ when: { type: 'risk_score', min: 0.8 } })
    shopper = await shop.shopper()
    await shopper.opens('/cart')
    await shopper.opens()
    await shopper.looks(LONG_ENOUGH)
    expect(shopper.wasDue()).toBe(false)
    await shopper[Symbol.asyncDispose]()
    shopper = await shop.shopper(PHONE)
    await shopper.opens()
    await shopper.looks(LONG_ENOUGH)
    await shopper.prompt.waitFor()
  })

  it('page of a kind that a trigger is for is one of that kind and path only', async () => {
    const [there] = await shop.has(
      { page: '/lampen/*', pageKind: 'cart', priority: 9 },
      {
        page: '/lampen/*',
        pageKind: 'product',
      },
    )
    shopper = await shop.shopper()
    await shopper.opens()
    await shopper.looks(LONG_ENOUGH)
    await shopper.prompt.waitFor()
    expect(shopper.notes.map(({ id }) => id)).not.toContain(there?.id)
  })
})
