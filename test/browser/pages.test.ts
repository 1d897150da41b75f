import { readFile } from 'node:fs/promises'
import type { SiteAnswer, SiteSettings, Trigger, TriggersAnswer } from '@loods/protocol'
import { DEFAULT_MANNERS } from '@loods/protocol/manners'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { riskyVisits, toFact, toRecord } from '../../relay/src/testing/risky-shop.ts'
import { aMonth, aTrial } from '../../relay/src/testing/test-visits.ts'
import { PHONE, screenshot } from '../support/chromium.ts'
import { seeded } from '../support/random.ts'
import { openStage, type Stage } from './stage.ts'

const DAY = 86_400_000
const RISK = 'Kans dat een bezoek zonder bestelling eindigt'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())
afterEach(() => expect(stage.errors).toEqual([]))

function rowOf(page: Page, key: string) {
  return page.getByRole('row').filter({ has: page.getByRole('button', { name: key, exact: true }) })
}

function proposalOn(page: Page, key: string) {
  return page.getByRole('listitem', { name: key, exact: true })
}

const site = () => stage.relay.context.sites.byId(stage.shop.siteId)
const settingOf = (name: keyof SiteSettings) => async () => (await site()).settings[name]
async function triggersOf(): Promise<Trigger[]> {
  const { relay, shop } = stage
  const path = `/api/sites/${shop.siteId}/triggers`
  return (await relay.json<TriggersAnswer>(path, { token: shop.token })).triggers
}

