import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Entry } from '../../../test/fakes/graph/world/threads.ts'
import { type PhoneTalk, startPhoneTalk } from '../testing/phone-talk.ts'
import type { Shopper } from '../testing/talk.ts'

const MINUTE = 60_000

let stage: PhoneTalk
beforeEach(async () => {
  stage = await startPhoneTalk()
  await stage.pair(stage.noor)
})
afterEach(() => stage[Symbol.asyncDispose]())

/** A shopper whose words stand on the phone. */
async function told(text: string, name?: string): Promise<Shopper & { bubble: Entry }> {
  const shopper = await stage.talk.shopper(text)
  if (name) await call(shopper, name)
  await stage.pass(6_000)
  const bubble = stage.shown(stage.noor).findLast((entry) => wordsOf(entry).includes(text))
  if (!bubble) throw new Error(`nothing on the phone says ${text}`)
  return { ...shopper, bubble }
}

async function call({ conversationId }: Shopper, name: string): Promise<void> {
  const { contact } = await stage.talk.conversation(conversationId)
  await stage.relay.json(stage.talk.site(`/contacts/${contact.id}`), {
    token: stage.talk.owner.token,
    method: 'PATCH',
    body: { name },
  })
}

/** Taps a button or row, and lets it be worked off. */
async function tap(entry: Entry | undefined, title: string): Promise<void> {
  stage.seen(stage.noor)
  await stage.on(stage.noor).choose(entry?.id ?? '', title)
  await stage.pass(1_000)
}

function wordsOf({ content }: Entry): string {
  return JSON.stringify(content)
}

/** Writes from the phone and lets it be worked off. */
async function write(text: string, quotes?: string): Promise<Entry> {
  stage.seen(stage.noor)
  const entry = await stage.on(stage.noor).text(text, quotes === undefined ? {} : { quotes })
  await stage.pass(1_000)
  return entry
}

async function said({ conversationId }: Shopper): Promise<string[]> {
  const messages = await stage.talk.messages(conversationId)
  return messages.filter(({ kind }) => kind !== 'line').map(({ text }) => text)
}

