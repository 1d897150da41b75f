import { nanoid } from 'nanoid'
import { expect, it } from 'vitest'
import { startVisitor } from '../../relay/src/testing/test-relay.ts'
import { DESK, PHONE, screenshot } from '../support/chromium.ts'
import { startSmtpCatcher } from '../support/smtp-catcher.ts'
import { openStage } from './stage.ts'

it('a shopper who has gone gets the reply by mail, and its link leads back into the thread, once', async () => {
  const mails = await startSmtpCatcher()
  let ahead = 0
  await using stage = await openStage({
    clock: () => Date.now() + ahead,
    env: { SMTP_URL: mails.url },
  })
  const { relay, shop, browser } = stage
  const { secret, conversationId } = await startVisitor(relay, shop.siteKey)
  const widget = `/widget/v1/${shop.siteKey}`
  await relay.json(`${widget}/messages`, {
    token: secret,
    body: { cid: nanoid(), text: 'Past deze bij E27?' },
  })
  await relay.json(`${widget}/leads`, {
    token: secret,
    body: { kind: 'email', value: 'jo@shopper.example' },
  })
  await relay.json(`/api/sites/${shop.siteId}/conversations/${conversationId}/messages`, {
    token: shop.token,
    body: { cid: nanoid(), text: 'Ja, tot 60 watt.' },
  })
  ahead = 10 * 60_000
  const { mail } = await mails.waitFor(({ to }) => to.includes('jo@shopper.example'), 20_000)
  expect(mail.text).not.toContain('60 watt')
  const link = /https?:\S+#\S+/.exec(mail.text ?? '')?.[0] ?? ''
  expect(link.startsWith(`${relay.context.config.publicUrl}/chat/${shop.siteKey}#`)).toBe(true)

  const phone = await browser.newContext({ ...PHONE, locale: 'nl-NL', colorScheme: 'dark' })
  const page = await phone.newPage()
  await page.goto(link)
  await page.getByText('Ja, tot 60 watt.').waitFor({ timeout: 20_000 })
  expect(page.url()).not.toContain('#')
  await screenshot(page, 'mail-back')

  ahead += 60 * 60_000
  const stranger = await browser.newContext({ ...DESK, locale: 'nl-NL', colorScheme: 'light' })
  const other = await stranger.newPage()
  const refused = other.waitForResponse((answer) => answer.url().endsWith('/resume'))
  await other.goto(link)
  expect((await refused).status()).toBe(410)
  await other.getByText('Deze link is al gebruikt of te oud.').waitFor()
  await screenshot(other, 'mail-back-used')
  await mails.stop()
})
