import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { screenshot } from '../support/chromium.ts'
import { begin, openPanel, openStage, type Stage, shows, write } from './stage.ts'

const HOUR = 3_600_000

let ahead = 0
let stage: Stage
let inbox: Page

beforeAll(async () => {
  stage = await openStage({ clock: () => Date.now() + ahead })
  inbox = await stage.merchant()
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())
afterEach(() => expect(stage.errors).toEqual([]))

const log = (page: Page) => page.getByRole('log')

/** A shopper whose first words the merchant has open. */
async function chatting(text: string): Promise<Page> {
  const shopper = await stage.shopper()
  await begin(shopper, text)
  await inbox.getByRole('option').filter({ hasText: text }).click()
  await log(inbox).getByText(text, { exact: true }).waitFor()
  return shopper
}

/** How often a page shows exactly this. */
function count(page: Page, text: string): Promise<number> {
  return log(page).getByText(text, { exact: true }).count()
}

describe('a shopper', () => {
  it('who reloads while a message is on its way sends it once, and keeps it in sight', async () => {
    const shopper = await chatting('Eerste vraag')
    let held = true
    await shopper.routeWebSocket(/live/, (socket) => void (held || socket.connectToServer()))
    await shopper.route('**/messages', (route) => void (held || route.continue()))
    await shopper.reload()
    await openPanel(shopper)
    await write(shopper, 'Halverwege geladen')
    await log(shopper).getByText('Halverwege geladen').waitFor()
    held = false
    await shopper.reload()
    await openPanel(shopper)
    await log(inbox).getByText('Halverwege geladen').waitFor()
    await expect
      .poll(() => shopper.getByText(/wordt verstuurd|bewaard, gaat later mee/).count())
      .toBe(0)
    expect(await count(shopper, 'Halverwege geladen')).toBe(1)
    expect(await count(inbox, 'Halverwege geladen')).toBe(1)
  })

  it('who was offline for a working day finds every answer once, in its order', async () => {
    const shopper = await chatting('Ik stap zo in de trein')
    await shopper.context().setOffline(true)
    await shopper.getByText('Geen verbinding').waitFor()
    await write(shopper, 'Geschreven onderweg')
    ahead += 9 * HOUR
    const answers = ['Een', 'Twee', 'Drie'].map((word) => `${word} uur later`)
    for (const answer of answers) await write(inbox, answer)
    await log(inbox).getByText('Drie uur later').waitFor()
    await shopper.context().setOffline(false)
    await log(inbox).getByText('Geschreven onderweg').waitFor()
    await log(shopper).getByText('Drie uur later').waitFor()
    for (const text of [...answers, 'Geschreven onderweg']) {
      await expect.poll(() => count(shopper, text)).toBe(1)
      expect(await count(inbox, text)).toBe(1)
    }
    const order = await log(shopper)
      .getByText(/uur later$/)
      .allTextContents()
    expect(order).toEqual(answers)
    await screenshot(shopper, 'back-after-hours')
  })

  it('hears the same in both of two tabs, also after the one that held the line was closed', async () => {
    const first = await chatting('In twee tabbladen')
    const second = await stage.shopper({ context: first.context(), path: '/demo/nl/service' })
    await openPanel(second)
    await write(inbox, 'Aan allebei')
    for (const page of [first, second]) await shows(page, 'Aan allebei')
    await first.close()
    await write(inbox, 'Aan wie er nog is')
    await shows(second, 'Aan wie er nog is')
    expect(await count(second, 'Aan allebei')).toBe(1)
  })
})

describe('a merchant', () => {
  it('who signs out everywhere closes the inbox that is open elsewhere', async () => {
    const elsewhere = await stage.merchant()
    await elsewhere.getByRole('option').first().waitFor()
    await inbox.goto(`${stage.relay.url}/inbox#/settings/profile`)
    await inbox.getByRole('button', { name: 'Log overal uit' }).click()
    await screenshot(inbox, 'back-sign-out-everywhere')
    await inbox
      .getByRole('dialog')
      .getByRole('button', { name: /^Log (overal )?uit$/ })
      .click()
    await elsewhere.getByText(/^Je sessie is beëindigd/).waitFor()
    await screenshot(elsewhere, 'back-signed-out')
    const shopper = await stage.shopper()
    await begin(shopper, 'Leest er nog iemand mee?')
    expect(await elsewhere.getByText('Leest er nog iemand mee?').count()).toBe(0)
    await elsewhere.getByRole('button', { name: 'Log in' }).click()
    await elsewhere.getByLabel('E-mailadres').fill(stage.shop.email)
    await elsewhere.getByLabel('Wachtwoord', { exact: true }).fill(stage.shop.password)
    await elsewhere.getByRole('button', { name: 'Log in' }).click()
    await shows(elsewhere, 'Leest er nog iemand mee?')
  })
})
