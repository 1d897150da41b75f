import type { ServerResponse } from 'node:http'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LinkedShop, startLinkedShop } from '../../relay/src/testing/linked-shop.ts'
import { testPicture } from '../../relay/src/testing/test-picture.ts'
import { signAsShop } from '../../relay/src/testing/test-shop.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'
import { begin, shows } from './stage.ts'

let linked: LinkedShop
let browser: Browser
let picture: Buffer

beforeAll(async () => {
  linked = await startLinkedShop()
  browser = await openBrowser()
  picture = await testPicture()
  linked.shop.serve = (request, response) => serve(request.url ?? '', response)
  linked.shop.answers = {
    products: ({ search }) => ({
      body: { products: products().filter(({ title }) => title.includes(String(search))) },
    }),
    coupons: () => ({ body: { coupons: [coupon()] } }),
  }
})
afterAll(async () => {
  await browser.close()
  await linked[Symbol.asyncDispose]()
})

function products() {
  const { url } = linked.shop
  const common = { kind: 'product', currency: 'EUR', imageUrl: `${url}/noot.png` }
  return [
    {
      ...common,
      id: '12',
      title: 'Bureaulamp Noot met een opvallend lange naam in messing',
      url: `${url}/product/noot`,
      price: 5990,
      priceText: '€ 59,90',
      stock: 'in',
      buyable: true,
    },
    {
      ...common,
      id: '13',
      title: 'Vloerlamp Riet',
      url: `${url}/product/riet`,
      priceText: '€ 80,00 – € 120,00',
      stock: 'backorder',
      buyable: false,
    },
    {
      ...common,
      id: '14',
      title: '<img src=x onerror="document.title=1">',
      url: `${url}/product/mos`,
      stock: 'out',
      buyable: false,
    },
  ]
}

function coupon() {
  const url = `${linked.shop.url}/?loods-coupon=ZOMER10`
  return { kind: 'coupon', code: 'ZOMER10', title: '10% korting vanaf € 50,00', url }
}

/** A page of the shop, which puts things into its cart by itself where the address says so. */
function serve(url: string, response: ServerResponse): void {
  if (url === '/noot.png') {
    response.end(picture)
    return
  }
  const { lang = 'nl', cart } = Object.fromEntries(new URL(url, 'http://shop').searchParams)
  const answers: Record<string, string> = {
    takes: 'Promise.resolve()',
    refuses: 'Promise.reject(new Error())',
  }
  response.setHeader('content-type', 'text/html')
  response.end(`<!doctype html><html lang="${lang}"><title>Lampenwinkel</title>
    <meta name="viewport" content="width=device-width">
    <h1>Lampenwinkel</h1>
    <script>
      window.loods ??= (...call) => (loods.q ??= []).push(call)
      ${cart ? `loods('on', 'add', ({ detail }) => { document.title = 'cart ' + detail.id; detail.answer(${answers[cart]}) })` : ''}
    </script>
    <script async src="${linked.relay.url}/widget/loader.js" data-site="${linked.keys.siteKey}"></script>`)
}

async function open(url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: 'nl-NL', colorScheme: 'light', ...options })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** A shopper who asked something, and the member's own inbox of the relay at that conversation. */
async function meet(
  text: string,
  { query = '', shopper: looks = PHONE, member: works = PHONE } = {},
): Promise<{ shopper: Page; member: Page }> {
  const shopper = await open(`${linked.shop.url}/?${query}`, looks)
  await begin(shopper, text)
  const member = await open(await linked.phone(), works)
  await member.getByRole('button', { name: 'Log in op deze telefoon' }).click()
  await member.getByText(text).first().click()
  return { shopper, member }
}

async function pick(member: Page, name: RegExp, tab?: string): Promise<void> {
  await member.getByRole('button', { name: 'Stuur een product of kortingscode' }).click()
  if (tab) await member.getByRole('tab', { name: tab }).click()
  await member.getByRole('button', { name }).click()
}

const dark = { colorScheme: 'dark' as const }

