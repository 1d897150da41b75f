import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PhoneTalk, startPhoneTalk } from '../testing/phone-talk.ts'

let stage: PhoneTalk
beforeEach(async () => {
  stage = await startPhoneTalk({ sender: 'shop' })
})
afterEach(() => stage[Symbol.asyncDispose]())

interface PhonePage {
  phone: { address: string; state: string; trouble?: string }
  sender?: { of: string; name: string; address: string }
}

function page(): Promise<PhonePage> {
  return stage.relay.json(stage.talk.site('/phone'), { token: stage.talk.owner.token })
}

async function alertLines(conversationId: string): Promise<unknown[]> {
  const messages = await stage.talk.messages(conversationId)
  return messages.flatMap(({ line }) => (line?.code.startsWith('alert_') ? [line] : []))
}

describe('a phone the shop’s own number writes to', () => {
  it('is paired by a message to that number, told in bubbles and answered by a quote, and is no customer', async () => {
    await stage.pair(stage.noor)
    expect((await page()).sender).toMatchObject({
      of: 'shop',
      address: stage.number.displayPhoneNumber,
    })
    stage.seen(stage.noor)
    const shopper = await stage.talk.shopper('Is de Noot er nog?')
    await stage.pass(6_000)
    const [bubble] = stage.shown(stage.noor)
    await stage.on(stage.noor).text('Ja, nog drie', { quotes: bubble?.id ?? '' })
    await stage.pass(1_000)
    const { messages } = { messages: await stage.talk.messages(shopper.conversationId) }
    expect(messages.filter(({ kind }) => kind === 'text').map(({ text }) => text)).toEqual([
      'Is de Noot er nog?',
      'Ja, nog drie',
    ])
    const { conversations } = await stage.relay.json<{ conversations: Array<{ id: string }> }>(
      stage.talk.site('/conversations'),
      { token: stage.talk.owner.token },
    )
    expect(conversations.map(({ id }) => id)).toEqual([shopper.conversationId])
  })

  it('hears of WhatsApp chats with that number too, beside its own chat with it', async () => {
    await stage.pair(stage.noor)
    stage.seen(stage.noor)
    await stage.graph.chat(stage.anna, stage.number).text('Hebben jullie ook kappen?')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual(['*Anna de Vries*\nHebben jullie ook kappen?'])
    const [bubble] = stage.shown(stage.noor)
    await stage.on(stage.noor).text('Zeker', { quotes: bubble?.id ?? '' })
    await stage.pass(1_000)
    expect(stage.texts(stage.anna)).toEqual(['Zeker'])
  })

  it('cannot be that number itself: the thread and the phone’s page say so', async () => {
    await stage.pair(stage.noor)
    // Who moves the own number onto the platform later has one and the same number.
    await stage.relay.context.writer.run((tx) =>
      tx.db.updateTable('phones').set({ phone: stage.number.digits, person_id: null }).execute(),
    )
    const shopper = await stage.talk.shopper('Hoort iemand mij?')
    await stage.pass(6_000)
    expect((await page()).phone).toMatchObject({ state: 'stopped', trouble: 'same_number' })
    expect(await alertLines(shopper.conversationId)).toEqual([
      { code: 'alert_failed', data: expect.objectContaining({ reason: 'unreachable' }) },
    ])
  })

  it('rests while that number is disconnected, which both pages say, and goes on when it is back', async () => {
    await stage.pair(stage.noor)
    const { channels, writer } = stage.relay.context
    await writer.run((tx) => channels.remove(tx, stage.whatsapp))
    stage.seen(stage.noor)
    const shopper = await stage.talk.shopper('Hoort iemand mij?')
    await stage.pass(6_000)
    expect((await page()).phone).toMatchObject({ state: 'on', trouble: 'sender' })
    expect((await page()).sender).toBeUndefined()
    expect(await alertLines(shopper.conversationId)).toEqual([
      { code: 'alert_failed', data: expect.objectContaining({ reason: 'unreachable' }) },
    ])
    await channels.add({
      siteId: stage.talk.owner.siteId,
      kind: 'whatsapp',
      externalId: stage.number.id,
      businessId: stage.waba.id,
      name: stage.number.verifiedName,
      address: stage.number.displayPhoneNumber,
      token: stage.token.value,
      appSecret: stage.app.secret,
    })
    await stage.pass(1_000)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/Hoort iemand mij\?$/)])
    expect((await page()).phone.trouble).toBeUndefined()
  })

  it('rests while that number is paused, and hears at once what waits when it is mended', async () => {
    await stage.pair(stage.noor)
    const { channels, writer } = stage.relay.context
    stage.seen(stage.noor)
    stage.graph.faults.failNext('locked', { on: /messages/ })
    await stage.talk.shopper('Hoort iemand mij?')
    await stage.talk.shopper('En mij?')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([])
    expect(await channels.byId(stage.whatsapp.id)).toMatchObject({ state: 'paused' })
    expect((await page()).phone).toMatchObject({ state: 'on', trouble: 'sender' })
    await stage.pass(60_000)
    await writer.run((tx) => channels.resume(tx, stage.whatsapp))
    await stage.pass(1_000)
    expect(
      stage
        .texts(stage.noor)
        .map((text) => text.split('\n')[1])
        .sort(),
    ).toEqual(['En mij?', 'Hoort iemand mij?'])
    expect((await page()).phone.trouble).toBeUndefined()
  })
})
