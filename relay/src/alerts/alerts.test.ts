import type {
  AlertData,
  Conversation,
  Message,
  PromiseAnswer,
  SendAnswer,
  ThreadAnswer,
} from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

let now: number
let relay: TestRelay
let owner: TestOwner
let service: TestPushService
let close: Array<() => unknown>

async function start(env: Record<string, string> = {}): Promise<void> {
  now = Date.UTC(2026, 10, 23, 9, 0)
  close = []
  service = await startTestPushService()
  close.unshift(() => service[Symbol.asyncDispose]())
  relay = await startTestRelay({
    clock: () => now,
    env: { EGRESS_ALLOW: service.host, LOG_LEVEL: 'silent', ...env },
  })
  close.unshift(() => relay[Symbol.asyncDispose]())
  owner = await setUpOwner(relay)
}

async function stop(): Promise<void> {
  for (const step of close.splice(0)) await step()
}

async function addDevice(name = 'Telefoon'): Promise<TestDevice> {
  const device = service.device(name)
  await relay.json('/api/push/devices', { token: owner.token, body: device.subscription })
  return device
}

interface Shopper {
  secret: string
  conversationId: string
}

async function shopperSays(text: string, shopper?: Shopper): Promise<Shopper> {
  const who = shopper ?? (await startVisitor(relay, owner.siteKey))
  await relay.json(`/widget/v1/${owner.siteKey}/messages`, {
    token: who.secret,
    body: { cid: nanoid(), text },
  })
  await relay.context.outbox.settle()
  return who
}

function inConversation(shopper: Shopper): string {
  return `/api/sites/${owner.siteId}/conversations/${shopper.conversationId}`
}

/** @returns the message's id */
async function memberSays(shopper: Shopper, text: string): Promise<string> {
  const body = { cid: nanoid(), text }
  const path = `${inConversation(shopper)}/messages`
  const { id } = await relay.json<SendAnswer>(path, { token: owner.token, body })
  await relay.context.outbox.settle()
  return id
}

async function withdraw(shopper: Shopper, messageId: string): Promise<void> {
  const path = `${inConversation(shopper)}/messages/${messageId}`
  await relay.json(path, { token: owner.token, method: 'DELETE' })
  await relay.context.outbox.settle()
}

async function waitingSince(shopper: Shopper): Promise<number | undefined> {
  const call = { token: owner.token }
  return (await relay.json<Conversation>(inConversation(shopper), call)).waitingSince
}

/** Lets the clock run on, does what comes due, and renews the member's token as an inbox would. */
async function pass(milliseconds: number): Promise<void> {
  now += milliseconds
  owner.token = await tokenFor(relay, owner.cookie)
  await relay.context.outbox.settle()
}

async function lines(shopper: Shopper): Promise<Array<NonNullable<Message['line']>>> {
  const page = await relay.json<{ messages: Message[] }>(`${inConversation(shopper)}/messages`, {
    token: owner.token,
  })
  return page.messages.flatMap(({ line }) => (line ? [line] : []))
}

async function codes(shopper: Shopper): Promise<string[]> {
  return (await lines(shopper)).map((line) => line.code)
}

async function outboxStates(): Promise<Array<[string, string, string | null]>> {
  const rows = await relay.context.db.read
    .selectFrom('outbox')
    .select(['kind', 'state', 'error'])
    .orderBy('next_at')
    .execute()
  return rows.map((row) => [row.kind, row.state, row.error])
}

