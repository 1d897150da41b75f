import type {
  ErrorBody,
  HistoryAnswer,
  LeadAnswer,
  LeadsAnswer,
  Message,
  StartAnswer,
  ThreadAnswer,
} from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SmtpCatcher, startSmtpCatcher } from '../../../test/support/smtp-catcher.ts'
import { createReturnLinks } from '../mail/return-links.ts'
import {
  startTestPushService,
  type TestDevice,
  type TestPushService,
} from '../testing/test-push.ts'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
  tokenFor,
} from '../testing/test-relay.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let now: number
let service: TestPushService
let relay: TestRelay
let owner: TestOwner

async function start(env: Record<string, string> = {}): Promise<void> {
  now = Date.UTC(2026, 10, 23, 9, 0)
  service = await startTestPushService()
  relay = await startTestRelay({
    clock: () => now,
    env: { EGRESS_ALLOW: service.host, LOG_LEVEL: 'silent', ...env },
  })
  owner = await setUpOwner(relay)
}

async function stop(): Promise<void> {
  await relay[Symbol.asyncDispose]()
  await service[Symbol.asyncDispose]()
}

const widget = (path: string) => `/widget/v1/${owner.siteKey}${path}`
const inSite = (path: string) => `/api/sites/${owner.siteId}${path}`

function leave(token: string, body: object): Promise<LeadAnswer> {
  return relay.json<LeadAnswer>(widget('/leads'), { token, body })
}

async function leads(query = ''): Promise<LeadsAnswer['leads']> {
  const token = await tokenFor(relay, owner.cookie)
  return (await relay.json<LeadsAnswer>(inSite(`/leads${query}`), { token })).leads
}

function thread(token: string): Promise<ThreadAnswer> {
  return relay.json<ThreadAnswer>(widget('/thread'), { token })
}

async function reply(conversationId: string, text: string): Promise<Message['id']> {
  const token = await tokenFor(relay, owner.cookie)
  const path = inSite(`/conversations/${conversationId}/messages`)
  const sent = await relay.json<{ id: string }>(path, { token, body: { cid: nanoid(), text } })
  return sent.id
}

async function refusal(response: Response): Promise<[number, string]> {
  const { error } = (await response.json()) as { error: ErrorBody }
  return [response.status, error.code]
}

describe.each(DIALECTS)('leaving an address, on %s', (dialect) => {
  beforeEach(async () => start(await dialectEnv(dialect)))
  afterEach(stop)

  it('keeps it for members, says so masked in the thread, and asks the question', async () => {
    const { secret, conversationId } = await startVisitor(relay, owner.siteKey)
    const answer = await leave(secret, {
      kind: 'email',
      value: 'Mila@Voorbeeld.example',
      name: 'Mila',
      question: { cid: nanoid(), text: 'Kan de lamp ook in zwart?' },
    })
    expect(answer.reachableAt).toBe('m…a@voorbeeld.example')
    expect(await leads()).toMatchObject([
      {
        id: answer.id,
        conversationId,
        kind: 'email',
        value: 'mila@voorbeeld.example',
        contact: { name: 'Mila', email: 'mila@voorbeeld.example', verified: false },
      },
    ])
    const { messages } = await thread(secret)
    expect(messages.map(({ kind, text, line }) => [kind, text, line?.code])).toEqual([
      ['text', 'Kan de lamp ook in zwart?', undefined],
      ['line', '', 'lead'],
    ])
    expect(JSON.stringify(messages)).not.toContain('mila@voorbeeld.example')
  })

  it('changes nothing when it is sent again', async () => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    const body = {
      kind: 'phone',
      value: '06 12 34 56 78',
      question: { cid: nanoid(), text: 'Bel me morgen' },
    }
    expect(await leave(secret, body)).toEqual(await leave(secret, body))
    expect(await leads()).toHaveLength(1)
    expect((await thread(secret)).messages).toHaveLength(2)
  })

  it('is dealt with once a member says so, and no longer when they take it back', async () => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    const { id } = await leave(secret, { kind: 'phone', value: '+31 6 12345678' })
    const handle = (handled: boolean) =>
      relay.json(inSite(`/leads/${id}`), { method: 'PATCH', token: owner.token, body: { handled } })
    await handle(true)
    expect(await leads()).toEqual([])
    expect(await leads('?handled=1')).toMatchObject([{ id, handledAt: now }])
    await handle(false)
    expect(await leads()).toMatchObject([{ id }])
  })
})

