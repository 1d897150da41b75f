import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recording } from '../../relay/src/testing/recordings.ts'
import { testPicture } from '../../relay/src/testing/test-picture.ts'
import { startVisitor } from '../../relay/src/testing/test-relay.ts'
import { PHONE, screenshot } from '../support/chromium.ts'
import { type ChannelStage, openChannelStage, phoneOf, sendFrom, writeOn } from './channel-stage.ts'
import { begin, shows, write } from './stage.ts'

let stage: ChannelStage

beforeAll(async () => {
  stage = await openChannelStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

/** Shows how pairing looks on a phone, in the dark. */
async function lookOnPhone(): Promise<void> {
  const look = { ...PHONE, colorScheme: 'dark', path: '#/settings/profile' } as const
  const page = await stage.merchant(look)
  await page.getByRole('button', { name: 'Koppel mijn telefoon' }).click()
  await page.getByText(/^Wacht op je bericht/).scrollIntoViewIfNeeded()
  await screenshot(page, 'pairing-phone')
  await page.context().close()
}

/** Lets the relay gather what was said, and the phone get it. */
async function soon(): Promise<void> {
  await stage.world.graph.time.advance(5_000)
}

async function quote(log: Locator, text: string): Promise<void> {
  const bubble = log.locator('.side:not(.mine)', { hasText: text }).last()
  await bubble.getByRole('button', { name: 'Wat kan met dit bericht' }).click()
  await bubble.getByRole('button', { name: 'Citeer' }).click()
}

/** A shopper of the demo shop without a screen, who says something or sends a recording. */
async function secondShopper(text: string) {
  const { relay, shop } = stage
  const { secret } = await startVisitor(relay, shop.siteKey)
  const widget = `/widget/v1/${shop.siteKey}`
  const say = (body: object) =>
    relay.json(`${widget}/messages`, {
      token: secret,
      body: { cid: `second-${crypto.randomUUID().slice(0, 20)}`, ...body },
    })
  await say({ text })
  return {
    async record() {
      const response = await fetch(`${relay.url}${widget}/files`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'audio/webm',
          'x-file-seconds': '1',
        },
        body: new Uint8Array(await recording('webm')),
      })
      const { id } = (await response.json()) as { id: string }
      await say({ fileId: id })
    },
  }
}

test('a member pairs a phone by scanning, and answers shoppers from it: by quote, by choosing, with photo and voice', async () => {
  await lookOnPhone()
  const inbox: Page = await stage.merchant({ path: '#/settings/profile' })
  await inbox.getByRole('button', { name: 'Koppel mijn telefoon' }).click()
  const link = inbox.getByRole('link', { name: 'Open WhatsApp op dit apparaat' })
  const href = (await link.getAttribute('href')) ?? ''
  await link.scrollIntoViewIfNeeded()
  await screenshot(inbox, 'pairing-desk')

  const phones = await stage.phones(href.slice(stage.relay.url.length))
  await phones.getByRole('button', { name: 'Winkelier · Mila Visser' }).click()
  const mila = phoneOf(phones, 'Mila Visser')
  await mila.getByRole('button', { name: 'Verstuur' }).click()
  const log = mila.getByRole('log')
  await log.getByText(/^Welkom\. Deze telefoon antwoordt nu/).waitFor()
  await inbox.getByText('+31 6 12340001').scrollIntoViewIfNeeded()
  await screenshot(inbox, 'paired-desk')

  const shop = await stage.shopper()
  await begin(shop, 'Past de Noot op een smal bureau?')
  await soon()
  await log.getByText(/Past de Noot op een smal bureau\?$/).waitFor()
  await quote(log, 'Past de Noot')
  await writeOn(mila, 'Ja, de voet is 12 cm')
  await shows(shop, 'Ja, de voet is 12 cm')
  await log.locator('.reactions', { hasText: '✅' }).waitFor()

  const second = await secondShopper('Leveren jullie in België?')
  await soon()
  await log.getByText(/Leveren jullie in België\?$/).waitFor()
  await writeOn(mila, 'Morgen in huis')
  await log.getByRole('button', { name: 'Kies een chat' }).last().click()
  await log.getByRole('button', { name: /Ja, de voet is 12 cm/ }).click()
  await shows(shop, 'Morgen in huis')

  await quote(log, 'Past de Noot')
  const picture = { name: 'lamp.png', mimeType: 'image/png', buffer: await testPicture() }
  await sendFrom(mila, 'Foto sturen', picture)
  await shop.getByRole('log').locator('img').first().waitFor()
  await quote(log, 'Past de Noot')
  const voice = { name: 'voice.ogg', mimeType: 'audio/ogg', buffer: await recording('ogg') }
  await sendFrom(mila, 'Spraakbericht sturen', voice)
  await shop
    .getByRole('log')
    .getByRole('button', { name: /afspelen|speel/i })
    .first()
    .waitFor()

  await second.record()
  await write(shop, 'Dank je wel')
  await soon()
  await log.locator('.side:not(.mine) audio').waitFor()
  await log.getByText(/Dank je wel$/).waitFor()
  await screenshot(phones, 'phone-answers')
  await inbox.goto(`${stage.relay.url}/inbox`)
  await inbox.getByRole('option').first().click()
  await inbox.getByText(/op WhatsApp bij Noor/).waitFor()
  await screenshot(inbox, 'phone-answers-inbox')
  expect(stage.errors).toEqual([])
})
