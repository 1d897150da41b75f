import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addTestMember } from '../../relay/src/testing/test-relay.ts'
import { PHONE, screenshot } from '../support/chromium.ts'
import { begin, openStage, type Stage, shows, write } from './stage.ts'

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

const row = (text: string, on = inbox) => on.getByRole('option').filter({ hasText: text })
const tab = (name: string, on = inbox) => on.getByRole('tab', { name: new RegExp(`^${name}`) })
const thread = (on = inbox) => on.getByRole('log')

/** A shopper who has said something, and the conversation opened by the merchant. */
async function chatting(text: string): Promise<Page> {
  const shopper = await stage.shopper()
  await begin(shopper, text)
  await tab('Wacht').click()
  await row(text).click()
  await thread().getByText(text, { exact: true }).waitFor()
  return shopper
}

function act(name: string): Promise<void> {
  return inbox.getByRole('toolbar').getByRole('button', { name }).click()
}

async function goes(what: Locator): Promise<void> {
  await what.first().waitFor({ state: 'detached', timeout: 20_000 })
}

describe('a conversation that is put off', () => {
  it('leaves those who wait, and comes back when its hour has come', async () => {
    await chatting('Wanneer komt de eiken weer?')
    await act('Later')
    await screenshot(inbox, 'desk-snooze')
    await inbox.getByRole('button', { name: /^Over een uur/ }).click()
    await thread()
      .getByText(/^Noor stelde dit uit tot/)
      .waitFor()
    await goes(row('Wanneer komt de eiken weer?'))
    await tab('Alle').click()
    await row('Wanneer komt de eiken weer?').getByText(/^tot /).waitFor({ state: 'attached' })
    await tab('Wacht').click()
    ahead += HOUR + 60_000
    await thread().getByText('Terug in de lijst').waitFor({ timeout: 30_000 })
    await row('Wanneer komt de eiken weer?').waitFor()
  })

  it('comes back at once when the shopper writes', async () => {
    const shopper = await chatting('Kan hij ook aan de muur?')
    await act('Later')
    await inbox
      .getByRole('button', { name: /^(Maandag|Over een week)/ })
      .last()
      .click()
    await goes(row('Kan hij ook aan de muur?'))
    await write(shopper, 'Laat maar, ik zie het al')
    await row('Laat maar, ik zie het al').waitFor()
  })
})

describe('a team', () => {
  it('hands a conversation over: the colleague finds it under their own, with the note that names them', async () => {
    const bram = await addTestMember(stage.relay, stage.shop.siteId, 'agent')
    const other = await stage.merchant({ cookie: bram.cookie })
    await tab('Mine', other).click()
    await inbox.reload()
    const shopper = await chatting('Leveren jullie in België?')

    await inbox.getByRole('button', { name: 'Notitie', exact: true }).click()
    const note = inbox.getByLabel('Je notitie')
    await note.pressSequentially('Weet jij dit, @ag')
    await inbox.getByRole('option', { name: /agent/ }).waitFor()
    await note.press('Enter')
    await expect.poll(() => note.inputValue()).toBe('Weet jij dit, @agent ')
    await note.press('Enter')
    await thread().getByText('Weet jij dit, @agent').waitFor()
    await act('Toewijzen')
    await inbox
      .getByRole('button', { name: /^\W*agent$/i })
      .last()
      .click()
    await thread().getByText('Noor gaf dit aan agent').waitFor()

    await row('Weet jij dit', other).or(row('België', other)).first().click()
    await thread(other).getByText('Weet jij dit, @agent').waitFor()
    await screenshot(other, 'desk-colleague-mine')
    await write(other, 'Ja, in twee dagen')
    await shows(shopper, 'Ja, in twee dagen')
    expect(await shopper.getByText('Weet jij dit').count()).toBe(0)
    await other.context().close()
  })
})

describe('a conversation that is finished', () => {
  it('is asked whether there is anything else, is closed for both, and opens again by a new message', async () => {
    const shopper = await chatting('Dank je wel')
    await act('Afronden')
    await inbox.getByRole('heading', { name: 'Nog iets?' }).waitFor()
    await screenshot(inbox, 'desk-close')
    await inbox.getByRole('button', { name: 'Vraag het eerst' }).click()
    await shows(shopper, 'Kan ik je nog ergens mee helpen?')
    await act('Afronden')
    await thread().getByText('Afgerond door Noor').waitFor()
    await shows(shopper, 'Chat gesloten. Schrijf iets om hem weer te openen')
    await goes(row('Kan ik je nog'))
    await screenshot(shopper, 'panel-phone-closed-nl')

    await write(shopper, 'Toch nog iets')
    await row('Toch nog iets').waitFor()
    await inbox.getByRole('toolbar').getByRole('button', { name: 'Afronden' }).waitFor()
    await write(inbox, 'Zeg het maar')
    await shows(shopper, 'Zeg het maar')
  })
})