describe('what was left', () => {
  beforeEach(() => start())
  afterEach(stop)

  it('is told to members’ devices without naming it', async () => {
    const device = service.device('Telefoon')
    await relay.json('/api/push/devices', { token: owner.token, body: device.subscription })
    const { secret } = await startVisitor(relay, owner.siteKey)
    await leave(secret, { kind: 'email', value: 'mila@voorbeeld.example' })
    await relay.context.outbox.settle()
    expect(device.received()).toMatchObject([
      { kind: 'lead', body: 'Iemand liet een e-mailadres achter' },
    ])
  })

  describe('reaches the team as somebody who waits does', () => {
    let catcher: SmtpCatcher
    let device: TestDevice

    beforeEach(async () => {
      await stop()
      catcher = await startSmtpCatcher()
      await start({ SMTP_URL: catcher.url })
      device = service.device('Telefoon')
      await relay.json('/api/push/devices', { token: owner.token, body: device.subscription })
    })
    afterEach(() => catcher.stop())

    async function pass(milliseconds: number): Promise<void> {
      now += milliseconds
      await relay.context.outbox.settle()
    }

    async function alerts(conversationId: string): Promise<unknown[]> {
      const token = await tokenFor(relay, owner.cookie)
      const path = inSite(`/conversations/${conversationId}/messages`)
      const { messages } = await relay.json<HistoryAnswer>(path, { token })
      return messages.flatMap(({ line, ts }) =>
        line?.code === 'alert_sent' ? [{ ...line.data, at: ts - began }] : [],
      )
    }

    let began: number
    const someone = async () => {
      began = now
      return startVisitor(relay, owner.siteKey)
    }

    it('by push at once, at 20 s and at 60 s, by mail at 120 s, and the thread says when', async () => {
      const { secret, conversationId } = await someone()
      await leave(secret, { kind: 'phone', value: '06 12345678', name: 'Mila' })
      for (const seconds of [0, 20, 40, 60, 2]) await pass(seconds * 1_000)
      expect(device.received()).toHaveLength(3)
      expect(catcher.mails.map(({ to }) => to)).toEqual([[owner.email]])
      expect(catcher.mails[0]?.mail.text).toContain('Mila liet een telefoonnummer achter')
      expect(catcher.mails[0]?.mail.text).toContain('06 12345678')
      expect(await alerts(conversationId)).toMatchObject([
        { channel: 'push', step: 0, at: 0, members: [{ name: 'Noor' }] },
        { channel: 'push', step: 20, at: 20_000 },
        { channel: 'push', step: 60, at: 60_000 },
        { channel: 'email', step: 120, at: 122_000, members: [{ name: 'Noor' }] },
      ])
    })

    it('until a member opens it', async () => {
      const { secret, conversationId } = await someone()
      await leave(secret, { kind: 'phone', value: '0612345678' })
      await pass(10_000)
      const token = await tokenFor(relay, owner.cookie)
      const path = inSite(`/conversations/${conversationId}/seen`)
      await relay.json(path, { token, body: { read: 1 } })
      await pass(120_000)
      expect(device.received()).toHaveLength(1)
      expect(catcher.mails).toEqual([])
    })

    it('until a member answers', async () => {
      const { secret, conversationId } = await someone()
      await leave(secret, { kind: 'email', value: 'mila@voorbeeld.example' })
      await pass(10_000)
      await reply(conversationId, 'Waarmee kan ik helpen?')
      await pass(120_000)
      expect(device.received()).toHaveLength(1)
      expect(catcher.mails.map(({ to }) => to)).toEqual([['mila@voorbeeld.example']])
    })

    it('until a member says it is dealt with', async () => {
      const { secret } = await someone()
      const { id } = await leave(secret, { kind: 'phone', value: '0612345678' })
      await pass(10_000)
      const token = await tokenFor(relay, owner.cookie)
      const handled = { method: 'PATCH', token, body: { handled: true } }
      await relay.json(inSite(`/leads/${id}`), handled)
      await pass(120_000)
      expect(device.received()).toHaveLength(1)
      expect(catcher.mails).toEqual([])
    })

    it('also when it comes after the alerts of the wait have all been sent', async () => {
      const { secret } = await someone()
      const body = { cid: nanoid(), text: 'Is daar iemand?' }
      await relay.json(widget('/messages'), { token: secret, body })
      for (const seconds of [0, 20, 40, 60]) await pass(seconds * 1_000)
      expect(catcher.mails).toHaveLength(1)
      await leave(secret, { kind: 'phone', value: '0612345678' })
      for (const seconds of [0, 120]) await pass(seconds * 1_000)
      expect(catcher.mails[1]?.mail.subject).toBe('Iemand wil antwoord van Lamp & Linnen')
    })

    it('once: a question that begins a wait is told of by the alerts of that wait', async () => {
      const { secret } = await someone()
      const question = { cid: nanoid(), text: 'Kan de lamp ook in zwart?' }
      await leave(secret, { kind: 'phone', value: '0612345678', question })
      for (const seconds of [0, 20, 40, 60]) await pass(seconds * 1_000)
      expect(device.received()).toHaveLength(3)
      expect(catcher.mails).toHaveLength(1)
    })
  })

  it('T01: opens nothing: the same address typed elsewhere is another contact and an empty thread', async () => {
    const first = await startVisitor(relay, owner.siteKey)
    await leave(first.secret, {
      kind: 'email',
      value: 'x@y.example',
      question: { cid: nanoid(), text: 'Mijn geheim' },
    })
    const second = await startVisitor(relay, owner.siteKey)
    await leave(second.secret, { kind: 'email', value: 'x@y.example' })
    const { messages, conversationId } = await thread(second.secret)
    expect(conversationId).not.toBe(first.conversationId)
    expect(messages.map(({ line }) => line?.code)).toEqual(['lead'])
    const contacts = (await leads()).map(({ contact }) => contact.id)
    expect(new Set(contacts).size).toBe(2)
  })

  it.each([
    [{ kind: 'email', value: 'nergens' }, 'invalid'],
    [{ kind: 'email', value: 'a@b.example\nbcc: c@d.example' }, 'invalid'],
    [{ kind: 'phone', value: 'bel me' }, 'invalid'],
    [{ kind: 'phone', value: '123' }, 'invalid'],
    [{ kind: 'email', value: { $gt: '' } }, 'invalid'],
    [{ kind: 'fax', value: '0612345678' }, 'invalid'],
  ])('refuses %j by name', async (body, code) => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    expect(await refusal(await relay.call(widget('/leads'), { token: secret, body }))).toEqual([
      400,
      code,
    ])
    expect(await leads()).toEqual([])
  })

  it('is taken a few times in ten minutes and then refused until later', async () => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    for (let i = 0; i < 5; i += 1) {
      await leave(secret, { kind: 'email', value: `mila${i}@voorbeeld.example` })
    }
    const body = { kind: 'email', value: 'mila@voorbeeld.example' }
    expect(await refusal(await relay.call(widget('/leads'), { token: secret, body }))).toEqual([
      429,
      'rate_limited',
    ])
  })

  it('is not to be seen or changed by a stranger', async () => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    const { id } = await leave(secret, { kind: 'phone', value: '0612345678' })
    expect((await relay.call(inSite('/leads'), { token: secret })).status).toBe(401)
    const handled = { method: 'PATCH', token: secret, body: { handled: true } }
    expect((await relay.call(inSite(`/leads/${id}`), handled)).status).toBe(401)
  })
})

