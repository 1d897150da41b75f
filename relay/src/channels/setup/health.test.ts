import type { ChannelsAnswer, ChannelView, ProfileText, SetupAnswer } from '@loods/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SmtpCatcher, startSmtpCatcher } from '../../../../test/support/smtp-catcher.ts'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'

const DAY = 86_400_000

let stage: ChannelTalk
let catcher: SmtpCatcher

beforeAll(async () => {
  catcher = await startSmtpCatcher()
  stage = await startChannelTalk({ env: { SMTP_URL: catcher.url } })
  await stage.subscribe()
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
  await catcher.stop()
})

const post = <T>(path: string, body: object = {}, method = 'POST') =>
  stage.relay.json<T>(stage.talk.site(`/channels/${stage.whatsapp.id}${path}`), {
    token: stage.talk.owner.token,
    method,
    ...(method === 'POST' && { body }),
  })

async function number(): Promise<ChannelView> {
  await stage.talk.renew()
  const path = stage.talk.site('/channels')
  const answer = await stage.relay.json<ChannelsAnswer>(path, { token: stage.talk.owner.token })
  const found = answer.channels.find(({ id }) => id === stage.whatsapp.id)
  if (!found) throw new Error('no number')
  return found
}

/** Lets everything happen that was set in motion. */
async function pass(ms: number): Promise<void> {
  const { traffic, outbox } = stage.relay.context
  await stage.graph.time.advance(ms)
  await traffic.webhooks.processor.settle()
  await outbox.settle()
  await stage.graph.time.advance(ms)
  await traffic.webhooks.processor.settle()
}

const alerts = () =>
  stage.relay.context.db.read
    .selectFrom('outbox')
    .select('payload')
    .where('kind', '=', 'alert.channel')
    .execute()

describe('a number that is tried out', () => {
  it('has shaken hands, hears its owner, answers, and knows that the answer arrived', async () => {
    const before = await number()
    expect(before.details?.shakenAt).toBe(stage.graph.time.now())
    const { details } = await post<ChannelView>('/trial')
    const { text = '', link } = details?.trial ?? {}
    expect(link).toBe(`https://wa.me/${stage.number.digits}?text=${encodeURIComponent(text)}`)
    const chat = stage.graph.chat(stage.anna, stage.number)
    await chat.text('Loods test 000000')
    await chat.text(text)
    await pass(5_000)
    const trial = (await number()).details?.trial
    expect(trial).toMatchObject({
      heardAt: expect.any(Number),
      answeredAt: expect.any(Number),
      arrivedAt: expect.any(Number),
    })
    const rows = await stage.relay.context.db.read
      .selectFrom('messages')
      .select('text')
      .where('channel', '=', 'whatsapp')
      .execute()
    expect(rows.map((row) => row.text)).toEqual(['Loods test 000000'])
  })
})

describe('a callback', () => {
  it('is written into the app by itself, unless the app tells somebody else', async () => {
    const { app, graph } = stage
    app.subscriptions.clear()
    expect(await post<SetupAnswer>('/callback')).not.toHaveProperty('problem')
    expect(app.subscriptions.get('whatsapp_business_account')).toMatchObject({
      callbackUrl: stage.callback(stage.whatsapp),
    })
    const theirs = { callbackUrl: 'https://other.example/hook', verifyToken: 'x' }
    app.subscriptions.set('whatsapp_business_account', { ...theirs, fields: new Set(['messages']) })
    const refused = await post<SetupAnswer>('/callback')
    expect(refused).toMatchObject({ problem: 'in_use', elsewhere: 'other.example' })
    expect(await post<SetupAnswer>('/callback', { replace: true })).not.toHaveProperty('problem')
    graph.faults.failNext('bad_token', { on: /subscriptions/ })
    expect(await post<SetupAnswer>('/callback')).toMatchObject({ problem: 'invalid' })
  })
})

