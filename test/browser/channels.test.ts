import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createGraph, type Graph } from '../fakes/graph/create-graph.ts'
import { faultsOf } from '../support/axe.ts'
import { PHONE } from '../support/chromium.ts'
import { openStage, type Stage } from './stage.ts'

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

/** The page a shop owner has there, and an app that may talk for it. */
function pageAtMeta() {
  const app = graph.addApp()
  const page = graph.addPage(graph.addBusiness({ name: 'Lamp & Linnen' }))
  const person = (name: string) => {
    owners += 1
    return graph.pageChat(graph.addPerson({ name, phone: `+31 6 1234 567${owners}` }), page)
  }
  return { app, token: graph.addPageToken(app, page), owner: person('Noor'), anna: person('Anna') }
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
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Koppelen', exact: true }).click()
    await page.getByRole('button', { name: 'Regel het bij Meta voor mij' }).click()
    await page.getByRole('button', { name: 'Verder', exact: true }).click()
    const text = (await page.locator('.trial-text code').textContent()) ?? ''
    expect(await faultsOf(page)).toEqual([])
    await graph.chat(owner, number).text(text)
    await page.getByRole('button', { name: 'Verder', exact: true }).click()
    await page.getByRole('heading', { name: 'WhatsApp werkt' }).waitFor()
    await page.getByRole('button', { name: 'Klaar' }).click()
    await page.getByText('Werkt', { exact: true }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    expect(
      JSON.stringify(await page.evaluate(() => [{ ...sessionStorage }, { ...localStorage }])),
    ).not.toContain(token.value)
    expect(stage.errors).toEqual([])
  })
})

describe('connecting Messenger', () => {
  it('goes from nothing to the first message of a customer, known by name, and a reaction to it', async () => {
    const { app, token, owner, anna } = pageAtMeta()
    const page = await stage.merchant({ path: '#/settings/channels' })
    await page.getByRole('button', { name: 'Messenger koppelen' }).click()
    await page.getByRole('button', { name: 'Ik heb dit' }).click()
    await page.getByLabel('Token van de pagina').fill(token.value)
    await page.getByLabel('App-geheim').fill(app.secret)
    await page.getByRole('button', { name: 'Koppelen', exact: true }).click()
    await page.getByRole('button', { name: 'Regel het bij Meta voor mij' }).click()
    await page.getByRole('button', { name: 'Verder', exact: true }).click()
    await owner.text((await page.locator('.trial-text code').textContent()) ?? '')
    await page.getByText('Het antwoord staat op je telefoon').waitFor()
    await page.getByRole('button', { name: 'Verder', exact: true }).click()
    await page.getByRole('button', { name: 'Klaar' }).click()
    const { id } = await anna.text('Past deze bij E27?')
    await page
      .locator('nav')
      .getByRole('button', { name: /Gesprekken/ })
      .first()
      .click()
    await page.getByText('Anna', { exact: true }).first().click()
    await page.getByRole('log').getByText('Past deze bij E27?').hover()
    await page.getByRole('button', { name: 'Reageer', exact: true }).click()
    await page.getByRole('button', { name: 'Reageer met 👍' }).click()
    const reactions = () => anna.thread.entries.find((entry) => entry.id === id)?.reactions
    await vi.waitFor(() => expect(reactions()).toEqual({ business: '👍' }), { timeout: 20_000 })
    expect(stage.errors).toEqual([])
  })
})

describe('WhatsApp and Messenger beside the chat', () => {
  it('are offered once they are connected, and the preview shows what was chosen', async () => {
    const { channels, writer } = stage.relay.context
    for (const channel of await channels.of(stage.shop.siteId)) {
      await writer.run((tx) => channels.remove(tx, channel))
    }
    const page = await stage.merchant({ path: '#/settings/widget' })
    await page.getByText('WhatsApp en Messenger zijn nog niet gekoppeld').waitFor()
    const { waba, number, token, app } = atMeta()
    await channels.add({
      siteId: stage.shop.siteId,
      kind: 'whatsapp',
      externalId: number.id,
      businessId: waba.id,
      name: number.verifiedName,
      address: number.displayPhoneNumber,
      token: token.value,
      appSecret: app.secret,
    })
    const beside = page.getByRole('group', { name: 'WhatsApp' })
    const shown = page
      .frameLocator('iframe')
      .last()
      .getByRole('link', { name: /^WhatsApp/ })
    await beside.getByText('Altijd').click()
    await shown.waitFor()
    await page.getByText('Messenger is nog niet gekoppeld').waitFor()
    await beside.getByText('Niet tonen').click()
    await shown.waitFor({ state: 'detached' })
    await beside.getByText('Als je afwezig bent').click()
    await shown.waitFor()
    expect(stage.errors).toEqual([])
  })
})
