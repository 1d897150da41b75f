import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type SmtpCatcher, startSmtpCatcher } from './smtp-catcher.ts'

let catcher: SmtpCatcher

beforeEach(async () => {
  catcher = await startSmtpCatcher()
})

afterEach(() => catcher.stop())

function send(subject: string): Promise<unknown> {
  const message = { from: 'shop@example.com', to: 'jo@example.com', subject, text: 'Hallo' }
  return createTransport(catcher.url).sendMail(message)
}

test('a mail is kept with its envelope and its parsed text', async () => {
  const waiting = catcher.waitFor(({ mail }) => mail.subject === 'Your lamp')
  await send('Your lamp')
  const { from, to, mail } = await waiting
  expect({ from, to, text: mail.text?.trim() }).toEqual({
    from: 'shop@example.com',
    to: ['jo@example.com'],
    text: 'Hallo',
  })
})

test('a refused mail fails for the sender and is not kept', async () => {
  catcher.refuseWith(451)
  await expect(send('Later')).rejects.toMatchObject({ responseCode: 451 })
  expect(catcher.mails).toEqual([])
})
