import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { testPicture } from '../../relay/src/testing/test-picture.ts'
import { screenshot } from '../support/chromium.ts'
import { begin, openPanel, openStage, shows, write } from './stage.ts'

const QUESTION = 'Past de zonnebloemlamp in de serre?'

it('a contact is exported with the whole conversation, and after the erase nothing of it is found anywhere', async () => {
  await using stage = await openStage()
  const inbox = await stage.merchant()
  const shopper = await stage.shopper()
  await begin(shopper, QUESTION)
  const picture = { name: 'serre.png', mimeType: 'image/png', buffer: await testPicture() }
  await shopper.locator('input[type=file]').first().setInputFiles(picture)
  await inbox.getByRole('option').first().click()
  await inbox.locator('img[src*="/files/"]').waitFor()
  const address = (await inbox.locator('img[src*="/files/"]').getAttribute('src')) ?? ''
  const answer = async () => (await fetch(new URL(address, stage.relay.url))).status
  expect(await answer()).toBe(200)
  await write(inbox, 'Ja, ook bij vochtige lucht')
  await shows(shopper, 'Ja, ook bij vochtige lucht')

  await inbox.goto(`${stage.relay.url}/inbox#/settings/privacy`)
  const found = inbox.locator('.entry')
  await expect
    .poll(async () => {
      await inbox.getByLabel('Naam, e-mailadres of woorden uit de chat').fill('zonnebloemlamp')
      await inbox.getByRole('button', { name: 'Zoek', exact: true }).click()
      await inbox.locator('.entry, .empty').first().waitFor()
      return await found.count()
    })
    .toBe(1)
  await screenshot(inbox, 'privacy-found')
  const download = inbox.waitForEvent('download')
  await found.getByRole('button', { name: 'Exporteer leesbaar' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  for (const part of [QUESTION, 'Ja, ook bij vochtige lucht', 'serre.png'])
    expect(text).toContain(part)

  await found.getByRole('button', { name: 'Wis', exact: true }).click()
  await inbox.getByLabel('Typ “Bezoeker” om door te gaan').fill('Bezoeker')
  await screenshot(inbox, 'privacy-erase')
  await inbox.getByRole('button', { name: 'Wis voorgoed' }).click()
  await inbox.getByText('Niemand gevonden').waitFor()

  await expect.poll(() => shopper.getByText(QUESTION).count()).toBe(0)
  await shopper.reload()
  await openPanel(shopper)
  await shows(shopper, 'Waarmee kunnen we je helpen?')
  expect(await shopper.getByText(QUESTION).count()).toBe(0)
  await screenshot(shopper, 'privacy-erased-panel')
  expect(await answer()).toBe(404)

  await inbox.goto(`${stage.relay.url}/inbox#/search`)
  await inbox.getByLabel('Zoek in berichten en contacten').fill('zonnebloem')
  await inbox.getByText('Niets gevonden voor “zonnebloem”').waitFor()
  await write(shopper, 'Een nieuw begin')
  await inbox.goto(`${stage.relay.url}/inbox#/`)
  await inbox.getByRole('option').filter({ hasText: 'Een nieuw begin' }).click()
  await shows(inbox, 'Een nieuw begin')
  expect(await inbox.getByText(QUESTION).count()).toBe(0)
  expect(stage.errors).toEqual([])
})
