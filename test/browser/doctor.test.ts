import type { Trigger } from '@loods/protocol'
import { DEFAULT_MANNERS } from '@loods/protocol/manners'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../relay/src/insights/tally.ts'
import { PHONE, screenshot } from '../support/chromium.ts'
import { openStage, type Stage } from './stage.ts'

const SHOP = '/demo/nl/product/noot'
const NOOT = 'Twijfel je over de fitting?'
const DESK_ONLY = 'Zoek je iets groters?'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())
afterEach(() => expect(stage.errors).toEqual([]))

function addTrigger(name: string, text: string, definition: object): Promise<Trigger> {
  const { relay, shop } = stage
  return relay.json(`/api/sites/${shop.siteId}/triggers`, {
    token: shop.token,
    body: { name, page: '', texts: { nl: text, en: text }, holdOut: 0, ...definition },
  })
}

const cardOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })

/** The doctor's window in the shop, with a merchant on a phone or at a desk. */
const doctorIn = (shop: Page): Locator => shop.getByRole('region', { name: 'Dokter' })

const triggerIn = (doctor: Locator) => doctor.getByRole('listitem').filter({ hasText: NOOT })

/** Nothing is offered in the first so many seconds of a visit. */
async function startsAfter(early: number): Promise<void> {
  const { relay, shop } = stage
  await relay.json(`/api/sites/${shop.siteId}/settings`, {
    method: 'PATCH',
    token: shop.token,
    body: { manners: { ...DEFAULT_MANNERS, early } },
  })
}

/** Goes from the inbox into the shop, as a merchant does. */
async function walk(inbox: Page): Promise<Page> {
  await inbox.getByLabel('Waar je wilt beginnen').fill(stage.relay.url + SHOP)
  const opened = inbox.context().waitForEvent('page')
  // By keyboard: the first click takes the line about sound away, and what it was aimed at moves.
  await inbox.getByRole('link', { name: 'Loop door je winkel' }).press('Enter')
  const shop = await opened
  await doctorIn(shop).waitFor()
  return shop
}

describe('the doctor', () => {
  it('finds a shop without triggers in good health', async () => {
    const inbox = await stage.merchant({ path: '#/doctor' })
    await inbox.getByText('Er zijn nog geen triggers').waitFor()
    const shop = await walk(inbox)
    await doctorIn(shop)
      .getByText(/geen triggers die aan staan/)
      .waitFor()
    await inbox.context().close()
  })

  it('tells of a page why each trigger speaks or keeps still, condition by condition', async () => {
    await addTrigger('Fitting', NOOT, {
      page: '/demo/*/product/*',
      when: {
        all: [
          { type: 'visible_seconds', seconds: 3 },
          { type: 'device', is: 'phone' },
        ],
      },
    })
    await addTrigger('Groter', DESK_ONLY, { when: { type: 'device', is: 'desk' } })
    const inbox = await stage.merchant({ path: '#/doctor' })
    await inbox.getByLabel('Adres van een pagina').fill(SHOP)
    const fitting = cardOf(inbox, 'Fitting')
    await fitting.getByText('Spreekt hier, zodra komt waar hij op wacht').waitFor()
    await fitting.getByText(/3 seconden naar deze pagina heeft gekeken · kan nog komen/).waitFor()
    const bigger = cardOf(inbox, 'Groter')
    await bigger.getByText('Wat hij vraagt is op deze pagina niet zo.').waitFor()
    await inbox.getByLabel('Apparaat').selectOption('desk')
    await bigger.getByText('Spreekt hier zodra de manieren het toelaten').waitFor()
    await fitting.getByText(/op een telefoon kijkt · is niet zo/).waitFor()
    await inbox.getByLabel('Adres van een pagina').fill('/demo/nl')
    await fitting.getByText(/Hij is voor een andere pagina/).waitFor()
    await screenshot(inbox, 'doctor-inbox')
    await inbox.context().close()
  })

  it('walks along in the shop, offers nothing by itself, and shows a prompt when asked', async () => {
    await startsAfter(600)
    const inbox = await stage.merchant({ ...PHONE, path: '#/doctor' })
    const shop = await walk(inbox)
    const doctor = doctorIn(shop)
    const fitting = triggerIn(doctor)
    await fitting.getByText('Zijn moment is er, maar hij zwijgt').waitFor()
    await fitting.getByText(/het bezoek is net begonnen/).waitFor()
    await doctor.getByText('Vraagt iets dat hier niet zo is').waitFor()
    await screenshot(shop, 'doctor-shop')
    expect(await shop.getByRole('button', { name: 'Stel je vraag' }).count()).toBe(0)
    await fitting.getByRole('button', { name: 'Toon dit aanbod' }).click()
    await shop.getByRole('button', { name: 'Stel je vraag' }).waitFor()
    expect(new URL(shop.url()).hash).toBe('')
    await inbox.context().close()
  })

  it('goes along to the next page, can be folded by keyboard, and ends when it is closed', async () => {
    await startsAfter(3)
    const inbox = await stage.merchant({ ...PHONE, path: '#/doctor' })
    const shop = await walk(inbox)
    await triggerIn(doctorIn(shop)).getByText('Zou nu komen').waitFor()
    await shop.goto(`${stage.relay.url}/demo/nl`)
    const doctor = doctorIn(shop)
    await doctor.getByText('Is voor een andere pagina').waitFor()
    await doctor.getByRole('button', { name: 'Vouw in' }).press('Enter')
    await doctor.getByText(NOOT).waitFor({ state: 'detached' })
    await doctor.getByRole('button', { name: 'Vouw uit' }).press('Enter')
    await doctor.getByText(NOOT).waitFor()
    await doctor.getByRole('button', { name: 'Sluit, en stop de test' }).press('Enter')
    await doctor.waitFor({ state: 'detached' })
    const again = shop.waitForResponse((response) => response.url().endsWith('/views'))
    await shop.reload()
    await again
    expect(await doctor.count()).toBe(0)
    await inbox.context().close()
  })

  it('has counted nothing of all this', async () => {
    const { relay, shop } = stage
    const { visits, underWay, insights } = relay.context
    visits.endAll()
    await underWay.ended()
    const today = dayOf(Date.now())
    const when = { siteId: shop.siteId, from: today - 1, to: today }
    expect(await insights.ask('pages', when)).toEqual([])
    expect((await insights.ask('trials', shop.siteId, Date.now())).trials).toEqual([])
  })
})