describe('a merchant who wonders where visitors leave', () => {
  it('hears that nothing was counted yet', async () => {
    const page = await stage.merchant({ path: '#/pages' })
    await page.getByText('Nog geen bezoeken geteld').waitFor()
    await page.context().close()
  })

  it('reads which page loses more than its kind, and how much', async () => {
    const { relay, shop } = stage
    const visits = aMonth(shop.siteId, seeded(7), Date.now())
    await relay.context.insights.ask('recordVisits', visits)
    const page = await stage.merchant({ path: '#/pages' })
    const bad = rowOf(page, '/lampen/lamp-2')
    await bad.getByText(/gaat hier meteen weg, op andere pagina’s van deze soort/).waitFor()
    expect(await page.getByText(/gaat hier meteen weg/).count()).toBe(1)
    const funnel = page.getByRole('region', { name: 'Op weg naar een bestelling' })
    expect(await funnel.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Product/),
      expect.stringMatching(/^Winkelwagen/),
      expect.stringMatching(/^Afrekenen/),
      expect.stringMatching(/^Besteld/),
    ])
    await bad.getByRole('button').click()
    await page.getByText(/De helft van wie wegging was na \d+ s vertrokken/).waitFor()
    await page.context().close()
  })

  it('lets proposals start by themselves, sees what started, and takes it back', async () => {
    const page = await stage.merchant({ path: '#/pages' })
    await page.getByRole('switch', { name: 'Laat voorstellen vanzelf beginnen' }).click()
    await page
      .getByRole('switch', { name: 'Laat voorstellen vanzelf beginnen', checked: true })
      .waitFor()
    await expect.poll(settingOf('automaticTriggers')).toBe(true)
    await stage.relay.context.proposals.startByThemselves()
    await page.getByText(/vanzelf begonnen op/).waitFor()
    expect(await proposalOn(page, '/lampen/lamp-2').count()).toBe(0)
    await page.goto(`${stage.relay.url}/inbox#/triggers`)
    await page.getByText('Vanzelf begonnen: /lampen/lamp-2.').waitFor()
    await page.getByRole('button', { name: 'Bekijk het of draai het terug' }).click()
    await page.getByRole('button', { name: 'Draai terug' }).click()
    await proposalOn(page, '/lampen/lamp-2').waitFor()
    await page.context().close()
  })

  it('switches a proposal on at one click and finds the trigger it became', async () => {
    const page = await stage.merchant({ path: '#/pages' })
    const proposal = proposalOn(page, '/lampen/lamp-2')
    await proposal.getByText(/bezoeken hier meteen weg; op andere productpagina’s is dat/).waitFor()
    await proposal.getByRole('button', { name: 'Zet dit aan' }).click()
    await page.waitForURL(/#.*\/triggers\/[\w-]{21}$/)
    await page.getByText('Dit aanbod van hulp staat aan.').waitFor()
    const [trigger] = await triggersOf()
    expect(trigger).toMatchObject({ enabled: true, page: '*/lampen/lamp-2', holdOut: 0.2 })
    await page.getByRole('button', { name: 'Ongedaan maken' }).click()
    await expect.poll(triggersOf).toEqual([])
    await page.context().close()
  })

  it('hides a page from the proposals, and shows it again', async () => {
    const page = await stage.merchant({ path: '#/pages' })
    await proposalOn(page, '/lampen/lamp-2')
      .getByRole('button', { name: 'Niet op deze pagina' })
      .click()
    await page.getByText('1 pagina verborgen').click()
    await page.getByRole('button', { name: 'Stel weer voor' }).click()
    await proposalOn(page, '/lampen/lamp-2').waitFor()
    await page.context().close()
  })

  it('counts chosen pages as one from now on, after seeing which they are, and takes it back', async () => {
    const page = await stage.merchant({ path: '#/pages' })
    await page.getByRole('button', { name: 'Tel anders' }).click()
    await page.getByRole('checkbox', { name: 'Kies /lampen/lamp-0' }).check()
    await page.getByRole('checkbox', { name: 'Kies /lampen/lamp-3' }).check()
    await page.getByRole('button', { name: 'Tel als één' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByLabel('Pagina’s').inputValue()).toBe('/lampen/lamp-*')
    await dialog.getByText('Past op 14 van de 17 pagina’s').waitFor()
    await dialog.getByText(/Dit geldt voor bezoeken vanaf nu/).waitFor()
    await dialog.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Zo worden pagina’s vanaf nu geteld.').waitFor()
    expect((await site()).settings.pageRules.merge).toEqual([
      { pattern: '/lampen/lamp-*', key: '/lampen/lamp' },
    ])
    await page.getByRole('button', { name: 'Ongedaan maken' }).click()
    await expect.poll(async () => (await site()).settings.pageRules.merge).toEqual([])
    await page.context().close()
  })

  it('looks at one kind of device, at another period, and takes the table along', async () => {
    const page = await stage.merchant({ path: '#/pages' })
    await page.getByRole('tab', { name: 'tablet' }).click()
    await page.getByText('Geen bezoeken op een tablet in deze dagen').waitFor()
    await page.getByRole('tab', { name: 'computer' }).click()
    await page.getByRole('tab', { name: '7 dagen' }).click()
    await page.getByText('/lampen/lamp-0').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download als tabel' }).click()
    const table = await readFile(await (await download).path(), 'utf8')
    expect(table).toContain('/lampen/lamp-2,product,phone')
    await page.context().close()
  })

  it('hears what is missing until visits tell who will order', async () => {
    const page = await stage.merchant({ path: '#/pages' })
    const section = page.getByRole('region', { name: RISK })
    await section.getByText('Nog niet genoeg bezoeken').waitFor()
    await section.getByText('en 100 bestellingen die je winkel bevestigt').waitFor()
    await page.context().close()
  })

  it('reads how likely visits are to end without an order, and how true that is', async () => {
    const { relay, shop } = stage
    const { insights, risk } = relay.context
    const visits = riskyVisits(4_000, seeded(1), Date.now() - 2 * DAY)
    await insights.ask(
      'recordVisits',
      visits.map((visit, n) => toRecord(shop.siteId, visit, n)),
    )
    const facts = visits.flatMap(({ ordered }, n) => (ordered ? [toFact(shop.siteId, n)] : []))
    await insights.ask('recordOrders', facts)
    await risk.learn(shop.siteId)
    const page = await stage.merchant({ path: '#/pages' })
    const section = page.getByRole('region', { name: RISK })
    await section.getByText('In gebruik').waitFor()
    await section.getByText(/Van twee bezoeken, één met en één zonder bestelling/).waitFor()
    await section.getByText('Waar het op let').waitFor()
    await section.getByRole('img', { name: /Voorspeld \d+%, gezien \d+%/ }).scrollIntoViewIfNeeded()
    await screenshot(page, 'risk')
    await page.context().close()
  })

  it('finds the switch where counting is off', async () => {
    const page = await stage.merchant({ path: '#/settings/privacy' })
    await page.getByRole('switch', { name: 'Tel bezoeken per pagina' }).click()
    await page.getByText('Bewaard').first().waitFor()
    await page.goto(`${stage.relay.url}/inbox#/pages`)
    await page.getByText('Bezoeken worden niet geteld').waitFor()
    await page.getByRole('button', { name: 'Naar de instelling' }).click()
    await page.getByRole('switch', { name: 'Tel bezoeken per pagina' }).waitFor()
    await page.context().close()
  })
})

