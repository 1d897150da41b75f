import { Buffer } from 'node:buffer'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testPicture } from '../../relay/src/testing/test-picture.ts'
import { DESK, screenshot } from '../support/chromium.ts'
import { begin, composerOf, openStage, type Stage } from './stage.ts'

const LARGEST = 10 * 1024 * 1024

let stage: Stage
let inbox: Page
let shopper: Page
let picture: Buffer

beforeAll(async () => {
  picture = await testPicture()
  stage = await openStage()
  inbox = await stage.merchant()
  shopper = await stage.shopper({ ...DESK, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })
  await begin(shopper, 'Ik stuur er foto’s bij')
  await inbox.getByRole('option').first().click()
  await inbox.getByLabel('Je antwoord').waitFor()
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())
afterEach(() => expect(stage.errors).toEqual([]))

const panel = () => shopper.getByRole('dialog')
const log = (page: Page) => page.getByRole('log')

interface Given {
  name: string
  type: string
  bytes: Buffer
}

const photo = (name: string): Given => ({ name, type: 'image/png', bytes: picture })
const text = (name: string): Given => ({ name, type: 'text/plain', bytes: Buffer.from('12 cm') })

/** Lets files go over an element, or pastes them into it, as a hand would. */
async function give(target: Locator, how: 'drop' | 'paste', files: Given[]): Promise<void> {
  const sent = files.map(({ name, type, bytes }) => ({
    name,
    type,
    data: bytes.toString('base64'),
  }))
  await target.evaluate(
    (element, { how, sent }) => {
      const data = new DataTransfer()
      for (const { name, type, data: base64 } of sent) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        data.items.add(new File([bytes], name, { type }))
      }
      const kind = { bubbles: true, cancelable: true, composed: true }
      if (how === 'paste') {
        element.dispatchEvent(new ClipboardEvent('paste', { ...kind, clipboardData: data }))
        return
      }
      for (const name of ['dragenter', 'dragover', 'drop']) {
        element.dispatchEvent(new DragEvent(name, { ...kind, dataTransfer: data }))
      }
    },
    { how, sent },
  )
}

/** Makes the relay refuse uploads of a page for a while. */
async function refuseUploads(page: Page, code = 'unavailable', status = 503): Promise<void> {
  await page.route('**/files', (route) =>
    route.fulfill({ status, json: { error: { code, message: 'Not now.' } } }),
  )
}

describe('a file of the shopper', () => {
  it('is dropped on the panel or pasted in its composer, and the merchant sees it', async () => {
    await composerOf(shopper).fill('Deze twee')
    await give(log(shopper), 'drop', [photo('gesleept.png')])
    await give(composerOf(shopper), 'paste', [text('geplakt.txt')])
    await log(shopper).getByRole('img', { name: 'Foto: gesleept.png' }).waitFor()
    await log(inbox).getByRole('img', { name: 'Open gesleept.png' }).waitFor()
    await log(inbox).getByRole('link', { name: 'Download geplakt.txt' }).waitFor()
    expect(await composerOf(shopper).inputValue()).toBe('Deze twee')
  })

  it('that the relay refuses midway stays, with a way to try again, and can be given up', async () => {
    await refuseUploads(shopper)
    await give(log(shopper), 'drop', [photo('een.png'), photo('twee.png')])
    const one = panel().getByRole('listitem').filter({ hasText: 'een.png' })
    const two = panel().getByRole('listitem').filter({ hasText: 'twee.png' })
    await one.getByText('een.png kon niet worden verstuurd. Er is niets verloren.').waitFor()
    await two.getByRole('button', { name: 'Verstuur opnieuw' }).waitFor()
    await screenshot(shopper, 'uploads-panel-refused')
    await shopper.unrouteAll({ behavior: 'ignoreErrors' })
    await two.getByRole('button', { name: 'Annuleer' }).click()
    await one.getByRole('button', { name: 'Verstuur opnieuw' }).click()
    await log(inbox).getByRole('img', { name: 'Open een.png' }).waitFor()
    await expect.poll(() => panel().getByRole('listitem').count()).toBe(0)
    expect(await log(inbox).getByRole('img', { name: 'Open twee.png' }).count()).toBe(0)
  })

  it('that is cut off on its way is tried again by hand', async () => {
    await shopper.route('**/files', (route) => route.abort('connectionreset'))
    await give(log(shopper), 'drop', [photo('tunnel.png')])
    const retry = panel().getByRole('button', { name: 'Verstuur opnieuw' })
    await retry.waitFor()
    await shopper.unrouteAll({ behavior: 'ignoreErrors' })
    await retry.click()
    await log(inbox).getByRole('img', { name: 'Open tunnel.png' }).waitFor()
  })

  it('that is given up while it goes up never arrives', async () => {
    await shopper.route('**/files', () => undefined)
    await give(log(shopper), 'drop', [photo('toch-niet.png')])
    const item = panel().getByRole('listitem').filter({ hasText: 'toch-niet.png' })
    await item.getByRole('progressbar').waitFor()
    await screenshot(shopper, 'uploads-panel-busy')
    await item.getByRole('button', { name: 'Annuleer' }).click()
    await item.waitFor({ state: 'detached' })
    await shopper.unrouteAll({ behavior: 'ignoreErrors' })
    await give(log(shopper), 'drop', [photo('wel.png')])
    await log(inbox).getByRole('img', { name: 'Open wel.png' }).waitFor()
    expect(await log(inbox).getByText('toch-niet.png').count()).toBe(0)
  })

  it('that is too large or of a kind we do not take says so and what to do, and no text is lost', async () => {
    await composerOf(shopper).fill('Bij deze tekeningen')
    await give(log(shopper), 'drop', [{ ...text('groot.txt'), bytes: Buffer.alloc(LARGEST + 1) }])
    await give(log(shopper), 'drop', [
      { name: 'tekening.svg', type: 'image/svg+xml', bytes: Buffer.from('<svg/>') },
      { name: 'foto.png', type: 'image/png', bytes: Buffer.from('<html>geen foto</html>') },
    ])
    await panel().getByText('groot.txt is groter dan 10 MB. Kies een kleiner bestand.').waitFor()
    for (const name of ['tekening.svg', 'foto.png']) {
      await panel()
        .getByText(`${name} is geen soort bestand dat we aannemen. Stuur een foto, pdf of tekst.`)
        .waitFor()
    }
    await screenshot(shopper, 'uploads-panel-not-taken')
    expect(await composerOf(shopper).inputValue()).toBe('Bij deze tekeningen')
    const cancel = panel().getByRole('button', { name: 'Annuleer' })
    for (const left of [2, 1, 0]) {
      await cancel.first().click()
      await expect.poll(() => cancel.count()).toBe(left)
    }
  })
})