describe.each(DIALECTS)('a shopper nobody answers, on %s', (dialect) => {
  beforeEach(async () => start(await dialectEnv(dialect)))
  afterEach(stop)

  it('is announced at once, at 20 s and at 60 s, reads an honest wait at 45 s and an offer at 120 s', async () => {
    const device = await addDevice()
    const shopper = await shopperSays('Past deze bij E27?')
    expect(device.received()).toHaveLength(1)
    expect(await codes(shopper)).toEqual(['alert_sent'])
    await pass(19_999)
    expect(device.received()).toHaveLength(1)
    await pass(1)
    expect(device.received()).toHaveLength(2)
    await pass(25_000)
    expect((await lines(shopper)).at(-1)).toEqual({ code: 'wait_text', data: {} })
    await pass(15_000)
    expect(device.received()).toHaveLength(3)
    await pass(60_000)
    expect((await codes(shopper)).sort()).toEqual(
      ['alert_sent', 'alert_sent', 'wait_text', 'alert_sent', 'wait_offer'].sort(),
    )
    await pass(10 * MINUTE)
    expect(device.received()).toHaveLength(3)
  })

  it('hears no more once a member answers', async () => {
    const device = await addDevice()
    const shopper = await shopperSays('Past deze bij E27?')
    await pass(5_000)
    await memberSays(shopper, 'Ja, tot 60 watt')
    await pass(10 * MINUTE)
    expect(device.received()).toHaveLength(1)
    expect(await codes(shopper)).toEqual(['alert_sent'])
    const states = (await outboxStates()).filter(([kind]) => kind !== 'reply.time')
    expect(states.filter(([, state]) => state === 'cancelled').length).toBe(6)
  })

  it('waits again once the only answer is taken back, and nobody is told a second time', async () => {
    const device = await addDevice()
    const shopper = await shopperSays('Past deze bij E27?')
    const asked = now
    await pass(5_000)
    const first = await memberSays(shopper, 'Nee')
    const second = await memberSays(shopper, 'Of toch wel')
    await pass(10_000)
    await withdraw(shopper, first)
    expect(await waitingSince(shopper)).toBeUndefined()
    await withdraw(shopper, second)
    expect(await waitingSince(shopper)).toBe(asked)
    expect(device.received()).toHaveLength(1)
    await pass(45_000)
    expect(device.received()).toHaveLength(2)
    expect((await codes(shopper)).sort()).toEqual(['alert_sent', 'alert_sent', 'wait_text'])
    await pass(10 * MINUTE)
    expect(device.received()).toHaveLength(2)
  })

  it('is announced again by what was left out when a late answer is taken back', async () => {
    const device = await addDevice()
    const shopper = await shopperSays('Past deze bij E27?')
    await pass(5_000)
    const answer = await memberSays(shopper, 'Verkeerd gesprek')
    await pass(10 * MINUTE)
    expect(await codes(shopper)).toEqual(['alert_sent'])
    await withdraw(shopper, answer)
    expect((await codes(shopper)).sort()).toEqual(['alert_sent', 'alert_sent', 'wait_offer'])
    expect(device.received()).toHaveLength(2)
  })

  it('starts anew with the next question, and only with the first message of it', async () => {
    const device = await addDevice()
    const shopper = await shopperSays('Past deze bij E27?')
    await shopperSays('Hij is voor in de keuken', shopper)
    expect(device.received()).toHaveLength(1)
    await pass(30_000)
    await memberSays(shopper, 'Ja, tot 60 watt')
    await shopperSays('En buiten?', shopper)
    await pass(45_000)
    expect(device.received()).toHaveLength(4)
    expect((await codes(shopper)).filter((code) => code === 'wait_text')).toHaveLength(1)
  })

  it('is announced anew when its shopper writes again after an hour, and promises nothing twice', async () => {
    const device = await addDevice()
    const shopper = await shopperSays('Past deze bij E27?')
    await pass(2 * MINUTE)
    const told = device.received().length
    await shopperSays('Hallo?', shopper)
    await pass(60 * MINUTE)
    expect(device.received()).toHaveLength(told)
    await shopperSays('Is er iemand?', shopper)
    await pass(20_000)
    expect(device.received()).toHaveLength(told + 2)
    await memberSays(shopper, 'Ja, tot 60 watt')
    await pass(MINUTE)
    expect(device.received()).toHaveLength(told + 2)
    expect((await codes(shopper)).filter((code) => code === 'wait_offer')).toHaveLength(1)
  })
})