describe('a visitor who is blocked', () => {
  it('is refused with the reason and keeps the text, until somebody takes it back', async () => {
    const shopper = await chatting('Vervelend bericht')
    await act('Meer acties')
    await screenshot(inbox, 'desk-more')
    await inbox.getByRole('button', { name: 'Blokkeer bezoeker' }).click()
    await inbox.getByText('Deze bezoeker is geblokkeerd en krijgt geen berichten.').waitFor()
    await write(shopper, 'En nog een')
    await shows(shopper, 'Deze chat neemt geen berichten meer aan.')
    await screenshot(shopper, 'panel-phone-blocked-nl')
    expect(await thread().getByText('En nog een').count()).toBe(0)

    await inbox.getByRole('button', { name: 'Deblokkeer' }).click()
    await inbox.getByLabel('Je antwoord').waitFor()
    await shopper.getByRole('button', { name: 'Verstuur opnieuw' }).click()
    await thread().getByText('En nog een').waitFor()
  })
})

describe('the visitors on the shop', () => {
  it('are seen as they come, turn a page, chat and go', async () => {
    await inbox.goto(`${stage.relay.url}/inbox#/visitors`)
    await inbox.getByRole('heading', { name: 'Nu op je winkel' }).waitFor()
    const here = (path: string) => inbox.getByRole('row').filter({ hasText: path })
    // Everybody on this machine would be one visitor, but for what their browser is called.
    const visitor = await stage.shopper({
      path: '/demo/nl/service',
      userAgent: 'Mozilla/5.0 (Linux; Android 15) Mobile',
    })
    await here('/demo/nl/service').getByText('telefoon').waitFor()
    await visitor.goto(`${stage.relay.url}/demo/nl/category/lamps`)
    await here('/demo/nl/category/lamps').waitFor()
    await goes(here('/demo/nl/service'))
    await begin(visitor, 'Ik kijk nog even')
    const chat = here('/demo/nl/category/lamps').getByRole('button', { name: 'Open chat' })
    await chat.waitFor()
    await screenshot(inbox, 'desk-visitors')
    await chat.click()
    await thread().getByText('Ik kijk nog even').waitFor()
    await inbox.getByRole('button', { name: 'Bezoekers' }).click()
    await visitor.close({ runBeforeUnload: true })
    await goes(here('/demo/nl/category/lamps'))
  })
})

describe('a visitor who is invited', () => {
  const here = () => inbox.getByRole('row').filter({ hasText: '/demo/nl/product/haven' })
  const line = 'Twijfel je ergens over? Ik kijk graag even mee.'

  /** Somebody who looks around, in a browser of this name. */
  async function lookAround(userAgent: string): Promise<Page> {
    await inbox.goto(`${stage.relay.url}/inbox#/visitors`)
    const context = await stage.browser.newContext({ ...PHONE, locale: 'nl-NL', userAgent })
    await context.clock.install()
    const visitor = await stage.shopper({ context, path: '/demo/nl/product/haven' })
    await here().getByRole('button', { name: 'Bied hulp aan' }).click()
    return visitor
  }

  async function send(visitor: Page): Promise<void> {
    await inbox.getByRole('dialog').getByRole('button', { name: 'Verstuur' }).click()
    await here().getByText('Onderweg, binnen een halve minuut').waitFor()
    // To the next sign of life.
    await visitor.clock.runFor(31_000)
    await visitor.getByText('Noor van ').waitFor()
    await here().getByText('Ziet nu je regel').waitFor()
  }

  it('reads the line on the page, and chats with whoever wrote it', async () => {
    const visitor = await lookAround('Mozilla/5.0 (Linux; Android 15) Mobile One')
    await inbox.getByRole('button', { name: line }).click()
    await screenshot(inbox, 'desk-invite')
    await send(visitor)
    await screenshot(visitor, 'visitor-invited')
    expect(await visitor.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    expect(await visitor.evaluate(() => Object.keys(localStorage))).toEqual([])
    await visitor.getByRole('button', { name: 'Stel je vraag' }).click()
    await visitor.getByRole('dialog').getByRole('log').getByText(line).waitFor()
    await here().getByText('Opende de chat').waitFor()
    await write(visitor, 'Ja, past hier E27 in?')
    await here().getByRole('button', { name: 'Open chat' }).click()
    await thread().getByText('Ja, past hier E27 in?').waitFor()
    await thread().getByText(line).waitFor()
    await thread().getByText('Noor nam dit gesprek').waitFor()
    expect(await visitor.getByRole('log').getByText(line).count()).toBe(1)
    await visitor.close({ runBeforeUnload: true })
    await visitor.context().close()
  })

  it('may send it away, which the member sees', async () => {
    const visitor = await lookAround('Mozilla/5.0 (Linux; Android 15) Mobile Two')
    await inbox.getByLabel('Je regel').fill('Zal ik even meekijken?')
    await send(visitor)
    await visitor.getByRole('button', { name: 'Sluiten' }).press('Escape')
    await here().getByText('Sloot je regel').waitFor()
    expect(await visitor.getByText('Zal ik even meekijken?').count()).toBe(0)
    await visitor.context().close()
  })
})
