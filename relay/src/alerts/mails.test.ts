import type { Message, StartAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SmtpCatcher, startSmtpCatcher } from '../../../test/support/smtp-catcher.ts'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
  tokenFor,
} from '../testing/test-relay.ts'

const MINUTE = 60_000
const MILA = 'mila@voorbeeld.example'

let now: number
let catcher: SmtpCatcher
let relay: TestRelay
let owner: TestOwner
let shopper: StartAnswer

beforeEach(async () => {
  now = Date.UTC(2026, 10, 23, 9, 0)
  catcher = await startSmtpCatcher()
  relay = await startTestRelay({
    clock: () => now,
    env: { SMTP_URL: catcher.url, LOG_LEVEL: 'silent' },
  })
  owner = await setUpOwner(relay)
  shopper = await startVisitor(relay, owner.siteKey)
})

afterEach(async () => {
  await relay[Symbol.asyncDispose]()
  await catcher.stop()
})

const thread = () => `/api/sites/${owner.siteId}/conversations/${shopper.conversationId}/messages`

async function pass(milliseconds: number): Promise<void> {
  now += milliseconds
  await relay.context.outbox.settle()
}

async function ask(text: string): Promise<void> {
  const call = { token: shopper.secret, body: { cid: nanoid(), text } }
  await relay.json(`/widget/v1/${owner.siteKey}/messages`, call)
}

async function answer(text: string): Promise<void> {
  const token = await tokenFor(relay, owner.cookie)
  await relay.json(thread(), { token, body: { cid: nanoid(), text } })
}

async function leaveAddress(): Promise<void> {
  const call = { token: shopper.secret, body: { kind: 'email', value: MILA } }
  await relay.json(`/widget/v1/${owner.siteKey}/leads`, call)
}

async function lines(code: string): Promise<unknown[]> {
  const token = await tokenFor(relay, owner.cookie)
  const page = await relay.json<{ messages: Message[] }>(thread(), { token })
  return page.messages.flatMap(({ line }) => (line?.code === code ? [line.data] : []))
}

const codeIn = (text: string | undefined) => /#loods-resume=(\S+)/.exec(text ?? '')?.[1]

describe('a wait of two minutes', () => {
  it('is mailed to members, and the thread says to whom once the mail is out', async () => {
    await ask('Past deze bij E27?')
    await pass(120_000)
    expect(catcher.mails.map(({ to }) => to)).toEqual([[owner.email]])
    await pass(2_000)
    expect(await lines('alert_sent')).toMatchObject([
      { channel: 'email', step: 120, count: 1, members: [{ name: 'Noor' }] },
    ])
  })

  it('is not mailed when somebody answered, nor to who wants no mail', async () => {
    await ask('Past deze bij E27?')
    await answer('Ja')
    await pass(120_000)
    await relay.json('/api/me/notifications', {
      method: 'PUT',
      token: await tokenFor(relay, owner.cookie),
      body: { push: true, pushText: false, email: false, sound: true },
    })
    await ask('En buiten?')
    await pass(120_000)
    expect(catcher.mails).toEqual([])
  })

  it('tells in the thread when the mail server refused', async () => {
    await ask('Past deze bij E27?')
    catcher.refuseWith(550)
    await pass(120_000)
    await pass(2_000)
    expect(await lines('alert_failed')).toContainEqual(
      expect.objectContaining({ channel: 'email', count: 0, reason: 'refused' }),
    )
  })
})

describe('replies to a shopper who has gone', () => {
  it('make one mail, whose link leads back into the thread', async () => {
    await leaveAddress()
    await answer('Ja, ook in zwart')
    await pass(20_000)
    await answer('En in wit')
    await pass(MINUTE)
    expect(catcher.mails.map(({ to }) => to)).toEqual([[MILA]])
    const code = codeIn(catcher.mails[0]?.mail.text)
    const back = await relay.json<StartAnswer>(`/widget/v1/${owner.siteKey}/resume`, {
      body: { code },
    })
    expect(back.conversationId).toBe(shopper.conversationId)
    await pass(2_000)
    expect(await lines('email_sent')).toMatchObject([{ to: MILA }])
  })

  it('T71, T73: carry no words to an unproven address, and go where they were written to', async () => {
    await ask('Mijn geheime vraag')
    await leaveAddress()
    await answer('Ons antwoord')
    await relay.context.db.write
      .updateTable('conversations')
      .set({ reply_email: 'other@voorbeeld.example' })
      .execute()
    await pass(MINUTE)
    const [mail] = catcher.mails
    expect(mail?.to).toEqual([MILA])
    expect(mail?.mail.text).not.toContain('geheime vraag')
    expect(mail?.mail.text).not.toContain('Ons antwoord')
  })

  it('are mailed in full once the shopper came back by a mail, and none twice', async () => {
    await leaveAddress()
    await answer('Eerste')
    await pass(MINUTE)
    const code = codeIn(catcher.mails[0]?.mail.text)
    await relay.json(`/widget/v1/${owner.siteKey}/resume`, { body: { code } })
    await answer('Tweede')
    await pass(MINUTE)
    const text = catcher.mails[1]?.mail.text
    expect(text).toContain('Tweede')
    expect(text).not.toContain('Eerste')
  })
})
