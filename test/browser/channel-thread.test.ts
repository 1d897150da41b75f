import type { ChannelCard } from '@loods/protocol'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChannelTalk, startChannelTalk } from '../../relay/src/testing/channel-talk.ts'
import { faultsOf } from '../support/axe.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'
import { type ChannelShopper, channelShopper } from './channel-samples.ts'

const HOUR = 3_600_000

let stage: ChannelTalk
let browser: Browser
let errors: string[]
let people = 0

beforeAll(async () => {
  stage = await startChannelTalk()
  browser = await openBrowser()
  await approveTemplate()
  errors = []
})

afterAll(async () => {
  await browser.close()
  await stage[Symbol.asyncDispose]()
})

/** A template the shop may send. */
async function approveTemplate(): Promise<void> {
  const { graph, waba } = stage
  const template = graph.templates.create(waba.id, {
    name: 'order_update',
    language: 'nl',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [
      {
        type: 'BODY',
        text: 'Hoi {{1}}, je bestelling {{2}} is onderweg.',
        example: { body_text: [['Anna', '1042']] },
      },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Waar is hij' }] },
    ],
  })
  await graph.templates.setStatus(template, 'APPROVED')
}

/** Somebody new on WhatsApp, who has said something; the network does not know her number yet. */
async function anna(text = 'Is deze lamp er nog?'): Promise<ChannelShopper> {
  people += 1
  const person = { phone: `3161234${1_000 + people}`, name: 'Anna de Vries' }
  const shopper = channelShopper(stage, stage.whatsapp, person)
  await shopper.says(text)
  return shopper
}

/** The inbox of the owner, in the conversation with somebody. */
async function openThread(
  shopper: ChannelShopper,
  options: BrowserContextOptions = DESK,
): Promise<Page> {
  const { relay, talk } = stage
  const context = await browser.newContext({ locale: 'nl-NL', ...options })
  const [name = '', value = ''] = talk.owner.cookie.split('=')
  await context.addCookies([{ name, value, url: relay.url }])
  const page = await context.newPage()
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.goto(`${relay.url}/inbox#/c/${await shopper.conversationId()}`)
  await page.getByRole('log').locator('.bubble').first().waitFor()
  return page
}

const KINDS: [ChannelCard, string | RegExp][] = [
  [{ kind: 'location', latitude: 52.37, longitude: 4.89, name: 'Magazijn' }, 'Open op een kaart'],
  [
    {
      kind: 'people',
      people: [
        {
          name: 'Joris de Kok',
          phones: ['+31 6 8765 4321'],
          emails: ['joris@kok.example'],
          urls: ['https://kok.example/'],
          addresses: ['Kade 12'],
        },
      ],
    },
    'Joris de Kok',
  ],
  [
    { kind: 'order', items: [{ id: 'NOOT', quantity: 2, price: 59.9, currency: 'EUR' }] },
    /Bestelling uit de catalogus/,
  ],
  [{ kind: 'choice', title: 'Ja graag', fields: { Reden: 'Past niet' } }, 'Past niet'],
  [{ kind: 'referral', title: 'Herfstactie', url: 'https://fb.me/a', source: 'ad' }, 'Herfstactie'],
  [{ kind: 'enquiry', productId: 'NOOT-1' }, 'Vraagt naar product NOOT-1'],
  [{ kind: 'media', media: 'image', state: 'coming' }, 'Foto wordt opgehaald'],
  [{ kind: 'media', media: 'voice', state: 'expired' }, /Spraakbericht is niet meer op te halen/],
  [{ kind: 'unsupported', what: 'poll' }, /een peiling/],
]

