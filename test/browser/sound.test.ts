import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { begin, openPanel, openStage, type Stage, shows, write } from './stage.ts'

/** Tones in one ring, of the panel and of the inbox alike. */
const RING = 2

let stage: Stage
let inbox: Page

beforeAll(async () => {
  stage = await openStage()
  inbox = await stage.merchant()
  await listen(inbox)
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())
afterEach(() => expect(stage.errors).toEqual([]))

/** Counts from now on, and after every reload, each tone the page sounds. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counted = Object.assign(window, { tones: 0 })
    const { start } = AudioScheduledSourceNode.prototype
    AudioScheduledSourceNode.prototype.start = function (...when) {
      counted.tones += 1
      start.apply(this, when)
    }
  })
  await page.reload()
}

function tones(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { tones: number }).tones)
}

describe('the panel', () => {
  const close = (page: Page) => page.getByRole('button', { name: 'Chat sluiten' }).click()
  const unread = (page: Page, count: number) =>
    page.getByRole('button', { name: `${count} ongelezen` }).waitFor()

  it('sounds when a message comes while it is closed, and not when it is muted, which is remembered', async () => {
    const shopper = await stage.shopper()
    await listen(shopper)
    await begin(shopper, 'Ik hoor het wel')
    await inbox.getByRole('option').filter({ hasText: 'Ik hoor het wel' }).click()
    await write(inbox, 'Je ziet dit gebeuren')
    await shows(shopper, 'Je ziet dit gebeuren')
    expect(await tones(shopper)).toBe(0)
    await close(shopper)
    await write(inbox, 'Dit hoor je')
    await unread(shopper, 1)
    await expect.poll(() => tones(shopper)).toBe(RING)

    await openPanel(shopper)
    await shopper.getByRole('button', { name: 'Geluid uitzetten' }).click()
    await close(shopper)
    await write(inbox, 'Dit niet')
    await unread(shopper, 1)
    await shopper.reload()
    await unread(shopper, 1)
    await write(inbox, 'En dit ook niet')
    await unread(shopper, 2)

    await openPanel(shopper)
    await shopper.getByRole('button', { name: 'Geluid aanzetten' }).click()
    await close(shopper)
    await write(inbox, 'Dit weer wel')
    await unread(shopper, 1)
    await expect.poll(() => tones(shopper)).toBe(RING)
    await shopper.context().close()
  })
})

describe('the inbox', () => {
  /** A shopper who waits, as the row that the list has for them. */
  async function waits(text: string): Promise<Locator> {
    const shopper = await stage.shopper()
    await begin(shopper, text)
    const row = inbox.getByRole('option').filter({ hasText: text })
    await row.waitFor()
    await shopper.context().close()
    return row
  }

  /** Opens it, since who waits unread is rung for again and again. */
  async function read(row: Locator): Promise<void> {
    await row.click()
    await row.locator('.unread').waitFor({ state: 'detached' })
  }

  /** Of several windows one rings, for two seconds: waits until it would again. */
  const quiet = () => inbox.evaluate(() => navigator.locks.request('loods-ring', () => undefined))

  async function toggleSound(): Promise<void> {
    await inbox.getByTitle('Jij en je winkel').click()
    await inbox.getByLabel('Geluid als er iemand wacht').click()
    await inbox.keyboard.press('Escape')
  }

  it('sounds when a shopper waits, and not when that is switched off, which is remembered', async ({
    task,
  }) => {
    // A second try finds the shoppers of the first.
    const repeat = task.result?.retryCount ?? 0
    await inbox.goto(`${stage.relay.url}/inbox#/`)
    await inbox.reload()
    await inbox.getByRole('tab', { name: /^Wacht/ }).click()
    const heard = await waits(`Hoort iemand mij? ${repeat}`)
    await expect.poll(() => tones(inbox)).toBeGreaterThanOrEqual(RING)
    await read(heard)
    await quiet()
    await toggleSound()
    const silent = await waits(`Nu stil ${repeat}`)
    await inbox.reload()
    await inbox.getByRole('tab', { name: /^Wacht/ }).click()
    const stillSilent = await waits(`Nog steeds stil ${repeat}`)
    await quiet()
    expect(await tones(inbox)).toBe(0)
    await read(silent)
    await read(stillSilent)
    await toggleSound()
    await waits(`En weer gehoord ${repeat}`)
    await expect.poll(() => tones(inbox)).toBeGreaterThanOrEqual(RING)
  })
})
