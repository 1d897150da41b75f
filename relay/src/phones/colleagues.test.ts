import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../../test/fakes/graph/world/world.ts'
import { type PhoneTalk, startPairedTalk } from '../testing/phone-talk.ts'
import { addTestMember } from '../testing/test-relay.ts'

let stage: PhoneTalk
let bram: Person
beforeEach(async () => {
  stage = await startPairedTalk()
  const { siteId } = stage.talk.owner
  const colleague = await addTestMember(stage.relay, siteId, 'agent')
  bram = stage.graph.addPerson({ name: 'Bram', phone: '+31 6 3333 4444' })
  await stage.pair(bram, { siteId, token: colleague.token })
  stage.seen(bram)
})
afterEach(() => stage[Symbol.asyncDispose]())

function bubbleOn(person: Person): string {
  return stage.shown(person)[0]?.id ?? ''
}

describe('two members who answer from their phones', () => {
  it('both hear of a chat, and each of what the other answered', async () => {
    await stage.talk.shopper('Vraag')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/Vraag$/)])
    expect(stage.texts(bram)).toEqual([expect.stringMatching(/Vraag$/)])
    await stage.on(stage.noor).text('Antwoord', { quotes: bubbleOn(stage.noor) })
    stage.seen(bram)
    await stage.pass(6_000)
    expect(stage.texts(bram)).toEqual([expect.stringMatching(/_Noor on WhatsApp:_ Antwoord$/)])
  })

  it('hear of it when both answered at once; both answers stand in the thread', async () => {
    const { conversationId } = await stage.talk.shopper('Vraag')
    await stage.pass(6_000)
    const bubble = bubbleOn(bram)
    await stage.on(stage.noor).text('Van Noor', { quotes: bubbleOn(stage.noor) })
    await stage.pass(1_000)
    stage.seen(bram)
    await stage.on(bram).text('Van Bram', { quotes: bubble })
    await stage.pass(1_000)
    expect(stage.texts(bram)).toEqual([expect.stringMatching(/^By the way: Noor had answered at/)])
    const messages = await stage.talk.messages(conversationId)
    expect(messages.filter(({ kind }) => kind === 'text').map(({ text }) => text)).toEqual([
      'Vraag',
      'Van Noor',
      'Van Bram',
    ])
  })

  it('are told apart by who a chat is given to', async () => {
    const shopper = await stage.talk.shopper('Vraag')
    await stage.talk.change(shopper.conversationId, { assigneeId: stage.talk.owner.memberId })
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toHaveLength(1)
    expect(stage.texts(bram)).toEqual([])
  })
})
