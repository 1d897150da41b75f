import type { Delivery } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { reachedOn, type StubbornNetwork, stubborn } from '../../testing/reached.ts'
import { noteDelivery } from './delivery.ts'

const MINUTE = 60_000
const DAY = 86_400_000

describe('a member’s answer on another network', () => {
  let stage: ChannelTalk
  let network: StubbornNetwork
  let conversationId: string

  beforeEach(async () => {
    // Nothing listens there: mails are only to be seen in the outbox.
    stage = await startChannelTalk({ env: { SMTP_URL: 'smtp://127.0.0.1:9' } })
    network = stubborn(stage, 'whatsapp')
    conversationId = await reachedOn(stage, 'whatsapp')
  })
  afterEach(() => stage[Symbol.asyncDispose]())

  const answer = (text: string, extra?: object) => stage.talk.answer(conversationId, text, extra)
  const settle = () => stage.relay.context.outbox.settle()
  async function pass(ms: number) {
    await settle()
    await stage.graph.time.advance(ms)
    await settle()
  }
  async function said() {
    await stage.talk.renew()
    return (await stage.talk.messages(conversationId)).filter((m) => m.delivery)
  }
  const last = async () => (await said()).at(-1)
  const delivery = async (): Promise<Delivery | undefined> => (await last())?.delivery
  const rows = () =>
    stage.relay.context.db.read
      .selectFrom('outbox')
      .selectAll()
      .where('kind', '=', 'channel.send')
      .execute()
  const refusal = async (text: string, extra: object = {}) =>
    stage.talk.refusal(stage.talk.site(`/conversations/${conversationId}/messages`), {
      token: stage.talk.owner.token,
      body: { cid: 'a-cid-of-its-own-here', text, ...extra },
    })

  it('goes out in order, each once, to whom wrote; notes, lines and the web stay here', async () => {
    await answer('Een')
    await answer('Onder ons', { note: true })
    await answer('Twee')
    const web = await stage.talk.shopper('Op de site')
    await stage.talk.answer(web.conversationId, 'Dag')
    await settle()
    expect(network.given.map(({ text, to }) => [text, to.phone])).toEqual([
      ['Een', stage.anna.phone],
      ['Twee', stage.anna.phone],
    ])
    expect(await last()).toMatchObject({ channel: 'whatsapp', delivery: { state: 'queued' } })
    expect((await stage.talk.messages(web.conversationId)).at(-1)).not.toHaveProperty('delivery')
  })

  it('is on Messenger sent once it is taken', async () => {
    stubborn(stage, 'messenger')
    conversationId = await reachedOn(stage, 'messenger')
    await answer('Dag')
    await settle()
    expect(await delivery()).toEqual({ state: 'sent' })
  })

  it('quotes what it answers by the network’s name for it', async () => {
    const { seq } = await answer('Vraag')
    await settle()
    await answer('Antwoord', { quoteSeq: seq })
    await settle()
    expect(network.given.at(-1)).toMatchObject({ text: 'Antwoord', quote: 'wamid.1' })
    expect((await last())?.quoteSeq).toBe(seq)
  })

  it('waits where the network says later, and what follows waits behind it', async () => {
    network.answers.push({ outcome: 'later', afterMs: 5_000, reason: '429' })
    await answer('Een')
    await answer('Twee')
    await settle()
    expect(network.given).toHaveLength(1)
    await pass(5_000)
    await settle()
    expect(network.given.map(({ text }) => text)).toEqual(['Een', 'Een', 'Twee'])
  })

  it('is not sent again when a status tells that it is out after all', async () => {
    network.answers.push({ outcome: 'unsure', reason: 'timeout' })
    await answer('Een')
    await settle()
    const ref = network.given[0]?.ref
    await stage.relay.context.writer.run((tx) =>
      noteDelivery(tx, stage.whatsapp, { externalId: 'wamid.x', ref, state: 'sent', at: tx.now }),
    )
    await pass(10 * MINUTE)
    expect(network.given).toHaveLength(1)
    expect(await delivery()).toEqual({ state: 'sent' })
    expect((await rows())[0]?.state).toBe('sent')
  })

  it('is sent again when nobody knows whether it is out and no status comes for a minute', async () => {
    network.answers.push({ outcome: 'unsure', reason: 'timeout' })
    await answer('Een')
    await pass(59_000)
    expect(network.given).toHaveLength(1)
    await pass(1_000)
    expect(network.given).toHaveLength(2)
    expect(new Set(network.given.map(({ ref }) => ref)).size).toBe(1)
  })

  it('says why it was refused, and is no dead letter', async () => {
    const failure = { code: 'unreachable' as const, number: 131_026 }
    network.answers.push({ outcome: 'refused', failure })
    await answer('Een')
    await answer('Twee')
    await settle()
    const [first, second] = await said()
    expect(first?.delivery).toEqual({ state: 'failed', failure })
    expect(second?.delivery).toEqual({ state: 'queued' })
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it('fails when a day of trying was in vain', async () => {
    for (let n = 0; n < 20; n++) network.answers.push({ outcome: 'later', reason: '500' })
    await stage.relay.context.writer.run((tx) =>
      tx.db
        .updateTable('channel_threads')
        .set({ window_until: tx.now + 9 * DAY })
        .execute(),
    )
    await answer('Een')
    for (let hours = 0; hours < 40; hours++) await pass(60 * MINUTE)
    expect(await delivery()).toEqual({ state: 'failed', failure: { code: 'gave_up' } })
    expect(network.given).toHaveLength(14)
  })

  it('waits without being tried while its channel is in trouble, and leaves once that is mended', async () => {
    network.answers.push({ outcome: 'stopped', trouble: 'token', number: 190 })
    await answer('Een')
    await answer('Twee')
    for (let hours = 0; hours < 20; hours++) await pass(60 * MINUTE)
    expect(network.given).toHaveLength(1)
    const { channels, writer } = stage.relay.context
    const paused = await channels.byId(stage.whatsapp.id)
    expect(paused).toMatchObject({ state: 'paused', trouble: { code: 'token', number: 190 } })
    await writer.run((tx) => channels.resume(tx, paused))
    await settle()
    expect(network.given.map(({ text }) => text)).toEqual(['Een', 'Een', 'Twee'])
  })

  it('makes who it went to known by what the network’s answer calls them', async () => {
    const { db, writer } = stage.relay.context
    const identities = () =>
      db.read.selectFrom('identities').select(['kind', 'value']).orderBy('kind').execute()
    await writer.run(async (tx) => {
      const thread = await tx.db.selectFrom('channel_threads').selectAll().executeTakeFirstOrThrow()
      const key = { kind: 'phone' as const, value: stage.anna.phone }
      await tx.db
        .insertInto('identities')
        .values({
          site_id: thread.site_id,
          ...key,
          contact_id: thread.contact_id,
          former_at: null,
          created_at: tx.now,
        })
        .execute()
    })
    const person = { phone: '5215512345678', id: 'MX.abc' }
    network.answers.push({ outcome: 'taken', externalId: 'wamid.1', person })
    await answer('Een')
    await answer('Twee')
    await settle()
    expect(await identities()).toEqual([
      { kind: 'bsuid', value: 'MX.abc' },
      { kind: 'phone', value: expect.any(String) },
      { kind: 'phone', value: expect.any(String) },
    ])
    expect(network.given.map(({ to }) => to.id)).toEqual([undefined, 'MX.abc'])
  })

  it('fails alone where only what is charged is refused, and what is said behind it leaves', async () => {
    network.answers.push({ outcome: 'stopped', trouble: 'payment', number: 131_042 })
    await answer('Een')
    await answer('Twee')
    await settle()
    expect(network.given.map(({ text }) => text)).toEqual(['Een', 'Twee'])
    expect((await said()).map((message) => message.delivery)).toEqual([
      { state: 'failed', failure: { code: 'payment', number: 131_042 } },
      { state: 'queued' },
    ])
    expect(await stage.relay.context.channels.byId(stage.whatsapp.id)).toMatchObject({
      state: 'on',
      trouble: { code: 'payment' },
    })
  })

  it('is refused before it is said when the window has closed, in our words and by the network not asked', async () => {
    await stage.graph.time.advance(DAY)
    await stage.talk.renew()
    expect(await refusal('Te laat')).toEqual({ status: 409, code: 'window_closed' })
    expect(network.given).toEqual([])
  })

  it('fails unsent when the window closes while it waits', async () => {
    network.answers.push({ outcome: 'later', afterMs: DAY, reason: '429' })
    await answer('Een')
    await settle()
    await pass(DAY)
    expect(network.given).toHaveLength(1)
    expect(await delivery()).toEqual({ state: 'failed', failure: { code: 'window_closed' } })
  })

  it('believes a network that says the window has closed', async () => {
    await stage.graph.time.advance(MINUTE)
    const failure = { code: 'window_closed', number: 131_047 } as const
    network.answers.push({ outcome: 'refused', failure })
    await answer('Een')
    await settle()
    expect(await delivery()).toEqual({ state: 'failed', failure })
    expect((await refusal('Twee')).code).toBe('window_closed')
  })

  it('may be written by hand on Messenger for seven days, and says so to the network', async () => {
    const messenger = stubborn(stage, 'messenger')
    conversationId = await reachedOn(stage, 'messenger')
    await stage.graph.time.advance(6 * DAY)
    await stage.talk.renew()
    await answer('Alsnog')
    await settle()
    expect(messenger.given).toMatchObject([{ text: 'Alsnog', human: true }])
    await stage.graph.time.advance(DAY)
    await stage.talk.renew()
    expect((await refusal('Te laat')).code).toBe('window_closed')
  })

  describe('afterwards', () => {
    const at = (id: string, what = '') =>
      stage.talk.site(`/conversations/${conversationId}/messages/${id}${what}`)
    const ask = async (path: string, method: string, body?: object) => {
      const answer = await stage.relay.call(path, {
        method,
        token: stage.talk.owner.token,
        ...(body && { body }),
      })
      const text = await answer.text()
      return answer.ok ? 'ok' : (JSON.parse(text) as { error: { code: string } }).error.code
    }

    it('can be corrected or taken back as long as it waits, and never once it may be out', async () => {
      network.answers.push({ outcome: 'later', afterMs: 5_000, reason: '429' })
      const [first, second] = [await answer('Een'), await answer('Twee')]
      await settle()
      expect(await ask(at(first.id), 'PATCH', { text: 'Eén' })).toBe('ok')
      expect(await ask(at(second.id), 'DELETE')).toBe('ok')
      await pass(5_000)
      expect(network.given.map(({ text }) => text)).toEqual(['Een', 'Eén'])
      expect(await ask(at(first.id), 'PATCH', { text: 'Te laat' })).toBe('already_sent')
      expect(await ask(at(first.id), 'DELETE')).toBe('already_sent')
      network.answers.push({ outcome: 'unsure', reason: 'timeout' })
      const unsure = await answer('Drie')
      await settle()
      expect(await ask(at(unsure.id), 'DELETE')).toBe('already_sent')
    })

    it('is sent once more where it failed, under another ref, and nothing else is', async () => {
      network.answers.push({ outcome: 'refused', failure: { code: 'unreachable' } })
      const { id } = await answer('Een')
      await settle()
      expect(await ask(at(id, '/retry'), 'POST')).toBe('ok')
      await settle()
      expect(network.given).toHaveLength(2)
      expect(new Set(network.given.map(({ ref }) => ref)).size).toBe(2)
      expect(await delivery()).toEqual({ state: 'queued' })
      expect(await ask(at(id, '/retry'), 'POST')).toBe('already_sent')
    })

    it('can be reacted to; a reaction that is refused goes again, and the thread says so', async () => {
      const { id } = await answer('Een')
      await settle()
      expect(await ask(at(id, '/reaction'), 'POST', { emoji: '👍' })).toBe('ok')
      expect((await last())?.reactions).toEqual([
        { by: 'member', id: stage.talk.owner.memberId, emoji: '👍' },
      ])
      await settle()
      network.reactions.push({ outcome: 'refused', failure: { code: 'content' } })
      expect(await ask(at(id, '/reaction'), 'POST', { emoji: '🎉' })).toBe('ok')
      await settle()
      expect(network.reacted).toEqual([
        ['wamid.1', '👍'],
        ['wamid.1', '🎉'],
      ])
      expect(await last()).not.toHaveProperty('reactions')
      const { line } = await stage.relay.context.db.read
        .selectFrom('messages')
        .select('line')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      expect(JSON.parse(line ?? '')).toMatchObject({
        code: 'reaction_failed',
        data: { emoji: '🎉' },
      })
    })
  })

  it('alerts its owner at once, by mail too, when its channel stops', async () => {
    network.answers.push({ outcome: 'stopped', trouble: 'payment', number: 131_042 })
    await answer('Een')
    await settle()
    const alerts = await stage.relay.context.db.read
      .selectFrom('outbox')
      .select(['kind', 'payload', 'state'])
      .where('kind', 'in', ['alert.channel', 'mail.channel'])
      .orderBy('kind')
      .execute()
    expect(alerts.map(({ kind }) => kind)).toEqual(['alert.channel', 'mail.channel'])
    expect(JSON.parse(alerts[1]?.payload ?? '')).toMatchObject({
      to: stage.talk.owner.email,
      code: 'payment',
    })
  })

  it('leaves in parts where the network wants that, and each is sent again by itself', async () => {
    network.answers.push(
      { outcome: 'taken', externalId: 'wamid.a' },
      { outcome: 'later', afterMs: 1_000, reason: '500' },
      { outcome: 'taken', externalId: 'wamid.b' },
    )
    await answer('Een|Twee')
    await pass(1_000)
    expect(network.given.map(({ text }) => text)).toEqual(['Een', 'Twee', 'Twee'])
    const tell = (externalId: string, state: 'read' | 'failed') =>
      stage.relay.context.writer.run((tx) =>
        noteDelivery(tx, stage.whatsapp, { externalId, state, at: tx.now, ref: undefined }),
      )
    await tell('wamid.a', 'read')
    expect(await delivery()).toEqual({ state: 'queued' })
    await tell('wamid.b', 'failed')
    expect(await delivery()).toMatchObject({ state: 'failed' })
  })
})
