import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { screenshot } from '../support/chromium.ts'
import { type SmtpCatcher, startSmtpCatcher } from '../support/smtp-catcher.ts'
import { begin, openStage, type Stage, shows, write } from './stage.ts'

const HELP = 'Twijfel je over de fitting? Ik kijk graag even mee.'

let ahead = 0
let mails: SmtpCatcher
let stage: Stage
let inbox: Page

beforeAll(async () => {
  mails = await startSmtpCatcher()
  stage = await openStage({ clock: () => Date.now() + ahead, env: { SMTP_URL: mails.url } })
  inbox = await stage.merchant({ permissions: ['microphone'] })
}, 60_000)
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]()
  await mails?.stop()
})
afterEach(() => expect(stage.errors).toEqual([]))

const panel = (page: Page) => page.getByRole('dialog')
const thread = () => inbox.getByRole('log')
const row = (text: string) => inbox.getByRole('option').filter({ hasText: text })

describe('help that is offered', () => {
  it('opens the panel with its words, reaches the merchant, and is not offered again after a chat', async () => {
    await stage.relay.json(`/api/sites/${stage.shop.siteId}/triggers`, {
      token: stage.shop.token,
      body: {
        name: 'fitting',
        enabled: true,
        page: '/demo/nl/product/*',
        when: { type: 'visible_seconds', seconds: 1 },
        texts: { nl: HELP, en: 'Unsure about the fitting?' },
        holdOut: 0,
      },
    })
    const shopper = await stage.shopper()
    await screenshotOf(shopper.getByText(HELP), shopper, 'offer-prompt')
    await shopper.getByRole('button', { name: 'Stel je vraag' }).click()
    await panel(shopper).getByRole('log').getByText(HELP).waitFor()
    await write(shopper, 'Ja, is dit E27?')
    await row('Ja, is dit E27?').click()
    await thread().getByText('Ja, is dit E27?').waitFor()
    await thread().getByText(`Kreeg hulp aangeboden op Bureaulamp Noot: “${HELP}”`).waitFor()
    await screenshot(inbox, 'offer-inbox')
    await write(inbox, 'Ja, dat past')
    await shows(shopper, 'Ja, dat past')

    const requests: string[] = []
    shopper.on('request', (request) => requests.push(request.url()))
    await shopper.goto(`${stage.relay.url}/demo/nl/product/noot?again`)
    await expect.poll(() => requests.some((url) => /\/thread$|\/live$/.test(url))).toBe(true)
    expect(requests.filter((url) => url.endsWith('/prompt.js'))).toEqual([])
    await shopper.context().close()
  })
})

async function screenshotOf(what: Locator, page: Page, name: string): Promise<void> {
  // Nothing is offered in the first ten seconds of a visit.
  await what.waitFor({ timeout: 40_000 })
  await screenshot(page, name)
}

