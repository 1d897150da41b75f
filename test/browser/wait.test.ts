import { describe, expect, it } from 'vitest'
import { screenshot } from '../support/chromium.ts'
import { startSmtpCatcher } from '../support/smtp-catcher.ts'
import { openPanel, openStage, write } from './stage.ts'

describe('a shopper nobody answers', () => {
  it('reads an honest wait after 45 s and is offered another way after 120 s, while members are alerted', async () => {
    const mails = await startSmtpCatcher()
    let ahead = 0
    await using stage = await openStage({
      clock: () => Date.now() + ahead,
      env: { SMTP_URL: mails.url },
    })
    const shop = await stage.shopper()
    await openPanel(shop)
    await write(shop, 'Is er iemand?')
    // The wait begins when the relay has the message: the clock may not move before.
    await shop.getByText(/· verstuurd$/).waitFor()

    ahead = 46_000
    await shop.getByText(/^Het duurt iets langer/).waitFor({ timeout: 15_000 })
    await screenshot(shop, 'wait-45')
    ahead = 121_000
    await shop
      .getByRole('button', { name: /^Laat je gegevens achter/ })
      .first()
      .waitFor({ timeout: 15_000 })
    await screenshot(shop, 'wait-120')
    const { mail } = await mails.waitFor(({ to }) => to.includes(stage.shop.email), 20_000)
    expect(mail.subject).toMatch(/wacht/i)

    const inbox = await stage.merchant()
    await inbox.getByText('Is er iemand?').first().click()
    await screenshot(inbox, 'wait-inbox')
    await mails.stop()
  })
})