describe('the opening hours in a profile', () => {
  it('are shown first, then stand below what is there, and take the place of older ones', async () => {
    stage.number.profile.description = 'Lampen en linnen.'
    const hours = 'Open ma–vr 9–17'
    const shown = await post<ProfileText>(`/profile?hours=${hours}`, {}, 'GET')
    expect(shown.next).toBe('Lampen en linnen.\nOpen ma–vr 9–17')
    expect(stage.number.profile.description).toBe('Lampen en linnen.')
    await post('/profile', { hours })
    stage.number.profile.description += '\nGratis retour.'
    await post('/profile', { hours: 'Open ma–za 9–17' })
    expect(stage.number.profile.description).toBe(
      'Lampen en linnen.\nOpen ma–za 9–17\nGratis retour.',
    )
    stage.number.profile.description = 'x'.repeat(500)
    const call = { token: stage.talk.owner.token, body: { hours } }
    const path = stage.talk.site(`/channels/${stage.whatsapp.id}/profile`)
    expect(await stage.talk.refusal(path, call)).toMatchObject({ code: 'too_long' })
    expect(stage.number.profile.description).toBe('x'.repeat(500))
  })
})

describe('a channel in trouble', () => {
  it('rests while its account is locked, and its owner hears of it once, by mail and push', async () => {
    const { graph, waba } = stage
    await graph.setStanding(waba, 'restricted')
    await graph.setStanding(waba, 'restricted')
    await pass(1_000)
    const paused = await number()
    expect(paused).toMatchObject({ state: 'paused', trouble: { code: 'locked' } })
    expect(await alerts()).toHaveLength(1)
    await stage.relay.context.outbox.settle()
    expect(catcher.mails).toHaveLength(1)
    const { mail } = await catcher.waitFor(() => true)
    expect(mail.subject).toContain(`WhatsApp ${stage.number.displayPhoneNumber}`)
    expect(mail.text).toContain('/settings/channels')
    await graph.setStanding(waba, 'good')
    await pass(1_000)
    expect(await number()).toMatchObject({ state: 'on' })
    expect(await number()).not.toHaveProperty('trouble')
  })

  it('is found by itself once a day: a token that ended, then one that works again', async () => {
    const { traffic } = stage.relay.context
    stage.token.revoked = true
    await stage.graph.time.advance(DAY)
    await traffic.health.lookAround()
    expect(await number()).toMatchObject({ state: 'paused', trouble: { code: 'token' } })
    stage.token.revoked = false
    await traffic.health.lookAround()
    expect((await number()).state).toBe('paused')
    await post('/health')
    expect((await number()).state).toBe('on')
  })

  it('is warned of before a token ends, once', async () => {
    const before = (await alerts()).length
    stage.token.expiresAt = stage.graph.time.now() + 6 * DAY
    await post('/health')
    await post('/health')
    expect((await number()).details?.tokenUntil).toBe(stage.token.expiresAt)
    const told = (await alerts()).slice(before).map(({ payload }) => JSON.parse(payload))
    expect(told).toEqual([expect.objectContaining({ endsAt: stage.token.expiresAt })])
    expect((await number()).state).toBe('on')
  })

  it('goes on with a low quality, which is only a warning', async () => {
    await stage.graph.setQuality(stage.number, 'RED', 'TIER_250')
    await post('/health')
    const seen = await number()
    expect(seen).toMatchObject({ state: 'on', trouble: { code: 'quality' } })
    expect(seen.details).toMatchObject({ quality: 'red', dailyLimit: 250 })
    await stage.graph.setQuality(stage.number, 'GREEN')
    await post('/health')
    expect(await number()).not.toHaveProperty('trouble')
  })

  it('is told when the app brings nothing any more', async () => {
    await post('/subscribe')
    stage.waba.subscribedApps.clear()
    await post('/health')
    expect(await number()).toMatchObject({ state: 'on', trouble: { code: 'webhook' } })
    await post('/subscribe')
    await post('/health')
    expect(await number()).not.toHaveProperty('trouble')
  })
})