describe('alerting members', () => {
  beforeEach(() => start())
  afterEach(stop)

  it('says in the thread, for members only, which alert reached whom and when', async () => {
    await addDevice()
    const shopper = await shopperSays('Past deze bij E27?')
    const [line] = await lines(shopper)
    expect(line?.data as AlertData).toEqual({
      channel: 'push',
      step: 0,
      members: [{ id: owner.memberId, name: 'Noor' }],
      count: 1,
      received: false,
    })
    const thread = await relay.json<ThreadAnswer>(`/widget/v1/${owner.siteKey}/thread`, {
      token: shopper.secret,
    })
    expect(thread.messages.map((message) => message.kind)).toEqual(['text'])
  })

  it('shows which page somebody waits on, and the words only to who chose so', async () => {
    const device = await addDevice()
    const first = await shopperSays('Mijn adres is Kade 7')
    expect(device.received()[0]).toMatchObject({
      kind: 'waiting',
      title: 'Lamp & Linnen',
      body: 'Iemand wacht op antwoord op Bureaulamp Noot',
      tag: first.conversationId,
      path: `/inbox#/${owner.siteId}/c/${first.conversationId}`,
    })
    await relay.json('/api/me/notifications', {
      method: 'PUT',
      token: owner.token,
      body: { push: true, pushText: true, email: true, sound: true },
    })
    await shopperSays('Past\u202e deze\nbij E27?')
    expect(device.received()[1]?.body).toBe('Past deze bij E27?')
  })

  it('stops repeating once somebody opened the chat, though an open socket alone stops nothing', async () => {
    const device = await addDevice()
    const shopper = await shopperSays('Past deze bij E27?')
    await relay.json(`${inConversation(shopper)}/seen`, {
      token: owner.token,
      body: { delivered: 1 },
    })
    await pass(20_000)
    expect(device.received()).toHaveLength(2)
    expect((await lines(shopper)).at(-1)?.data).toMatchObject({ step: 20, received: true })
    await relay.json(`${inConversation(shopper)}/seen`, { token: owner.token, body: { read: 1 } })
    await pass(40_000)
    expect(device.received()).toHaveLength(2)
  })

  it('says so once when nobody has a device and no inbox received the message', async () => {
    const shopper = await shopperSays('Past deze bij E27?')
    expect(await codes(shopper)).toEqual([])
    await pass(20_000)
    await pass(40_000)
    expect(await lines(shopper)).toMatchObject([
      { code: 'alert_failed', data: { reason: 'no_devices' } },
      { code: 'wait_text' },
    ])
  })

  it('leaves alone who wants no pushes', async () => {
    const device = await addDevice()
    await relay.json('/api/me/notifications', {
      method: 'PUT',
      token: owner.token,
      body: { push: false, pushText: false, email: true, sound: true },
    })
    await shopperSays('Past deze bij E27?')
    expect(device.received()).toHaveLength(0)
  })

  it('tries again when the push service is down, and tells of the failure once', async () => {
    const device = await addDevice()
    service.status = 503
    const shopper = await shopperSays('Past deze bij E27?')
    await pass(2_000)
    await pass(7_000)
    service.status = 201
    await pass(40_000)
    expect(device.received().length).toBeGreaterThan(3)
    const own = (await codes(shopper)).filter((code) => code.startsWith('alert'))
    expect(own.filter((code) => code === 'alert_failed')).toHaveLength(1)
    expect(own.filter((code) => code === 'alert_sent').length).toBeGreaterThan(0)
  })

  it('adds no line twice when the relay dies between telling and marking', async () => {
    const shopper = await shopperSays('Past deze bij E27?')
    await pass(45_000)
    await relay.context.db.write
      .updateTable('outbox')
      .set({ state: 'leased', leased_by: 'killed', leased_until: now, next_at: now })
      .where('kind', '=', 'wait.line')
      .where('state', '=', 'sent')
      .execute()
    await pass(1_000)
    expect((await codes(shopper)).filter((code) => code === 'wait_text')).toHaveLength(1)
    expect((await outboxStates()).filter(([, state]) => state === 'leased')).toEqual([])
  })

  it('survives the relay: what was planned before a restart happens after it', async () => {
    const device = await addDevice()
    const shopper = await shopperSays('Past deze bij E27?')
    const { dataDir } = relay.context.config
    const env = {
      DATA_DIR: dataDir,
      EGRESS_ALLOW: service.host,
      LOG_LEVEL: 'silent',
      SECRET_KEY: relay.context.config.secretKey.toString('base64url'),
    }
    await relay.server.stop()
    now += 45_000
    const again = await startTestRelay({ clock: () => now, env })
    await again.context.outbox.settle()
    const page = await again.context.conversations.history(owner.siteId, shopper.conversationId, {
      limit: 50,
      audience: 'members',
    })
    expect(page.messages.map(({ line }) => line?.code)).toContain('wait_text')
    expect(device.received()).toHaveLength(2)
    await again.server.stop()
  })
})

