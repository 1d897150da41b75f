import type { Trigger, TriggerDefinition } from '@loods/protocol'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addTestMember } from '../../relay/src/testing/test-relay.ts'
import { PHONE, screenshot } from '../support/chromium.ts'
import { openStage, type Stage } from './stage.ts'

const DOUBT: TriggerDefinition = {
  name: 'Twijfel',
  page: '',
  pageKind: 'product',
  when: { all: [{ type: 'visible_seconds', seconds: 30 }, { type: 'exit_intent' }] },
  texts: { nl: 'Kan ik helpen?', en: 'Can I help?' },
}

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
  await call('PATCH', '/settings', { manners: { ...MANNERS, early: 3 } })
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())
afterEach(async () => {
  await Promise.all(stage.browser.contexts().map((context) => context.close()))
  for (const { id } of await triggers()) await call('DELETE', `/triggers/${id}`)
  expect(stage.errors).toEqual([])
})

const MANNERS = {
  ...{ perVisit: 1, perWeek: 2, early: 10, cartPause: 5 },
  ...{ sameClosed: 30, anyClosed: 7, longWait: 120 },
}

function call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const { relay, shop } = stage
  const of = { method, token: shop.token, ...(body && { body }) }
  return relay.json<Answer>(`/api/sites/${shop.siteId}${path}`, of)
}

const add = (trigger: TriggerDefinition = DOUBT) => call<Trigger>('POST', '/triggers', trigger)
const triggers = async () => (await call<{ triggers: Trigger[] }>('GET', '/triggers')).triggers

async function only(): Promise<Trigger | undefined> {
  return (await triggers())[0]
}

const save = (page: Page) => page.getByRole('button', { name: 'Bewaar', exact: true })
const saved = (page: Page) => page.getByText('De trigger is bewaard.').waitFor()
const preview = (page: Page) => page.frameLocator('iframe')
const sentence = (page: Page) => page.locator('.trigger-sentence')

/** Everything by keys: opens the choice of conditions, finds one and takes it; the focus is in it then. */
async function pickByKeys(page: Page, search: string): Promise<void> {
  await page.getByRole('button', { name: 'en, of…' }).press('Enter')
  await page.getByRole('searchbox').pressSequentially(search)
  await page.getByRole('searchbox').press('Enter')
  const inRule = page.locator('.rule-line :focus')
  await inRule.waitFor()
}

describe('a trigger that is made', () => {
  it('begins with a template, is changed by keys, shows what it says, and then really comes', async () => {
    const page = await stage.merchant({ path: '#/triggers/new' })
    await page.getByRole('button', { name: /^Twijfel over een product/ }).click()
    await preview(page).getByText('Twijfel je of Bureaulamp Noot bij je past?').waitFor()
    const shop = preview(page).frameLocator('iframe')
    await shop.getByRole('link', { name: 'Lampen' }).first().waitFor()
    for (const name of ['Naar beneden gescrold', 'Aantal in de winkelwagen']) {
      await page.getByRole('button', { name: `Verwijder: ${name}` }).focus()
      await page.keyboard.press('Enter')
    }
    await page.getByRole('spinbutton', { name: 'Tijd op deze pagina' }).fill('1')
    await pickByKeys(page, 'apparaat')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await sentence(page)
      .getByText('1 seconde naar deze pagina heeft gekeken en op een telefoon kijkt')
      .waitFor()

    const text = page.getByRole('textbox', { name: 'In het Nederlands' })
    await text.fill('Vraag over ')
    await page.getByRole('button', { name: 'product', exact: true }).first().click()
    await preview(page).getByText('Vraag over Bureaulamp Noot').waitFor()
    await page.getByRole('tab', { name: 'Engels' }).click()
    await preview(page).getByText('Not sure whether Bureaulamp Noot').waitFor()
    await page.getByRole('radio', { name: '0%', exact: true }).check()
    await page.getByText('Met 0% wordt niets bewezen').waitFor()
    await screenshot(page, 'trigger-editor')
    await save(page).click()
    await saved(page)
    expect(await only()).toMatchObject({
      when: {
        all: [
          { type: 'visible_seconds', seconds: 1 },
          { type: 'device', is: 'phone' },
        ],
      },
      holdOut: 0,
    })

    const shopper = await stage.shopper()
    await shopper.getByText('Vraag over Bureaulamp Noot').waitFor({ timeout: 40_000 })
  })

  it('says what is missing at its place, and of one that can never speak why', async () => {
    const page = await stage.merchant({ path: '#/triggers/new' })
    await page.getByRole('button', { name: /^Begin met niets/ }).click()
    await save(page).click()
    await page.getByText('Geef een naam, zodat je team hem kent.').waitFor()
    await page.getByText('Schrijf wat klanten lezen, in minstens één taal.').first().waitFor()
    await page.getByLabel('Naam', { exact: true }).fill('Vast')
    await page.getByRole('textbox', { name: 'In het Engels' }).fill('Can I help?')
    await page.getByText('Leeg: klanten in het Nederlands lezen het Engels.').waitFor()
    await page.getByRole('combobox', { name: 'Soort pagina' }).selectOption('checkout')
    await page.getByText(/^Bij het afrekenen spreekt alleen wie vastzit/).waitFor()
    await save(page).click()
    await page.getByText('Zoals hij er staat komt hij nooit.').waitFor()
    expect(await triggers()).toEqual([])
    await pickByKeys(page, 'code')
    await page.keyboard.type('3')
    await page.getByText(/^Bij het afrekenen spreekt alleen/).waitFor({ state: 'detached' })
    await save(page).click()
    await saved(page)
    expect(await only()).toMatchObject({
      texts: { nl: 'Can I help?', en: 'Can I help?' },
      when: { all: [{}, { type: 'coupon_failed', min: 3 }] },
    })
  })
})