describe('a card from the shop', () => {
  it('is found and sent from a phone, and put into the cart on another', async () => {
    const { shopper, member } = await meet('Welke lamp past hier?', { query: 'cart=takes' })
    await member.getByRole('button', { name: 'Stuur een product of kortingscode' }).click()
    const search = member.getByRole('searchbox', { name: 'Naam of artikelnummer' })
    await search.fill('Noot')
    await member.getByText('Vloerlamp Riet').waitFor({ state: 'detached' })
    await member.locator('.shop-found img').waitFor()
    await screenshot(member, 'card-picker-phone')
    await member.getByRole('button', { name: /Bureaulamp Noot/ }).click()
    await member.locator('.shop-card img').waitFor()
    const card = shopper.getByRole('region', { name: /Bureaulamp Noot/ })
    await card.getByText('€ 59,90').waitFor()
    await card.getByText('Op voorraad').waitFor()
    await screenshot(shopper, 'card-phone')
    await card.getByRole('button', { name: 'In winkelwagen' }).click()
    await card.getByText('Zit in je winkelwagen').waitFor()
    expect(await shopper.title()).toBe('cart 12')
    await screenshot(shopper, 'card-added-phone')
    await screenshot(member, 'card-inbox-phone')
    const href = await card.getByRole('link').getAttribute('href')
    expect(href).toBe(`${linked.shop.url}/product/noot`)
  })

  it('leads to the product where the shop says no, or its page cannot add by itself', async () => {
    const refused = await meet('Kan dit erbij?', { query: 'cart=refuses' })
    await pick(refused.member, /Bureaulamp Noot/)
    await refused.shopper.getByRole('button', { name: 'In winkelwagen' }).click()
    await shows(refused.shopper, 'Dat lukte niet. Open het product om het daar toe te voegen.')
    const plain = await meet('En zonder winkelwagen?')
    await pick(plain.member, /Bureaulamp Noot/)
    await plain.shopper.getByRole('button', { name: 'In winkelwagen' }).click()
    await plain.shopper.waitForURL(`${linked.shop.url}/product/noot`)
  })

  it('asks for a choice on the product’s own page, and shows names as the text they are', async () => {
    const { shopper, member } = await meet('Wat hebben jullie nog?', {
      query: 'lang=en',
      shopper: { ...DESK, ...dark },
      member: { ...DESK, ...dark },
    } as object)
    await pick(member, /Vloerlamp Riet/)
    const riet = shopper.getByRole('region', { name: 'Vloerlamp Riet' })
    const choose = riet.getByRole('link', { name: 'Choose an option' })
    expect(await choose.getAttribute('href')).toBe(`${linked.shop.url}/product/riet`)
    await riet.getByText('Available on backorder').waitFor()
    await pick(member, /onerror/)
    await shopper.getByRole('link', { name: 'View product' }).waitFor()
    await shows(shopper, '<img src=x onerror="document.title=1">')
    await shows(member, '<img src=x onerror="document.title=1">')
    await pick(member, /ZOMER10/, 'Kortingscodes')
    const code = shopper.getByRole('region', { name: 'Discount code ZOMER10' })
    const use = code.getByRole('link', { name: 'Use this code' })
    expect(await use.getAttribute('href')).toBe(`${linked.shop.url}/?loods-coupon=ZOMER10`)
    await screenshot(shopper, 'card-desk-dark')
    await screenshot(member, 'card-inbox-desk-dark')
    expect([await shopper.title(), await member.title()]).not.toContain('1')
  })

  it('is there again after a reload, and loads its part only then', async () => {
    const { shopper, member } = await meet('Nog één vraag')
    const asked: string[] = []
    shopper.on('request', (request) => asked.push(request.url()))
    const parts = () => new Set(asked.filter((url) => /\/widget\/[A-Z0-9]{8}\.js/.test(url))).size
    await shopper.reload()
    await shopper.getByRole('button', { name: /^Chat, / }).click()
    await shows(shopper, 'Nog één vraag')
    const before = parts()
    await pick(member, /Bureaulamp Noot/)
    await shopper.getByRole('region', { name: /Bureaulamp Noot/ }).waitFor()
    await shopper.reload()
    await shopper.getByRole('button', { name: /^Chat, / }).click()
    await shopper.getByRole('region', { name: /Bureaulamp Noot/ }).waitFor()
    expect(parts()).toBeGreaterThan(before)
  })

  it('says so when the shop does not answer, and sends nothing', async () => {
    const { answers } = linked.shop
    linked.shop.answers = { products: () => ({ status: 500, body: {} }) }
    const { member } = await meet('Is de winkel er?')
    await member.getByRole('button', { name: 'Stuur een product of kortingscode' }).click()
    await shows(member, 'De winkel gaf geen antwoord. Er is niets verstuurd.')
    await screenshot(member, 'card-picker-failed')
    linked.shop.answers = answers
    await member.getByRole('button', { name: 'Probeer opnieuw' }).click()
    await member.getByRole('button', { name: /Bureaulamp Noot/ }).waitFor()
  })
})

