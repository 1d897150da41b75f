import type { HandoverAnswer, ThreadAnswer } from '@loods/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Arrivals, openArrivals, type Somebody } from '../../testing/arrivals.ts'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { lineCodes, type Shopper } from '../../testing/talk.ts'
import { DIALECTS, dialectEnv } from '../../testing/test-storage.ts'

const MINUTE = 60_000

let stage: ChannelTalk
let arrivals: Arrivals
let anna: Somebody

/** What the link to WhatsApp says for this shopper. */
async function sentence(shopper: Shopper): Promise<string> {
  return new URL((await offer(shopper, 'whatsapp')).url).searchParams.get('text') ?? ''
}

async function code(shopper: Shopper): Promise<string> {
  return new URL((await offer(shopper, 'messenger')).url).searchParams.get('ref') ?? ''
}

function offer(shopper: Shopper, to: string): Promise<HandoverAnswer> {
  return stage.relay.json(stage.talk.widget('/handover'), { token: shopper.secret, body: { to } })
}

function say(words: string, person = anna): Promise<boolean> {
  return arrivals.take(arrivals.text(person, words))
}

async function thread({ secret }: Shopper) {
  const answer = await stage.relay.json<ThreadAnswer>(stage.talk.widget('/thread'), {
    token: secret,
  })
  return answer.messages
}

/** The shop says who this is, by its own id. */
async function vouch(contactId: string, externalId: string): Promise<void> {
  await stage.relay.context.db.write
    .updateTable('contacts')
    .set({ external_id: externalId, verified_at: 1 })
    .where('id', '=', contactId)
    .execute()
}