describe('the way back from a mail', () => {
  beforeEach(() => start())
  afterEach(stop)

  async function mailed(): Promise<{ code: string; first: StartAnswer }> {
    const { db, writer, config } = relay.context
    const links = createReturnLinks({ db, writer, secretKey: config.secretKey })
    const first = await startVisitor(relay, owner.siteKey)
    await leave(first.secret, {
      kind: 'email',
      value: 'mila@voorbeeld.example',
      question: { cid: nanoid(), text: 'Kan de lamp ook in zwart?' },
    })
    const code = await links.mint({
      siteId: owner.siteId,
      conversationId: first.conversationId,
      to: 'mila@voorbeeld.example',
    })
    return { code, first }
  }

  const resume = (code: string) => relay.call(widget('/resume'), { body: { code } })

  it('opens the same conversation in another browser, with a secret of its own', async () => {
    const { code, first } = await mailed()
    const back = (await (await resume(code)).json()) as StartAnswer
    expect(back.conversationId).toBe(first.conversationId)
    expect(back.secret).not.toBe(first.secret)
    expect((await thread(back.secret)).messages[0]?.text).toBe('Kan de lamp ook in zwart?')
    expect((await thread(first.secret)).messages).toHaveLength(2)
  })

  it('works again for ten minutes, because an answer may be lost, and not after', async () => {
    const { code } = await mailed()
    expect((await resume(code)).status).toBe(200)
    now += 9 * MINUTE
    expect((await resume(code)).status).toBe(200)
    now += 2 * MINUTE
    expect(await refusal(await resume(code))).toEqual([410, 'link_used_or_expired'])
  })

  it('ends after thirty days', async () => {
    const { code } = await mailed()
    now += 31 * DAY
    expect(await refusal(await resume(code))).toEqual([410, 'link_used_or_expired'])
  })

  it('refuses a code that was changed, or is another shop’s', async () => {
    const { code } = await mailed()
    const altered = `${code.slice(0, -2)}${code.endsWith('AA') ? 'BB' : 'AA'}`
    expect(await refusal(await resume(altered))).toEqual([410, 'link_used_or_expired'])
    const other = await relay.context.writer.run((tx) =>
      relay.context.sites.create(tx, {
        name: 'Ander',
        language: 'nl',
        timeZone: 'Europe/Amsterdam',
      }),
    )
    const elsewhere = await relay.call(`/widget/v1/${other.key}/resume`, { body: { code } })
    expect(await refusal(elsewhere)).toEqual([410, 'link_used_or_expired'])
  })
})