describe('an order of a shopper nobody verified', () => {
  const code = '204816'
  const order = {
    number: '1042',
    placedAt: Date.UTC(2026, 10, 20),
    status: 'Verzonden',
    total: 139.9,
    currency: 'EUR',
    items: [
      { title: 'Bureaulamp Noot', quantity: 1 },
      { title: 'Vloerlamp Riet', quantity: 2 },
    ],
    note: 'Onderweg met PostNL, 3STEST123456',
  }

  /** What the shop answers; it mails nothing here. */
  function knowOrder(): void {
    let token = ''
    linked.shop.answers['order-code'] = ({ conversation }) => {
      void signAsShop(linked.keys, 'loods-order', { conversation, order }).then((signed) => {
        token = signed
      })
      return { body: { asked: true } }
    }
    linked.shop.answers.order = (question) =>
      question.code === code ? { body: { token } } : { status: 403, body: {} }
  }

  it('is asked for on the phone, and shown there once the shopper typed the mailed code', async () => {
    knowOrder()
    const { shopper, member } = await meet('Waar blijft mijn pakket?')
    await member.getByRole('button', { name: 'Details' }).click()
    await member.getByRole('textbox', { name: 'Bestelnummer' }).fill('#1042')
    await screenshot(member, 'order-ask-phone')
    await member.getByRole('button', { name: 'Vraag om bestelling' }).click()
    await shows(member, /Om bestelling 1042 gevraagd/)
    const box = shopper.getByRole('textbox', { name: 'Code uit de mail' })
    await box.fill('111 111')
    await box.press('Enter')
    await shows(shopper, /Deze code klopt niet, of is te oud/)
    await screenshot(shopper, 'order-code-phone')
    await box.fill('204 816')
    await box.press('Enter')
    await shows(shopper, 'De winkel kan bestelling 1042 nu zien')
    await box.waitFor({ state: 'detached' })
    await shows(member, '#1042 · Verzonden')
    await shows(member, order.note)
    await screenshot(member, 'order-shown-phone')
    const kept = await shopper.evaluate(() => JSON.stringify(localStorage))
    expect(kept).not.toContain(code)
    expect(await shopper.getByText('Verzonden').count()).toBe(0)
  })

  it('is asked for at a desk, in the dark, in English', async () => {
    knowOrder()
    const desk = { ...DESK, ...dark }
    const { shopper, member } = await meet('En mijn pakket?', {
      query: 'lang=en',
      shopper: desk,
      member: desk,
    } as object)
    await member.getByRole('textbox', { name: 'Bestelnummer' }).fill('1042')
    await member.getByRole('textbox', { name: 'Bestelnummer' }).press('Enter')
    const box = shopper.getByRole('textbox', { name: 'Code from the mail' })
    await box.waitFor()
    await screenshot(shopper, 'order-code-desk-dark')
    await box.fill(code)
    await box.press('Enter')
    await shows(member, '#1042 · Verzonden')
    await screenshot(member, 'order-shown-desk-dark')
  })
})