describe('a thread on WhatsApp', () => {
  it.each([
    ['desk', 'light', DESK],
    ['phone', 'dark', PHONE],
  ] as const)(
    'shows what people send as what it is, on a %s in the %s',
    async (name, colorScheme, look) => {
      const shopper = await anna()
      const first = await shopper.says('De zwarte')
      await shopper.reacts(first, '👍', { echo: true })
      for (const [detail] of KINDS) await shopper.says({ text: '', detail })
      await shopper.says('Die dus', { quote: { externalId: first } })
      await shopper.says('En wat ik eerder zei', { quote: {} })
      await shopper.says('Dit kwam later', { sentAt: stage.graph.time.now() - HOUR })
      await shopper.says('Ja hoor', { echo: true })
      const page = await openThread(shopper, { ...look, colorScheme })
      const log = page.getByRole('log')
      for (const [, words] of KINDS) await log.getByText(words).waitFor()
      await log.getByRole('button', { name: /De zwarte/ }).waitFor()
      await log.getByText('Een eerder bericht').waitFor()
      await log.getByText(/^verstuurd .*, kwam /).waitFor()
      await log.getByText(/de winkel, in WhatsApp/).waitFor()
      await log.getByTitle('👍 van De winkel').waitFor()
      const map = log.getByRole('link', { name: /Open op een kaart/ })
      expect(await map.getAttribute('href')).toContain('mlat=52.370000&mlon=4.890000')
      expect(await faultsOf(page, { grave: true })).toEqual([])
      await screenshot(page, `channel-thread-${name}`)
      await page.context().close()
      expect(errors).toEqual([])
    },
  )

  it('leads to what is quoted however far up it is, and quotes the newest at a key', async () => {
    const shopper = await anna()
    const first = await shopper.says('Past hij in een E27?')
    for (let n = 0; n < 55; n++) await shopper.says(`Of ${n}`, { echo: true })
    await shopper.says('Nou?', { quote: { externalId: first } })
    const page = await openThread(shopper)
    const log = page.getByRole('log')
    await log.getByRole('button', { name: 'Toon het bericht waarop dit antwoordt' }).click()
    await log.locator('[data-found=true]', { hasText: 'Past hij in een E27?' }).waitFor()
    await page.keyboard.press('q')
    await page.getByText('Antwoord op Anna de Vries').waitFor()
    await page.getByLabel('Je antwoord').fill('Ja, dat past')
    await page.keyboard.press('Enter')
    const answer = log.locator('.said.member', { hasText: 'Ja, dat past' })
    await answer.getByRole('button', { name: /Nou\?/ }).waitFor()
    expect(await page.getByText('Antwoord op Anna de Vries').count()).toBe(0)
    await page.context().close()
  })

  it('reacts, says why an answer did not arrive, and sends it again', async () => {
    const shopper = await anna()
    const page = await openThread(shopper)
    const log = page.getByRole('log')
    await log.locator('.bubble').hover()
    await log.getByRole('button', { name: 'Reageer', exact: true }).click()
    await log.getByRole('button', { name: 'Reageer met 🙏' }).click()
    await log.getByRole('button', { name: /^🙏 van jou/ }).waitFor()
    stage.graph.faults.plan.undeliverable = 'at once'
    await page.getByLabel('Je antwoord').fill('Ja hoor')
    await page.keyboard.press('Enter')
    await log.getByText(/Niet aangekomen.*niet te bereiken/).waitFor()
    await screenshot(page, 'channel-not-delivered')
    stage.graph.faults.plan.undeliverable = 'later'
    await log.getByRole('button', { name: 'Probeer opnieuw' }).click()
    await log.getByText(/Niet aangekomen/).waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('keeps what is written when the window closes, sends a template, and gives it back', async () => {
    const shopper = await anna()
    const page = await openThread(shopper)
    await page.getByText(/Vrij antwoorden tot/).waitFor()
    await page.getByLabel('Je antwoord').fill('Ja, en hij is')
    await shopper.windowUntil(stage.graph.time.now() - 1)
    await page.getByText(/WhatsApp neemt nu alleen een sjabloon/).waitFor()
    await page.locator('.kept', { hasText: 'Ja, en hij is' }).waitFor()
    expect(await page.getByLabel('Je antwoord').count()).toBe(0)
    await page.getByRole('button', { name: 'Notitie', exact: true }).click()
    await page.getByLabel('Je notitie').fill('Even nabellen')
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText('Even nabellen').waitFor()
    await page.locator('.kept', { hasText: 'Ja, en hij is' }).waitFor()
    await page.getByRole('button', { name: /order update/ }).click()
    await page.getByLabel('Waarde van {{2}}').fill('1042')
    const preview = page.getByRole('figure', { name: 'Zo leest de klant het' })
    await preview.getByText('Hoi Anna, je bestelling 1042 is onderweg.').waitFor()
    expect(await faultsOf(page, { grave: true })).toEqual([])
    await page.getByRole('button', { name: 'Verstuur sjabloon' }).click()
    const sent = page.getByRole('log').locator('.said', { hasText: 'Sjabloon · order update' })
    await sent.getByText('Hoi Anna, je bestelling 1042 is onderweg.').waitFor()
    await sent.getByText('Waar is hij').waitFor()
    await shopper.says('Ben je er nog?')
    await expect.poll(() => page.getByLabel('Je antwoord').inputValue()).toBe('Ja, en hij is')
    await page.context().close()
  })

  it('gives an answer back that left as the window closed', async () => {
    const shopper = await anna()
    const page = await openThread(shopper)
    await shopper.windowUntil(stage.graph.time.now() - 1, false)
    await page.getByLabel('Je antwoord').fill('Net te laat')
    await page.keyboard.press('Enter')
    await page.locator('.kept', { hasText: 'Net te laat' }).waitFor()
    expect(await page.getByRole('log').getByText('Net te laat').count()).toBe(0)
    await page.context().close()
  })

  it('says what keeps a channel from sending, and takes answers that wait', async () => {
    const shopper = await anna()
    const page = await openThread(shopper)
    const { writer, channels } = stage.relay.context
    const trouble = { code: 'locked' as const, at: stage.graph.time.now() }
    await writer.run((tx) => channels.pause(tx, stage.whatsapp, trouble))
    await page.getByText(/op slot gezet. Wat je schrijft wacht/).waitFor()
    await page.getByLabel('Je antwoord').fill('Dit wacht')
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText('Dit wacht').waitFor()
    await page
      .getByRole('log')
      .getByText(/onderweg/)
      .waitFor()
    expect(errors).toEqual([])
    await page.context().close()
  })
})