describe.each(DIALECTS)('on %s, a chat that is taken along', (dialect) => {
  beforeAll(async () => {
    stage = await startChannelTalk({ env: await dialectEnv(dialect) })
    arrivals = openArrivals(stage)
  })
  afterAll(() => stage[Symbol.asyncDispose]())
  beforeEach(async () => {
    anna = arrivals.somebody()
    await stage.talk.renew()
  })

  it('goes on in the same thread, which tells both sides and sends nothing of before', async () => {
    const shopper = await stage.talk.shopper('Past dit kabeltje?')
    await stage.talk.answer(shopper.conversationId, 'Ik zoek het op')
    await say(`${await sentence(shopper)} Past het ook op de lamp Noot?`)
    const { id, channel, contact, thread: there } = await arrivals.only(anna)
    expect({ id, channel }).toEqual({ id: shopper.conversationId, channel: 'whatsapp' })
    expect(contact).toMatchObject({ name: anna.name, phone: `+${anna.phone}` })
    expect(there).toMatchObject({ kind: 'whatsapp', current: true })
    const shown = await thread(shopper)
    expect(shown.map(({ text, line }) => line?.code ?? text)).toEqual([
      'Past dit kabeltje?',
      'Ik zoek het op',
      'taken_along',
      'Past het ook op de lamp Noot?',
      expect.stringMatching(/^Je bent nu verder in WhatsApp met /),
    ])
    expect(shown[2]?.line?.data).toEqual({ channel: 'whatsapp' })
    const sent = await arrivals.outbox('channel.send', id)
    expect(sent.map(({ message_id }) => message_id)).toEqual([shown[4]?.id])
    await stage.talk.say(shopper, 'Weer op de site')
    expect((await stage.talk.conversation(id)).channel).toBe('web')
    await say('En weer in WhatsApp')
    expect((await stage.talk.conversation(id)).channel).toBe('whatsapp')
  })

  it('is followed by answers its shopper does not see on the page any more', async () => {
    const { time } = stage.graph
    const shopper = await stage.talk.shopper('Hallo')
    await say(`${await sentence(shopper)} Vraag`)
    await stage.talk.say(shopper, 'Toch even hier')
    const { id } = await arrivals.only(anna)
    const before = (await arrivals.outbox('channel.send', id)).length
    const { seq } = await stage.talk.answer(id, 'Dit zie je daar')
    expect(await arrivals.outbox('channel.send', id)).toHaveLength(before)
    await time.advance(MINUTE)
    await stage.relay.context.outbox.settle()
    const message = (await arrivals.messages(id)).find((one) => one.seq === seq)
    expect(message).toMatchObject({ channel: 'whatsapp', delivery: {} })
    expect(await arrivals.outbox('channel.send', id)).toHaveLength(before + 1)
    await stage.talk.renew()
    const there = await stage.talk.answer(id, 'En dit zie je hier')
    const { conversations } = stage.relay.context
    const { siteId } = stage.whatsapp
    await conversations.mark(siteId, id, 'visitor', { delivered: there.seq })
    await time.advance(MINUTE)
    await stage.relay.context.outbox.settle()
    expect(await arrivals.outbox('channel.send', id)).toHaveLength(before + 1)
  })

  it('needs no words of its own, and its code works once and for half an hour', async () => {
    const shopper = await stage.talk.shopper('Hallo')
    const words = await sentence(shopper)
    await say(words)
    const { id } = await arrivals.only(anna)
    expect((await arrivals.texts(id)).length).toBe(2)
    expect(lineCodes(await arrivals.messages(id))).toEqual(['taken_along'])
    const ben = arrivals.somebody()
    await say(words, ben)
    expect((await arrivals.only(ben)).id).not.toBe(id)
    const late = await stage.talk.shopper('Hallo')
    const old = await sentence(late)
    await stage.graph.time.advance(31 * MINUTE)
    const cas = arrivals.somebody()
    await say(old, cas)
    expect((await arrivals.only(cas)).id).not.toBe(late.conversationId)
  })

  it.each([
    ['in capitals', (code: string) => `(REF: ${code})`],
    ['in small letters', (code: string) => `ref ${code.toLowerCase()}`],
    ['without its dash', (code: string) => `Hoi! Ref: ${code.replace('-', ' ')} graag`],
    ['bare', (code: string) => `${code} dit stond erbij`],
    ['with another dash', (code: string) => `(Ref: ${code.replace('-', '–')}) dank`],
  ])('finds its code %s', async (_, change) => {
    const shopper = await stage.talk.shopper('Hallo')
    const given = await code(shopper)
    await say(change(given))
    const { id } = await arrivals.only(anna)
    expect(id).toBe(shopper.conversationId)
    const shown = (await arrivals.texts(id)).join().toUpperCase()
    expect(shown).not.toContain(given.slice(0, 4))
    expect(shown).not.toContain(given.slice(5))
  })

  it('is not looked for any more in what somebody who guesses sends', async () => {
    const shopper = await stage.talk.shopper('Hallo')
    const right = await sentence(shopper)
    for (let n = 0; n < 5; n += 1) await say(`(Ref: K7Q2-9XF${n})`)
    await say(right)
    expect((await arrivals.only(anna)).id).not.toBe(shopper.conversationId)
    const ben = arrivals.somebody()
    await say(right, ben)
    expect((await arrivals.only(ben)).id).toBe(shopper.conversationId)
  })

  it('takes the place of what was said there before, which stays the same person’s', async () => {
    await say('Vorige maand')
    const before = await arrivals.only(anna)
    const shopper = await stage.talk.shopper('Hallo')
    await say(await sentence(shopper))
    await say('Nieuwe vraag')
    const both = await arrivals.conversations(anna)
    expect(both.map(({ id, status }) => [id, status]).toSorted()).toEqual(
      [
        [before.id, 'closed'],
        [shopper.conversationId, 'open'],
      ].toSorted(),
    )
    expect(new Set(both.map(({ contact }) => contact.id))).toEqual(new Set([before.contact.id]))
    expect(await arrivals.texts(shopper.conversationId)).toContain('Nieuwe vraag')
  })

  it('stays the customer’s the shop vouches for', async () => {
    await say('Hallo')
    const shopper = await stage.talk.shopper('Hallo')
    const { contact } = await stage.talk.conversation(shopper.conversationId)
    await vouch(contact.id, `klant ${dialect}`)
    await say(await sentence(shopper))
    const all = await arrivals.conversations(anna)
    expect(new Set(all.map((one) => one.contact.id))).toEqual(new Set([contact.id]))
  })

  it('is not joined with another customer’s; both threads say so', async () => {
    await say('Hallo')
    const theirs = await arrivals.only(anna)
    await vouch(theirs.contact.id, `een ${dialect}`)
    const shopper = await stage.talk.shopper('Van iemand anders')
    const { contact } = await stage.talk.conversation(shopper.conversationId)
    await vouch(contact.id, `twee ${dialect}`)
    await say(`${await sentence(shopper)} Mijn vraag`)
    expect((await arrivals.only(anna)).id).toBe(theirs.id)
    const there = await arrivals.messages(theirs.id)
    expect(there.map(({ text, line }) => line?.code ?? text)).toEqual([
      'Hallo',
      'not_taken_along',
      'Mijn vraag',
      expect.stringContaining('iemand anders'),
    ])
    expect(lineCodes(await thread(shopper))).toEqual(['not_taken_along'])
    expect((await stage.talk.conversation(shopper.conversationId)).channel).toBe('web')
  })

  it('comes to Messenger by its link, before anything is said there', async () => {
    const shopper = await stage.talk.shopper('Hallo')
    const person = { id: anna.id }
    const token = await code(shopper)
    const told = { type: 'token', person, token, at: stage.graph.time.now() } as const
    await arrivals.take(told, stage.messenger)
    await arrivals.take(told, stage.messenger)
    const { id, channel, thread } = await arrivals.only(person)
    expect({ id, channel }).toEqual({ id: shopper.conversationId, channel: 'messenger' })
    expect(thread?.windowUntil).toBe(stage.graph.time.now() + 24 * 60 * MINUTE)
    expect(await arrivals.outbox('channel.send', id)).toHaveLength(1)
    const other = await stage.talk.shopper('Hallo')
    const started = arrivals.text(anna, '', {
      person: { id: `${anna.id}2` },
      token: await code(other),
      content: { text: 'Get started', detail: { kind: 'choice', title: 'Get started' } },
    })
    await arrivals.take(started, stage.messenger)
    const messages = await arrivals.messages(other.conversationId)
    expect(lineCodes(messages)).toEqual(['taken_along'])
    expect(messages.map(({ text }) => text)).not.toContain('Get started')
  })

  it('is left where it is when its shopper is blocked', async () => {
    const shopper = await stage.talk.shopper('Hallo')
    const words = await sentence(shopper)
    await stage.talk.change(shopper.conversationId, { blocked: true })
    await say(words)
    expect((await arrivals.only(anna)).id).not.toBe(shopper.conversationId)
  })
})
