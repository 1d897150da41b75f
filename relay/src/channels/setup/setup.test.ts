import type {
  ChannelCallback,
  ChannelCheck,
  ChannelsAnswer,
  ChannelView,
  ConnectAnswer,
  SetupAnswer,
} from '@loods/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { createTestLog, type TestLog } from '../../testing/test-log.ts'
import { addColleague } from '../../testing/test-people.ts'
import { storedText } from '../../testing/what-is-stored.ts'

let stage: ChannelTalk
let log: TestLog

beforeAll(async () => {
  log = createTestLog()
  stage = await startChannelTalk({ log })
})
afterAll(() => stage[Symbol.asyncDispose]())

/** A second number, not connected yet, as an owner would paste it. */
function another() {
  const { graph, app } = stage
  const waba = graph.addAccount()
  const number = graph.addNumber(waba, {
    displayPhoneNumber: '+31 6 5555 0101',
    verifiedName: 'Lamp & Linnen',
  })
  const token = graph.addToken(app, [waba])
  const values = {
    kind: 'whatsapp',
    externalId: number.id,
    businessId: waba.id,
    token: token.value,
    appSecret: app.secret,
  }
  return { waba, number, token, values }
}

const post = <T>(path: string, body?: object, method = 'POST') =>
  stage.relay.json<T>(stage.talk.site(`/channels${path}`), {
    token: stage.talk.owner.token,
    method,
    ...(body && { body }),
  })
const check = (values: object) => post<ChannelCheck>('/check', values)
const connect = async (values: object) => {
  const { channel } = await post<ConnectAnswer>('', values)
  if (!channel) throw new Error('not connected')
  return channel
}
const list = async (token = stage.talk.owner.token) =>
  (await stage.relay.json<ChannelsAnswer>(stage.talk.site('/channels'), { token })).channels
const one = async (id: string): Promise<ChannelView> => {
  const found = (await list()).find((channel) => channel.id === id)
  if (!found) throw new Error('no such channel')
  return found
}

describe('the values of a number', () => {
  it('are each looked at by a request, and say what they turned out to be', async () => {
    const { values } = another()
    expect(await check(values)).toEqual({
      externalId: { state: 'good', found: 'Lamp & Linnen · +31 6 5555 0101' },
      businessId: { state: 'good' },
      token: { state: 'good' },
      appSecret: { state: 'good' },
    })
  })

  it('may come one by one: what cannot be looked at yet waits for the token', async () => {
    const { values } = another()
    const first = await check({ kind: 'whatsapp', externalId: values.externalId })
    expect(first.externalId).toEqual({ state: 'waiting' })
    expect(first.businessId).toEqual({ state: 'empty' })
    const second = await check({ ...values, businessId: '', appSecret: '' })
    expect(second.externalId.state).toBe('good')
    expect(second.appSecret).toEqual({ state: 'empty' })
  })

  it('are put right where they were mixed up, or written as people write a number', async () => {
    const { values, waba, number } = another()
    const swapped = await check({ ...values, externalId: waba.id, businessId: number.id })
    expect(swapped.externalId).toMatchObject({ state: 'put_right', value: number.id })
    expect(swapped.businessId).toMatchObject({ state: 'put_right', value: waba.id })
    const typed = await check({ ...values, externalId: '06 5555 0101' })
    expect(typed.externalId).toMatchObject({ state: 'put_right', value: number.id })
    const found = await check({ ...values, businessId: '' })
    expect(found.businessId).toMatchObject({ state: 'put_right', value: waba.id })
  })

  it('are refused each for its own reason', async () => {
    const { values, token, number } = another()
    const problem = async (change: object) => {
      const checked = await check({ ...values, ...change })
      return Object.entries(checked).flatMap(([field, it]) =>
        it.problem ? [`${field} ${it.problem}`] : [],
      )
    }
    expect(await problem({ externalId: '1234567890' })).toEqual(['externalId not_found'])
    expect(await problem({ externalId: '../me' })).toEqual(['externalId not_found'])
    const foreign = stage.graph.addAccount()
    token.wabaIds.add(foreign.id)
    expect(await problem({ businessId: foreign.id })).toEqual(['businessId elsewhere'])
    expect(await problem({ token: 'EAAnonsense' })).toEqual(['token invalid'])
    expect(await problem({ token: 'two words\nand a line' })).toEqual(['token invalid'])
    expect(await problem({ appSecret: 'f'.repeat(32) })).toEqual(['appSecret wrong'])
    expect(await problem({ externalId: stage.number.id, businessId: '' })).toEqual([
      'externalId not_found',
    ])
    Object.assign(number, { pin: undefined })
    expect(await problem({})).toEqual(['externalId unregistered'])
    token.scopes.delete('whatsapp_business_messaging')
    expect((await check(values)).token).toEqual({
      state: 'wrong',
      problem: 'permission',
      missing: ['whatsapp_business_messaging'],
    })
    token.expiresAt = stage.graph.time.now() - 1
    expect(await problem({})).toEqual(['token expired'])
    Object.assign(token, { expiresAt: undefined, revoked: true })
    expect(await problem({})).toEqual(['token revoked'])
  })

  it('tell when a token ends, and that a number is connected already', async () => {
    const { values, token } = another()
    token.expiresAt = stage.graph.time.now() + 86_400_000
    expect((await check(values)).token).toEqual({ state: 'good', until: token.expiresAt })
    await connect(values)
    expect((await check(values)).externalId).toEqual({ state: 'wrong', problem: 'taken' })
    expect((await post<ConnectAnswer>('', values)).channel).toBeUndefined()
  })

  it('are not found wrong while the network does not answer', async () => {
    const { values } = another()
    stage.graph.faults.failNext('server_error')
    expect((await check(values)).token).toEqual({ state: 'wrong', problem: 'unreachable' })
  })
})