describe('a relay that was away for a while', () => {
  beforeEach(() => start())
  afterEach(stop)

  it('makes up with one alert and one line, not with all it missed', async () => {
    const device = await addDevice()
    const shopper = await shopperSays('Past deze bij E27?')
    await pass(10 * MINUTE)
    expect(device.received()).toHaveLength(2)
    expect((await codes(shopper)).sort()).toEqual(['alert_sent', 'alert_sent', 'wait_offer'])
  })
})

describe('a shop that is away', () => {
  beforeEach(() => start())
  afterEach(stop)

  it('says so at once, promises nothing later, and alerts members once', async () => {
    const device = await addDevice()
    await relay.json(`/api/sites/${owner.siteId}/availability`, {
      method: 'PUT',
      token: owner.token,
      body: { availability: 'away' },
    })
    const shopper = await shopperSays('Zijn jullie er?')
    await pass(45_000)
    await pass(75_000)
    expect((await codes(shopper)).filter((code) => !code.startsWith('alert'))).toEqual(['away'])
    expect(device.received()).toHaveLength(1)
  })
})

describe('the measured promise of a shop', () => {
  beforeEach(() => start())
  afterEach(stop)

  async function ask(): Promise<PromiseAnswer> {
    const token = await tokenFor(relay, owner.cookie)
    return relay.json<PromiseAnswer>(`/api/sites/${owner.siteId}/availability`, { token })
  }

  async function answeredAfter(seconds: number): Promise<void> {
    const shopper = await shopperSays('Hallo')
    await pass(seconds * 1_000)
    await memberSays(shopper, 'Hoi')
  }

  it('is unknown at first, and the median of real answers after five of them', async () => {
    expect(await ask()).not.toHaveProperty('waitSeconds')
    for (const seconds of [20, 30, 40, 50]) await answeredAfter(seconds)
    await pass(MINUTE)
    expect(await ask()).not.toHaveProperty('waitSeconds')
    await answeredAfter(600)
    await pass(MINUTE)
    expect(await ask()).toMatchObject({ waitSeconds: 40 })
    const shopper = await shopperSays('Nog iemand?')
    await pass(45_000)
    expect(await lines(shopper)).toContainEqual({ code: 'wait_text', data: { waitSeconds: 40 } })
  })

  it('forgets answers of more than eight weeks ago', async () => {
    for (const seconds of [20, 30, 40, 50, 60]) await answeredAfter(seconds)
    await pass(MINUTE)
    expect(await ask()).toMatchObject({ samples: 5 })
    await pass(MINUTE)
    await relay.context.writer.run((tx) =>
      tx.db
        .updateTable('reply_times')
        .set({ at: tx.now - 57 * 24 * 60 * MINUTE })
        .execute(),
    )
    expect(await ask()).toMatchObject({ samples: 0 })
  })
})
