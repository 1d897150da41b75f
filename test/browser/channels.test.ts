import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGraph, type Graph } from '../fakes/graph/create-graph.ts'
import { PHONE } from '../support/chromium.ts'
import { openStage, type Stage } from './stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let graph: Graph
let stage: Stage

beforeAll(async () => {
  graph = createGraph({ time: { startAt: Date.now(), running: true } })
  const urls = await graph.listen()
  const [graphHost, mediaHost] = [new URL(urls.graph), new URL(urls.media)]
  stage = await openStage({
    clock: graph.time.now,
    env: {
      GRAPH_URL: urls.graph,
      GRAPH_MEDIA_HOSTS: mediaHost.hostname,
      EGRESS_ALLOW: [graphHost.host, mediaHost.host].join(','),
      LOG_LEVEL: 'silent',
    },
  })
})

afterAll(async () => {
  await stage[Symbol.asyncDispose]()
  await graph.close()
})

let owners = 0

/** What a shop owner has at the network. */
function atMeta() {
  owners += 1
  const app = graph.addApp()
  const waba = graph.addAccount()
  const number = graph.addNumber(waba, {
    displayPhoneNumber: '+31 6 5555 0101',
    digits: '31655550101',
    verifiedName: 'Lamp & Linnen',
  })
  const token = graph.addToken(app, [waba])
  const owner = graph.addPerson({ name: 'Noor', phone: `+31 6 1234 567${owners}` })
  return { app, waba, number, token, owner }
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
  ).toEqual([])
}

describe('connecting WhatsApp', () => {
  it('goes from nothing to an answer on the owner’s phone, and puts right what was swapped', async () => {
    const { app, waba, number, token, owner } = atMeta()
    const page = await stage.merchant({ ...PHONE, path: '#/settings/channels' })
    await page.getByRole('button', { name: 'WhatsApp koppelen' }).click()
    await page.getByRole('button', { name: 'Ik heb dit' }).click()
    await page.getByLabel('Toegangstoken').fill(`${token.value}x`)
    await page.getByText('Meta kent dit token niet').waitFor()
    await page.getByLabel('Toegangstoken').fill(token.value)
    await page.getByLabel('ID van het telefoonnummer').fill(waba.id)
    await page.getByLabel('ID van het WhatsApp-account').fill(number.id)
    await page.getByLabel('App-geheim').fill(app.secret)
    await page.getByText('Gevonden: Lamp & Linnen').waitFor()
    expect(await page.getByLabel('ID van het telefoonnummer').inputValue()).toBe(number.id)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Koppelen', exact: true }).click()
    await page.getByRole('button', { name: 'Regel het bij Meta voor mij' }).click()
    await page.getByRole('button', { name: 'Verder', exact: true }).click()
    const text = (await page.locator('.trial-text code').textContent()) ?? ''
    await expectAccessible(page)
    await graph.chat(owner, number).text(text)
    await page.getByRole('button', { name: 'Verder', exact: true }).click()
    await page.getByRole('heading', { name: 'WhatsApp werkt' }).waitFor()
    await page.getByRole('button', { name: 'Klaar' }).click()
    await page.getByText('Werkt', { exact: true }).waitFor()
    await expectAccessible(page)
    expect(
      JSON.stringify(await page.evaluate(() => [{ ...sessionStorage }, { ...localStorage }])),
    ).not.toContain(token.value)
    expect(stage.errors).toEqual([])
  })
})
