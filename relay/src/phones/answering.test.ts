import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PhoneTalk, startPhoneTalk } from '../testing/phone-talk.ts'

let stage: PhoneTalk
beforeAll(async () => {
  stage = await startPhoneTalk()
})
afterAll(() => stage[Symbol.asyncDispose]())

describe('a member’s phone', () => {
  it('is theirs by a message with a code, and is welcomed with how it works', async () => {
    await stage.pair(stage.noor)
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

  it('gets what a shopper wrote as one bubble, and answers by quoting it', async () => {
    stage.seen(stage.noor)
    const shopper = await stage.talk.shopper('Hallo?')
    await stage.talk.say(shopper, 'Is de Noot er ook in groen?')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([
      '*Een bezoeker op Bureaulamp Noot*\nHallo?\nIs de Noot er ook in groen?',
    ])
    const [bubble] = stage.shown(stage.noor)
    await stage.on(stage.noor).text('Ja, die is er', { quotes: bubble?.id ?? '' })
    await stage.pass(1_000)
    const messages = await stage.talk.messages(shopper.conversationId)
    expect(messages.filter(({ kind }) => kind === 'text').map(({ text }) => text)).toEqual([
      'Hallo?',
      'Is de Noot er ook in groen?',
      'Ja, die is er',
    ])
    expect(stage.on(stage.noor).thread.entries.at(-1)?.reactions).toEqual({ business: '✅' })
  })
})