describe('a page', () => {
  it('is known by its token, whatever id was typed', async () => {
    const { graph, app, waba } = stage
    const business = graph.world.businesses.get(waba.businessId)
    if (!business) throw new Error('no business')
    const page = graph.addPage(business, { name: 'Lamp & Linnen' })
    const token = graph.addPageToken(app, page)
    const values = { kind: 'messenger', token: token.value, appSecret: app.secret }
    const checked = await check({ ...values, externalId: '9999999999' })
    expect(checked.externalId).toEqual({
      state: 'put_right',
      value: page.id,
      found: 'Lamp & Linnen',
    })
    const channel = await connect({ ...values, externalId: page.id })
    const ended = await post<SetupAnswer>(`/${channel.id}/subscribe`)
    expect(ended.problem).toBeUndefined()
    expect([...(page.subscribedApps.get(app.id) ?? [])]).toContain('messaging_referrals')
  })
})

describe('a channel that is set up', () => {
  it('is subscribed, and told of to its team: everything to who runs it, its name to all', async () => {
    const { values, waba } = another()
    const channel = await connect(values)
    await post(`/${channel.id}/subscribe`)
    expect([...waba.subscribedApps.keys()]).toEqual([stage.app.id])
    const details = (await one(channel.id)).details
    expect(details).toMatchObject({ externalId: values.externalId, quality: 'green' })
    expect(details?.subscribedAt).toBe(stage.graph.time.now())
    const agent = await addColleague(stage.relay, stage.talk.owner, 'agent')
    const seen = (await list(agent.token)).find(({ id }) => id === channel.id)
    expect(seen).toEqual({
      id: channel.id,
      kind: 'whatsapp',
      name: 'Lamp & Linnen',
      address: '+31 6 5555 0101',
      state: 'on',
    })
  })

  it('gets other secrets only when they are right', async () => {
    const { values, waba } = another()
    const channel = await connect(values)
    const secrets = () => stage.relay.context.channels.secrets(channel.id, 'check')
    const bad = await post<ConnectAnswer>(`/${channel.id}/renew`, { token: 'EAAnonsense' })
    expect(bad.check.token.problem).toBe('invalid')
    expect((await secrets()).token).toBe(values.token)
    const fresh = stage.graph.addToken(stage.app, [waba])
    const { writer, channels } = stage.relay.context
    await writer.run(async (tx) =>
      channels.pause(tx, await channels.byId(channel.id), { code: 'token', at: tx.now }),
    )
    const good = await post<ConnectAnswer>(`/${channel.id}/renew`, { token: fresh.value })
    expect(good.channel?.state).toBe('on')
    expect(await secrets()).toMatchObject({ token: fresh.value, appSecret: values.appSecret })
  })

  it('can be let go of, keeps its place for the day it comes back, and is left by the app', async () => {
    const { values, waba } = another()
    const channel = await connect(values)
    await post(`/${channel.id}/subscribe`)
    await post(`/${channel.id}`, undefined, 'DELETE')
    expect(waba.subscribedApps.size).toBe(0)
    expect((await list()).map(({ id }) => id)).not.toContain(channel.id)
    expect((await connect(values)).id).toBe(channel.id)
  })

  it('keeps no secret in database, answers and log, names each use, and all go at once (T74)', async () => {
    const { values } = another()
    const channel = await connect(values)
    await check(values)
    const callback = await post<ChannelCallback>(`/${channel.id}/callback`, undefined, 'GET')
    const answers = JSON.stringify([await list(), await check(values), callback])
    const stored = await storedText(stage.relay)
    for (const secret of [values.token, values.appSecret]) {
      for (const place of [stored, answers, JSON.stringify(log.lines)]) {
        expect(place).not.toContain(secret)
      }
    }
    expect(stored).not.toContain(callback.verifyToken)
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'info', channel: channel.id, purpose: 'set up' }),
    )
    await post('', undefined, 'DELETE')
    expect(await list()).toEqual([])
    const { db } = stage.relay.context
    expect(await db.read.selectFrom('channels').selectAll().execute()).toEqual([])
  })
})