describe('a trigger that is changed', () => {
  it('is regrouped by keys, and a refused expression is told at its own field', async () => {
    const { id } = await add()
    const page = await stage.merchant({ path: `#/triggers/${id}` })
    const more = async (name: string, choice: string) => {
      await page.getByRole('button', { name: `Meer met: ${name}` }).press('Enter')
      await page.getByRole('button', { name: choice }).press('Enter')
    }
    await pickByKeys(page, 'ingelogd')
    await more('Ingelogd', 'Draai om: mag niet zo zijn')
    await more('Op het punt te gaan', 'Zet bij de vorige')
    await pickByKeys(page, 'adres van de pagina')
    await page.getByRole('combobox', { name: 'Adres van de pagina: hoe' }).selectOption('matches')
    const expression = page.getByRole('textbox', { name: 'Adres van de pagina' }).last()
    await expression.fill('(a+)+')
    await save(page).click()
    await page.getByText(/^Dit is geen uitdrukking die op elke telefoon veilig is/).waitFor()
    expect(await expression.getAttribute('aria-invalid')).toBe('true')
    await expression.fill('^/demo')
    await save(page).click()
    await saved(page)
    expect((await only())?.when).toEqual({
      all: [
        { any: [{ type: 'visible_seconds', seconds: 30 }, { type: 'exit_intent' }] },
        { none: [{ type: 'logged_in' }] },
        { type: 'page', matches: '^/demo' },
      ],
    })
  })

  it('keeps what is not saved over a reload, and asks before it is left', async () => {
    const { id } = await add()
    const page = await stage.merchant({ path: `#/triggers/${id}` })
    const text = page.getByRole('textbox', { name: 'In het Nederlands' })
    await text.fill('Nog niet klaar')
    await page.reload()
    await page.getByText('Je wijzigingen van eerder zijn terug.').waitFor()
    expect(await text.inputValue()).toBe('Nog niet klaar')

    await page.getByRole('link', { name: 'Dokter' }).click()
    await page.getByRole('button', { name: 'Ga terug' }).click()
    expect(await text.inputValue()).toBe('Nog niet klaar')

    await page.getByRole('button', { name: 'Terug', exact: true }).click()
    const asking = page.getByRole('dialog', { name: 'Je wijzigingen zijn niet bewaard' })
    await asking.getByRole('button', { name: 'Gooi weg' }).click()
    await page.getByRole('button', { name: 'Wijzig Twijfel' }).click()
    await text.waitFor()
    expect(await text.inputValue()).toBe('Kan ik helpen?')
  })

  it('is not overwritten where a colleague changed it meanwhile', async () => {
    const { id } = await add()
    const page = await stage.merchant({ path: `#/triggers/${id}` })
    const text = page.getByRole('textbox', { name: 'In het Nederlands' })
    await text.fill('Van mij')
    await call('PATCH', `/triggers/${id}`, { delay: 5, texts: { nl: 'Van hen', en: 'Theirs' } })
    await page.getByText('Een collega wijzigde deze trigger intussen.').waitFor()
    expect(await save(page).isDisabled()).toBe(true)
    await page.getByText(/leest die 5 seconden later: “Van hen”/).waitFor()
    await page.getByRole('button', { name: 'Zet mijn wijzigingen erop' }).click()
    await save(page).click()
    await saved(page)
    expect(await only()).toMatchObject({ delay: 5, texts: { nl: 'Van mij' } })
  })

  it('can still be kept where a colleague removed it meanwhile', async () => {
    const { id } = await add()
    const page = await stage.merchant({ path: `#/triggers/${id}` })
    await page.getByRole('textbox', { name: 'In het Nederlands' }).fill('Bijna klaar')
    await call('DELETE', `/triggers/${id}`)
    await page.getByText('Een collega verwijderde deze trigger intussen.').waitFor()
    await page.getByRole('button', { name: 'Bewaar als nieuwe trigger' }).click()
    await saved(page)
    const kept = await only()
    expect(kept).toMatchObject({ name: 'Twijfel', texts: { nl: 'Bijna klaar' } })
    expect(kept?.id).not.toBe(id)
  })
})

describe('on a phone', () => {
  it('fits, and takes a condition by finger', async () => {
    const { id } = await add()
    const page = await stage.merchant({ ...PHONE, path: `#/triggers/${id}` })
    await page.getByRole('button', { name: 'en, of…' }).tap()
    await page.getByRole('searchbox').fill('wagen')
    await page.getByRole('button', { name: 'Waarde van de winkelwagen' }).tap()
    await page.getByRole('spinbutton', { name: 'Waarde van de winkelwagen: minst' }).fill('75')
    await sentence(page).getByText('voor minstens € 75 in de winkelwagen heeft').waitFor()
    const wide = await page
      .locator('.triggers')
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    expect(wide).toBe(false)
    await screenshot(page, 'trigger-editor-phone')
    await save(page).tap()
    await saved(page)
  })
})

it('a member who may not change triggers reads them', async () => {
  const { id } = await add()
  const agent = await addTestMember(stage.relay, stage.shop.siteId, 'agent')
  const page = await stage.merchant({ cookie: agent.cookie, path: `#/triggers/${id}` })
  await page.getByText(/^(Owners and admins change|Eigenaren en beheerders wijzigen)/).waitFor()
  expect(await page.getByRole('spinbutton').first().isDisabled()).toBe(true)
  expect(await save(page).count()).toBe(0)
})
