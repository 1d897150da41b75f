import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SmtpCatcher, startSmtpCatcher } from '../../../test/support/smtp-catcher.ts'
import { linkLetter } from './letters.ts'
import { createMailer, type Mailer } from './mailer.ts'

const LETTER = linkLetter('nl', 'reset', 'https://chat.example/inbox#reset=abc')

let catcher: SmtpCatcher
let mailer: Mailer

function mailerFor(smtpUrl: string | undefined): Mailer {
  return createMailer({
    smtpUrl,
    from: 'Loods <no-reply@chat.example>',
    publicUrl: 'https://chat.example',
  })
}

beforeEach(async () => {
  catcher = await startSmtpCatcher()
  mailer = mailerFor(catcher.url)
})

afterEach(async () => {
  mailer.close()
  await catcher.stop()
})

describe('sending a mail', () => {
  it('carries text and HTML, and the same Message-ID at every attempt', async () => {
    await mailer.send('row-1', 'jo@example.com', LETTER)
    await mailer.send('row-1', 'jo@example.com', LETTER)
    const [first, second] = catcher.mails
    expect(first).toMatchObject({
      from: 'no-reply@chat.example',
      to: ['jo@example.com'],
      mail: { subject: LETTER.subject, messageId: '<row-1@chat.example>' },
    })
    expect(second?.mail.messageId).toBe(first?.mail.messageId)
    expect(first?.mail.text?.trim()).toBe(LETTER.text.trim())
    expect(first?.mail.html).toContain('https://chat.example/inbox#reset=abc')
  })

  it('says that a machine wrote it, so that no absence note answers', async () => {
    await mailer.send('row-1', 'jo@example.com', LETTER)
    const headers = catcher.mails[0]?.mail.headers ?? []
    expect(headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
  })

  it.each(['jo@example.com, eve@example.com', 'jo@example.com\r\nBcc: eve@example.com'])(
    'reaches nobody beside its one recipient: %j',
    async (to) => {
      await mailer.send('row-1', to, LETTER).catch(() => {})
      expect(catcher.mails.flatMap((mail) => mail.to)).not.toContain('eve@example.com')
    },
  )

  it.each([
    [451, false],
    [550, true],
  ])('a refusal with %i is final: %s', async (code, permanent) => {
    catcher.refuseWith(code)
    await expect(mailer.send('row-1', 'jo@example.com', LETTER)).rejects.toMatchObject({
      name: 'SmtpError',
      code: String(code),
      permanent,
    })
  })

  it('T85: a failure tells nothing of the mail server’s password', async () => {
    const broken = mailerFor('smtp://user:canary-password@127.0.0.1:1')
    const error: unknown = await broken.send('row-1', 'jo@example.com', LETTER).catch((e) => e)
    expect(error).toMatchObject({ permanent: false, code: 'ESOCKET' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary')
  })

  it('is not possible without a mail server, and says so', async () => {
    const none = mailerFor(undefined)
    expect(none.configured).toBe(false)
    await expect(none.send('row-1', 'jo@example.com', LETTER)).rejects.toThrow('SMTP_URL')
  })
})
