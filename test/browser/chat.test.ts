import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPicture } from '../../relay/src/testing/test-picture.ts'
import { screenshot } from '../support/chromium.ts'
import { composerOf, openPanel, openStage, type Stage, shows, write } from './stage.ts'

let stage: Stage
let inbox: Page
let shop: Page

beforeAll(async () => {
  stage = await openStage()
  inbox = await stage.merchant()
  shop = await stage.shopper()
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('a shopper on a phone and a merchant at a desk', () => {
  it('write to each other', async () => {
    await openPanel(shop)
    await write(shop, 'Past deze bij een E27 fitting?')
    await shows(inbox, 'Past deze bij een E27 fitting?')
    await screenshot(inbox, 'chat-waiting')
    await inbox.getByText('Past deze bij een E27 fitting?').first().click()
    await write(inbox, 'Ja, tot 60 watt')
    await shows(shop, 'Ja, tot 60 watt')
    await screenshot(shop, 'chat-panel')
    await screenshot(inbox, 'chat-inbox')
  })

  it('see that the other one has read it', async () => {
    await shows(shop, /gelezen/)
    await shows(inbox, /gelezen/)
  })

  it('see each other type', async () => {
    const composer = composerOf(shop)
    await composer.pressSequentially('En', { delay: 60 })
    await shows(inbox, /typen|typt/)
    await composer.fill('')
    const answer = composerOf(inbox)
    await answer.pressSequentially('Ik', { delay: 60 })
    await shop
      .locator('[class*=typing], [aria-label*=typt], [aria-label*=typen]')
      .first()
      .waitFor({ timeout: 10_000 })
    await answer.fill('')
  })

  it('keep the conversation over a reload and on the next page', async () => {
    await shop.reload()
    await shop.goto(`${stage.relay.url}/demo/nl/cart`)
    await openPanel(shop)
    await shows(shop, 'Ja, tot 60 watt')
  })

  it('see the same in a second tab, and write from it', async () => {
    const second = await stage.shopper({ context: shop.context(), path: '/demo/nl/service' })
    await openPanel(second)
    await shows(second, 'Ja, tot 60 watt')
    await write(second, 'Vanuit een ander tabblad')
    await shows(inbox, 'Vanuit een ander tabblad')
    await shows(shop, 'Vanuit een ander tabblad')
    await second.close()
  })

  it('lose nothing that was written offline', async () => {
    await shop.context().setOffline(true)
    await write(shop, 'Geschreven in de trein')
    await shows(shop, 'Geschreven in de trein')
    await shop.context().setOffline(false)
    await shows(inbox, 'Geschreven in de trein')
    await write(inbox, 'Goed aangekomen')
    await shows(shop, 'Goed aangekomen')
  })

  it('send each other pictures', async () => {
    const picture = await testPicture()
    const file = { name: 'lamp.png', mimeType: 'image/png', buffer: picture }
    await shop.locator('input[type=file]').first().setInputFiles(file)
    await inbox.locator('img[src*="/files/"]').first().waitFor({ timeout: 15_000 })
    await inbox
      .locator('input[type=file]')
      .first()
      .setInputFiles({ ...file, name: 'antwoord.png' })
    await inbox.getByText('antwoord.png').first().waitFor()
    await inbox.getByRole('button', { name: 'Verstuur' }).click()
    await expect
      .poll(() => shop.locator('img[src*="/files/"]').count(), { timeout: 15_000 })
      .toBe(2)
    await screenshot(shop, 'chat-files')
  })
})