describe('a shop that is away', () => {
  it('says so in the panel and takes an address, which the merchant gets in the inbox and by mail, until it is back', async () => {
    await availability('Afwezig')
    const shopper = await stage.shopper()
    await shopper.getByRole('button', { name: /^Chat, / }).click()
    await panel(shopper).getByText('Nu gesloten. Laat je vraag achter').waitFor()
    await panel(shopper).getByLabel('Naam').fill('Sanne Visser')
    await panel(shopper).locator('input[type=email]').fill('sanne@voorbeeld.example')
    await panel(shopper).getByLabel('Je vraag').fill('Wanneer is de eiken er weer?')
    await panel(shopper).getByRole('button', { name: 'Verstuur' }).click()
    await panel(shopper).getByText('Je hoort van ons op sanne@voorbeeld.example').waitFor()

    await row('Sanne Visser').click()
    await thread().getByText('Wanneer is de eiken er weer?').waitFor()
    await thread()
      .getByText(/^Liet gegevens achter/)
      .waitFor()
    await inbox.getByRole('complementary').getByText('sanne@voorbeeld.example').waitFor()
    await screenshot(inbox, 'offer-lead')
    ahead += 121_000
    const { mail } = await mails.waitFor(({ to }) => to.includes(stage.shop.email), 30_000)
    expect(mail.text).toContain('/inbox')

    await availability('Open')
    await panel(shopper).getByRole('button', { name: 'Terug naar de chat' }).click()
    await write(shopper, 'Ah, je bent er weer')
    await thread().getByText('Ah, je bent er weer').waitFor()
    await write(inbox, 'Ja, zeg het maar')
    await shows(shopper, 'Ja, zeg het maar')
    await shopper.context().close()
  })

  it('takes a number to be called on, which stands in the list of who left one', async () => {
    await availability('Afwezig')
    const shopper = await stage.shopper()
    await shopper.getByRole('button', { name: /^Chat, / }).click()
    await panel(shopper).getByRole('radio', { name: 'Bel mij' }).check()
    await panel(shopper).getByLabel('Telefoonnummer').fill('06 1234')
    await panel(shopper).getByRole('button', { name: 'Verstuur' }).click()
    await panel(shopper).getByText('Dit is nog geen telefoonnummer.').waitFor()
    await panel(shopper).getByLabel('Telefoonnummer').fill('06 1234 5678')
    await panel(shopper).getByRole('button', { name: 'Verstuur' }).click()
    await panel(shopper).getByText('Je hoort van ons op 06 1234 5678').waitFor()
    await inbox.goto(`${stage.relay.url}/inbox#/settings/leads`)
    await inbox.locator('.entry', { hasText: '06 1234 5678' }).waitFor()
    await inbox.goto(`${stage.relay.url}/inbox#/`)
    await availability('Open')
    await shopper.context().close()
  })
})

/** Switches the shop as its merchant does, in the menu under one's own face. */
async function availability(state: 'Open' | 'Afwezig'): Promise<void> {
  await inbox.getByTitle('Jij en je winkel').click()
  const choice = inbox
    .getByRole('tab', { name: state })
    .or(inbox.getByRole('radio', { name: state }))
  await choice.click()
  await expect
    .poll(
      async () => (await stage.relay.context.sites.byId(stage.shop.siteId)).settings.availability,
    )
    .toBe(state === 'Open' ? 'open' : 'away')
  await inbox.keyboard.press('Escape')
}

describe('a voice note', () => {
  it('is recorded by the shopper and played by the merchant, and the other way round', async () => {
    const shopper = await stage.shopper({ permissions: ['microphone'] })
    await begin(shopper, 'Ik spreek het even in')
    await panel(shopper).getByRole('button', { name: 'Spraakbericht opnemen' }).click()
    await panel(shopper).getByText('Opname 0:01').waitFor()
    await panel(shopper).getByRole('button', { name: 'Verstuur spraakbericht' }).click()
    await row('Spraakbericht').or(row('Bestand')).first().click()
    expect(await plays(thread().locator('audio'))).toBe(true)

    await inbox.getByRole('button', { name: 'Neem een spraakbericht op' }).click()
    await inbox.getByText('0:01', { exact: true }).waitFor()
    await screenshot(inbox, 'offer-recording')
    await inbox.getByRole('button', { name: 'Stop' }).click()
    await inbox.getByRole('button', { name: /^Verwijder Spraakbericht/ }).waitFor()
    await inbox.getByRole('button', { name: 'Verstuur' }).click()
    const play = panel(shopper).getByRole('button', { name: 'Speel af' })
    await expect.poll(() => play.count()).toBe(2)
    await play.last().click()
    await panel(shopper).getByRole('button', { name: 'Pauzeer' }).waitFor()
    await screenshot(shopper, 'offer-voice')
  })
})

/** Whether a recording can be heard: it starts, and its time goes on. */
async function plays(audio: Locator): Promise<boolean> {
  return await audio.evaluate(async (element: HTMLAudioElement) => {
    await element.play()
    while (element.currentTime === 0 && !element.error) {
      await new Promise((resolve) =>
        element.addEventListener('timeupdate', resolve, { once: true }),
      )
    }
    return !element.error
  })
}
