import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aMonth } from '../../relay/src/testing/test-visits.ts'
import { seeded } from '../support/random.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())
afterEach(() => expect(stage.errors).toEqual([]))

function rowOf(page: Page, key: string) {
  return page.getByRole('row').filter({ has: page.getByRole('button', { name: key, exact: true }) })
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