describe('a merchant who wonders what a trigger is worth', () => {
  const texts = { nl: 'Twijfel je?', en: 'In doubt?' }

  async function addTrigger(name: string, definition: object): Promise<string> {
    const { relay, shop } = stage
    const { id } = await relay.json<{ id: string }>(`/api/sites/${shop.siteId}/triggers`, {
      token: shop.token,
      body: { name, page: '', texts, holdOut: 0.2, ...definition },
    })
    return id
  }

  /** Each arm as visits, of which every so-manieth ordered for 45 euro. */
  async function tried(triggerId: string, arms: [visits: number, everyOrders: number][]) {
    const { insights } = stage.relay.context
    const [offered, heldOut] = arms.map(([visits, everyOrders]) => ({
      ...{ visits, everyOrders, cents: 4_500 },
    })) as [never, never]
    const about = { siteId: stage.shop.siteId, triggerId, today: Date.now() }
    const { visits, orders } = aTrial(about, { offered, heldOut })
    await insights.ask('recordVisits', visits)
    await insights.ask('recordOrders', orders)
  }

  async function addTrials(): Promise<void> {
    const product = { pageKind: 'product', when: { type: 'visible_seconds', seconds: 45 } }
    await tried(await addTrigger('Twijfel', product), [
      [4_000, 5],
      [1_000, 12],
    ])
    const leaving = { pageKind: 'cart', when: { type: 'exit_intent' } }
    await tried(await addTrigger('Weg met een volle wagen', leaving), [
      [200, 20],
      [50, 25],
    ])
    await addTrigger('Begroeting', { when: { type: 'visible_seconds', seconds: 20 }, holdOut: 0 })
  }

  function cardOf(page: Page, name: string) {
    return page.getByRole('listitem').filter({ has: page.getByRole('switch', { name }) })
  }

  it('is offered examples, where there is none yet', async () => {
    const page = await stage.merchant({ path: '#/pages' })
    const tabs = page.getByRole('navigation', { name: 'Loodsen' })
    await tabs.getByRole('link', { name: 'Triggers' }).click()
    await page.getByText('Er wordt nog geen hulp aangeboden').waitFor()
    await page.getByRole('button', { name: 'Nieuwe trigger' }).click()
    await page.getByRole('heading', { name: 'Nieuwe trigger' }).waitFor()
    expect(page.url()).toContain('/triggers/new')
    await page.context().close()
  })

  it('reads of each what is proven, and of all together', async () => {
    await addTrials()
    const page = await stage.merchant({ path: '#/triggers' })
    const doubt = cardOf(page, 'Twijfel')
    await doubt.getByText(/^Levert €\s\d,\d\d per bezoek op, tussen/).waitFor()
    await doubt.getByText(/Als een klant op een productpagina 45 seconden/).waitFor()
    await cardOf(page, 'Weg met een volle wagen')
      .getByText(/^Nog niet bewezen/)
      .waitFor()
    await cardOf(page, 'Begroeting')
      .getByText(/er wordt niets bewezen$/)
      .waitFor()
    const together = page.getByRole('region', { name: 'Alle triggers samen' })
    await together.getByText(/per bezoek op, tussen/).waitFor()
    await page.context().close()
  })

  it('sees both arms side by side and why it kept still, by keyboard and on a phone', async () => {
    const page = await stage.merchant({ ...PHONE, path: '#/triggers' })
    const doubt = cardOf(page, 'Twijfel')
    const more = doubt.getByRole('button', { name: 'Resultaten Twijfel' })
    await more.focus()
    await page.keyboard.press('Enter')
    const arms = doubt.getByRole('table', { name: /Wat er werd van de bezoeken/ })
    await arms.getByRole('row', { name: 'Besteld 20% 8,4%' }).waitFor()
    await doubt.getByRole('img', { name: /^Omzet meer of minder per bezoek: \+€/ }).waitFor()
    await doubt.getByText('De klant was aan het typen').waitFor()
    expect(await more.getAttribute('aria-expanded')).toBe('true')
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(wide).toBe(false)
    await page.context().close()
  })

  it('takes the table along', async () => {
    const page = await stage.merchant({ path: '#/triggers' })
    await cardOf(page, 'Twijfel').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download als tabel' }).click()
    const table = await readFile(await (await download).path(), 'utf8')
    expect(table).toMatch(/^Twijfel,.+,better,/m)
    await page.context().close()
  })

  it('may be stricter at once, is warned before being looser, and finds the way back', async () => {
    const manners = async () => {
      const { relay, shop } = stage
      const path = `/api/sites/${shop.siteId}`
      return (await relay.json<SiteAnswer>(path, { token: shop.token })).settings.manners
    }
    const page = await stage.merchant({ path: '#/triggers' })
    const change = page.getByRole('button', { name: 'Wijzig de manieren' })
    const save = page.getByRole('button', { name: 'Bewaar', exact: true })
    await change.click()
    await page.getByLabel(/^Niets in de eerste/).fill('60')
    await save.click()
    await page.getByText('Niets in de eerste 60 seconden').waitFor()
    expect(await manners()).toMatchObject({ early: 60 })
    await change.click()
    await page.getByLabel(/^Hooguit/).fill('3')
    await page.getByText('losser dan de aanbevolen 1').waitFor()
    await save.click()
    const warning = page.getByRole('dialog', { name: 'Losser dan we aanbevelen?' })
    await warning.waitFor()
    expect(await manners()).toMatchObject({ perVisit: 1 })
    await warning.getByRole('button', { name: 'Bewaar losser' }).click()
    await change.click()
    expect(await manners()).toMatchObject({ perVisit: 3 })
    await page.getByRole('button', { name: 'Terug naar wat we aanbevelen' }).click()
    await save.click()
    await page.getByText('Niets in de eerste 10 seconden').waitFor()
    expect(await manners()).toEqual(DEFAULT_MANNERS)
    await page.context().close()
  })
})
