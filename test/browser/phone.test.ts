import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { screenshot } from '../support/chromium.ts'
import { composerOf, openPanel, openStage, type Stage, shows, write } from './stage.ts'

let stage: Stage
let inbox: Page

beforeAll(async () => {
  stage = await openStage()
  inbox = await stage.merchant()
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())
afterEach(() => expect(stage.errors).toEqual([]))

const panel = (page: Page) => page.getByRole('dialog')

/** What has the focus, inside whatever shadow root it is: its name, or its tag. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return element?.getAttribute('aria-label') ?? element?.tagName ?? ''
  })
}

describe('a whole chat by keyboard', () => {
  it('opens with Enter, stays inside the full screen, sends, answers, closes with Escape and comes back', async () => {
    const shopper = await stage.shopper()
    const launcher = shopper.getByRole('button', { name: /^Chat, / })
    await launcher.focus()
    await shopper.keyboard.press('Enter')
    await expect.poll(() => focused(shopper)).toBe('Schrijf een bericht…')
    await shopper.keyboard.type('Zonder muis')
    await shopper.keyboard.press('Enter')
    await inbox.getByRole('option').filter({ hasText: 'Zonder muis' }).click()
    await write(inbox, 'Gaat prima')
    await shows(shopper, 'Gaat prima')
    expect(await focused(shopper)).toBe('Schrijf een bericht…')

    const stops: string[] = []
    do {
      await shopper.keyboard.press('Tab')
      stops.push(await focused(shopper))
    } while (stops.length < 30 && stops.at(-1) !== 'Schrijf een bericht…')
    expect(stops).toEqual(
      expect.arrayContaining(['Geluid uitzetten', 'Chat sluiten', 'Berichten', 'Emoji']),
    )
    expect(stops).not.toContain('BODY')
    expect(stops.at(-1)).toBe('Schrijf een bericht…')
    await shopper.keyboard.press('Shift+Tab')
    await shopper.keyboard.press('Tab')
    expect(await focused(shopper)).toBe('Schrijf een bericht…')

    await shopper.keyboard.press('Escape')
    await panel(shopper).waitFor({ state: 'hidden' })
    await expect.poll(() => focused(shopper)).toMatch(/^Chat, /)
    await shopper.keyboard.press('Enter')
    await shows(shopper, 'Gaat prima')
    await shopper.context().close()
  })
})

/** A keyboard as iPhones have it: it covers the page and only the visual viewport knows. */
function coverPage(): void {
  const seen = Object.assign(new EventTarget(), { offsetTop: 0, height: innerHeight, width: 390 })
  Object.defineProperty(window, 'visualViewport', { value: seen })
  Object.assign(window, {
    keyboard(height: number, offsetTop: number) {
      Object.assign(seen, { height: innerHeight - height, offsetTop })
      seen.dispatchEvent(new Event('resize'))
    },
  })
}

describe('the keyboard of a phone', () => {
  it('never covers the composer where it makes the screen smaller', async () => {
    const shopper = await stage.shopper()
    await openPanel(shopper)
    await shopper.setViewportSize({ width: 390, height: 460 })
    await expect.poll(async () => (await panel(shopper).boundingBox())?.height).toBe(460)
    await expectInView(shopper, 0, 460)
    await screenshot(shopper, 'phone-keyboard')
    await shopper.setViewportSize({ width: 390, height: 844 })
    await expect.poll(async () => (await panel(shopper).boundingBox())?.height).toBe(844)
    await shopper.context().close()
  })

  it('never covers the composer where it only covers the page', async () => {
    const context = await stage.browser.newContext({
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      locale: 'nl-NL',
    })
    await context.addInitScript(coverPage)
    const shopper = await stage.shopper({ context })
    await openPanel(shopper)
    await shopper.evaluate('keyboard(336, 44)')
    await expect
      .poll(async () => panel(shopper).boundingBox())
      .toEqual({ x: 0, y: 44, width: 390, height: 508 })
    await expectInView(shopper, 44, 552)
    await shopper.evaluate('keyboard(0, 0)')
    await expect.poll(async () => (await panel(shopper).boundingBox())?.height).toBe(844)
    await context.close()
  })
})

/** Expects the composer to stand whole between two heights, in CSS pixels. */
async function expectInView(page: Page, top: number, bottom: number): Promise<void> {
  const box = await composerOf(page).boundingBox()
  if (!box) throw new Error('there is no composer')
  expect(box.y).toBeGreaterThanOrEqual(top)
  expect(box.y + box.height).toBeLessThanOrEqual(bottom)
}

describe('the back gesture', () => {
  it('closes the panel and leaves the page and its place as they were', async () => {
    const shopper = await stage.shopper()
    await shopper.evaluate(() => scrollTo(0, 300))
    const before = { url: shopper.url(), length: await shopper.evaluate(() => history.length) }
    await openPanel(shopper)
    await shopper.evaluate(() => history.back())
    await panel(shopper).waitFor({ state: 'hidden' })
    expect(shopper.url()).toBe(before.url)
    expect(await shopper.evaluate(() => scrollY)).toBe(300)
    await openPanel(shopper)
    await panel(shopper).getByRole('button', { name: 'Chat sluiten' }).click()
    await panel(shopper).waitFor({ state: 'hidden' })
    await expect.poll(() => shopper.evaluate(() => history.state?.loods ?? null)).toBeNull()
    expect(await shopper.evaluate(() => history.length)).toBe(before.length + 1)
    await shopper.context().close()
  })
})