describe('a file of the merchant', () => {
  const chip = (name: string | RegExp) =>
    inbox.locator('.attachments').getByRole('listitem').filter({ hasText: name })
  const send = () => inbox.getByRole('button', { name: 'Verstuur', exact: true }).click()

  it('is dropped on the composer or pasted in it, and the shopper gets it with the words', async () => {
    await inbox.getByLabel('Je antwoord').fill('Zo zit hij vast')
    await give(inbox.getByLabel('Je antwoord'), 'drop', [photo('montage.png')])
    await give(inbox.getByLabel('Je antwoord'), 'paste', [text('maten.txt')])
    await inbox.getByRole('button', { name: 'Verwijder montage.png' }).waitFor()
    await inbox.getByRole('button', { name: 'Verwijder maten.txt' }).waitFor()
    await screenshot(inbox, 'uploads-inbox')
    await send()
    await log(inbox).getByText('Zo zit hij vast').waitFor()
    await log(shopper).getByText('Zo zit hij vast').waitFor()
    await log(shopper).getByRole('img', { name: 'Foto: montage.png' }).waitFor()
    await log(shopper)
      .getByRole('link', { name: /maten.txt/ })
      .waitFor()
  })

  it('that the relay refuses midway says why, and is tried again or given up', async () => {
    await refuseUploads(inbox)
    await inbox.getByLabel('Je antwoord').fill('Met twee erbij')
    await give(inbox.getByLabel('Je antwoord'), 'drop', [photo('a.png'), photo('b.png')])
    for (const name of ['a.png', 'b.png']) {
      await chip(`${name}: Uploaden lukte niet; je tekst is bewaard. Probeer opnieuw.`).waitFor()
    }
    await screenshot(inbox, 'uploads-inbox-refused')
    await inbox.unrouteAll({ behavior: 'ignoreErrors' })
    await inbox.getByRole('button', { name: 'Annuleer b.png' }).click()
    await inbox.getByRole('button', { name: 'Probeer opnieuw' }).click()
    await inbox.getByRole('button', { name: 'Verwijder a.png' }).waitFor()
    expect(await inbox.getByLabel('Je antwoord').inputValue()).toBe('Met twee erbij')
    await send()
    await log(shopper).getByRole('img', { name: 'Foto: a.png' }).waitFor()
    expect(await log(shopper).getByRole('img', { name: 'Foto: b.png' }).count()).toBe(0)
  })

  it('that is too large or of a kind we do not take says so and what to do, and no text is lost', async () => {
    await inbox.getByLabel('Je antwoord').fill('Deze niet')
    const box = inbox.getByLabel('Je antwoord')
    await give(box, 'drop', [{ ...text('groot.txt'), bytes: Buffer.alloc(LARGEST + 1) }])
    await inbox
      .getByText('groot.txt is groter dan 10 MB. Maak het kleiner en probeer opnieuw.')
      .waitFor()
    await give(box, 'drop', [
      { name: 'a.svg', type: 'image/svg+xml', bytes: Buffer.from('<svg/>') },
    ])
    await chip('a.svg: Dit soort bestand kan niet. Stuur een foto, pdf, tekst of audio.').waitFor()
    await screenshot(inbox, 'uploads-inbox-not-taken')
    await inbox.getByRole('button', { name: 'Annuleer a.svg' }).click()
    expect(await box.inputValue()).toBe('Deze niet')
    await box.fill('')
  })
})