describe('a reply to a shopper who has gone', () => {
  beforeEach(() => start())
  afterEach(stop)

  async function outbox(kind: string) {
    return relay.context.db.read
      .selectFrom('outbox')
      .selectAll()
      .where('kind', '=', kind)
      .orderBy('place')
      .execute()
  }

  async function pass(milliseconds: number): Promise<void> {
    now += milliseconds
    await relay.context.outbox.settle()
  }

  it('is planned only where an address was left', async () => {
    const { conversationId } = await startVisitor(relay, owner.siteKey)
    await reply(conversationId, 'Ben je er nog?')
    expect(await outbox('reply.mail')).toEqual([])
  })

  it('is not mailed when the shopper received it within a minute', async () => {
    const { secret, conversationId } = await startVisitor(relay, owner.siteKey)
    await leave(secret, { kind: 'email', value: 'mila@voorbeeld.example' })
    await reply(conversationId, 'Ja, ook in zwart')
    await relay.json(widget('/seen'), { token: secret, body: { delivered: 2 } })
    await pass(MINUTE)
    expect(await outbox('reply.mail')).toMatchObject([
      { state: 'cancelled', error: 'received on the page' },
    ])
    expect(await outbox('mail.reply')).toEqual([])
  })

  it('shows the shopper, masked, where replies go', async () => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    expect(await thread(secret)).not.toHaveProperty('reachableAt')
    await leave(secret, { kind: 'email', value: 'mila@voorbeeld.example' })
    expect(await thread(secret)).toMatchObject({ reachableAt: 'm…a@voorbeeld.example' })
  })
})