describe('a member’s phone', () => {
  it('is theirs by a message with a code, and is welcomed with how it works', async () => {
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/^Welkom\./)])
    const { phone } = await stage.relay.json<{ phone: object }>(stage.talk.site('/phone'), {
      token: stage.talk.owner.token,
    })
    expect(phone).toMatchObject({
      address: '+31687654321',
      state: 'on',
      agreedTo: 'Ik wil chats van Lamp & Linnen hier krijgen en beantwoorden.',
    })
  })

  it('gets what a shopper wrote as one bubble, and answers by quoting it; the thread says who was told', async () => {
    stage.seen(stage.noor)
    const shopper = await stage.talk.shopper('Hallo?')
    await stage.talk.say(shopper, 'Is de Noot er ook in groen?')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([
      '*Een bezoeker op Bureaulamp Noot*\nHallo?\nIs de Noot er ook in groen?',
    ])
    const [bubble] = stage.shown(stage.noor)
    const mine = await write('Ja, die is er', bubble?.id)
    expect(await said(shopper)).toEqual(['Hallo?', 'Is de Noot er ook in groen?', 'Ja, die is er'])
    expect(mine.reactions).toEqual({ business: '✅' })
    const lines = (await stage.talk.messages(shopper.conversationId)).flatMap(
      ({ line }) => line ?? [],
    )
    expect(lines).toEqual([
      {
        code: 'alert_sent',
        data: expect.objectContaining({
          channel: 'whatsapp',
          members: [{ id: expect.any(String), name: 'Noor' }],
        }),
      },
    ])
    const view = await stage.talk.conversation(shopper.conversationId)
    expect(view.onPhones).toEqual([stage.talk.owner.memberId])
    expect(view.waitingSince).toBeUndefined()
  })

  it('is told, so the thread need not say that no device of the team was', async () => {
    const shopper = await told('Vraag')
    await stage.pass(20_000)
    const messages = await stage.talk.messages(shopper.conversationId)
    expect(messages.flatMap(({ line }) => (line?.code.startsWith('alert_') ? [line] : []))).toEqual(
      [{ code: 'alert_sent', data: expect.objectContaining({ channel: 'whatsapp' }) }],
    )
  })

  it('answers the only chat without a quote, and asks by a list where there are two', async () => {
    const anna = await told('Eerste vraag', 'Anna')
    await write('Aan Anna')
    expect(await said(anna)).toContain('Aan Anna')
    const bram = await told('Tweede vraag', 'Bram')
    const mine = await write('Voor wie is dit?')
    const [question] = stage.shown(stage.noor)
    expect(question).toMatchObject({
      quotes: mine.id,
      content: {
        type: 'list',
        action: {
          sections: [
            {
              rows: [
                { title: 'Bram', description: 'Tweede vraag' },
                { title: 'Anna', description: 'Aan Anna' },
              ],
            },
          ],
        },
      },
    })
    await tap(question, 'Anna')
    expect(await said(anna)).toContain('Voor wie is dit?')
    expect(await said(bram)).toEqual(['Tweede vraag'])
    expect(mine.reactions).toEqual({ business: '✅' })
    await tap(question, 'Bram')
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/^Die vraag is voorbij/)])
    expect(await said(bram)).toEqual(['Tweede vraag'])
  })

  it('keeps words for a chat a quarter of an hour, and says that they were not sent', async () => {
    await told('Eerste vraag')
    await told('Tweede vraag')
    await write('Voor wie is dit?')
    const rows = JSON.stringify(stage.shown(stage.noor)[0]?.content)
    expect(rows).toContain('"Bureaulamp Noot (2)"')
    stage.seen(stage.noor)
    await stage.graph.time.advance(15 * MINUTE)
    await stage.pass(2_000)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/^Er is binnen 15 minuten/)])
  })

  it('asks where a message of ours or an unknown one is quoted, even with one chat', async () => {
    const shopper = await told('Vraag')
    const [welcome] = stage.on(stage.noor).thread.entries.filter(({ from }) => from === 'business')
    for (const quoted of [welcome?.id, 'wamid.unknown']) {
      await write('Hm', quoted)
      expect(stage.shown(stage.noor)[0]?.content).toMatchObject({ type: 'list' })
    }
    expect(await said(shopper)).toEqual(['Vraag'])
  })

  it('closes, notes, and says who is there, in words of its owner’s language', async () => {
    const shopper = await told('Vraag')
    await write('/notitie belt morgen terug', shopper.bubble.id)
    const messages = await stage.talk.messages(shopper.conversationId)
    expect(messages.at(-1)).toMatchObject({ kind: 'note', text: 'belt morgen terug' })
    await write('/wie')
    expect(stage.texts(stage.noor)).toEqual([
      'Wie antwoordt voor Lamp & Linnen:\n• Noor (jij): op WhatsApp',
    ])
    await write('/vlieg')
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/^\/vlieg ken ik niet/)])
    await write('/sluit')
    expect((await stage.talk.conversation(shopper.conversationId)).status).toBe('closed')
    expect(stage.texts(stage.noor)).toEqual(['Chat gesloten: Een bezoeker op Bureaulamp Noot'])
    await write('Nog iets')
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/^Hier is nu geen chat open/)])
  })

  it('says who closed a chat meanwhile, and sends the answer after a yes', async () => {
    const shopper = await told('Vraag')
    await stage.talk.change(shopper.conversationId, { status: 'closed' })
    await write('Te laat?', shopper.bubble.id)
    const [question] = stage.shown(stage.noor)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/^Noor sloot deze chat om/)])
    expect(await said(shopper)).toEqual(['Vraag'])
    await tap(question, 'Verstuur toch')
    expect(await said(shopper)).toEqual(['Vraag', 'Te laat?'])
  })

  it('is left alone while its owner is away, and gets what waits when they are back', async () => {
    await write('/weg')
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/^Je bent weg/)])
    stage.seen(stage.noor)
    await stage.talk.shopper('Is daar iemand?')
    await stage.pass(30_000)
    expect(stage.texts(stage.noor)).toEqual([])
    await write('/terug')
    await stage.pass(2_000)
    expect(stage.texts(stage.noor).sort()).toEqual([
      expect.stringMatching(/Is daar iemand\?$/),
      expect.stringMatching(/^Je bent terug\. Er wacht één chat/),
    ])
  })

  it('hears nothing of what was read in the inbox, and briefly what was answered there', async () => {
    const shopper = await told('Vraag')
    stage.seen(stage.noor)
    await stage.talk.answer(shopper.conversationId, 'Antwoord uit de inbox')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([
      '*Een bezoeker op Bureaulamp Noot*\n_Noor in de inbox:_ Antwoord uit de inbox',
    ])
    stage.seen(stage.noor)
    const { seq } = await stage.talk.say(shopper, 'Dank je')
    await stage.relay.json(stage.talk.site(`/conversations/${shopper.conversationId}/seen`), {
      token: stage.talk.owner.token,
      body: { read: seq },
    })
    await stage.pass(30_000)
    expect(stage.texts(stage.noor)).toEqual([])
  })

  it('is forgotten when it says stop, and nothing of it stays', async () => {
    const shopper = await told('Vraag')
    await write('stop')
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/^Deze telefoon is vergeten/)])
    const { db } = stage.relay.context
    for (const table of ['phones', 'phone_threads', 'phone_bubbles', 'phone_heard'] as const)
      expect(await db.read.selectFrom(table).selectAll().execute()).toEqual([])
    stage.seen(stage.noor)
    await stage.talk.say(shopper, 'Nog daar?')
    await stage.pass(30_000)
    expect(stage.texts(stage.noor)).toEqual([])
  })

  it('never becomes a customer, whichever of the shop’s numbers it writes to', async () => {
    const chat = stage.graph.chat(stage.noor, stage.number)
    stage.seen(stage.noor)
    await chat.text('Hallo winkel')
    await stage.pass(1_000)
    const { conversations } = await stage.relay.json<{ conversations: unknown[] }>(
      stage.talk.site('/conversations'),
      { token: stage.talk.owner.token },
    )
    expect(conversations).toEqual([])
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/dus dit werd geen chat/)])
  })

  it('is answered in words once, when it is nobody’s', async () => {
    stage.seen(stage.anna)
    await stage.on(stage.anna).text('Hoi')
    await stage.on(stage.anna).text('Hallo?')
    await expect
      .poll(async () => {
        await stage.pass(1_000)
        return stage.texts(stage.anna)
      })
      .toEqual([expect.stringMatching(/^Dit nummer schrijft alleen/)])
  })
})
