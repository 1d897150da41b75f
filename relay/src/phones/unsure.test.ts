import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PhoneTalk, startPairedTalk } from '../testing/phone-talk.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

const MINUTE = 60_000
/** Milliseconds statuses come late. */
const LATE = 30_000
const SENDS = /POST .*\/messages$/

describe.each(DIALECTS)('a bubble whose answer got lost, on %s', (dialect) => {
  let stage: PhoneTalk
  beforeEach(async () => {
    stage = await startPairedTalk({ env: await dialectEnv(dialect) })
  })
  afterEach(() => stage[Symbol.asyncDispose]())

  it('is not told twice, for a status tells that it is out; what comes next follows', async () => {
    stage.graph.faults.failNext('lost_response', { on: SENDS })
    const shopper = await stage.talk.shopper('Eerste')
    await stage.pass(6_000)
    await stage.talk.say(shopper, 'Tweede')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([
      expect.stringMatching(/Eerste$/),
      expect.stringMatching(/\*\nTweede$/),
    ])
  })

  it('is answered by a quote while we do not know yet that it is out', async () => {
    const shopper = await lost('Vraag')
    const [bubble] = stage.shown(stage.noor)
    await stage.on(stage.noor).text('Antwoord', { quotes: bubble?.id ?? '' })
    await stage.pass(2_000)
    expect(await said(shopper.conversationId)).toEqual(['Vraag'])
    await skip(LATE)
    await skip(MINUTE)
    expect(await said(shopper.conversationId)).toEqual(['Vraag', 'Antwoord'])
    expect(stage.texts(stage.noor)).toHaveLength(1)
  })

  it('can be quoted though it was read in the inbox before we knew', async () => {
    const shopper = await lost('Vraag')
    const [bubble] = stage.shown(stage.noor)
    await stage.relay.json(stage.talk.site(`/conversations/${shopper.conversationId}/seen`), {
      token: stage.talk.owner.token,
      body: { read: 1 },
    })
    await skip(LATE)
    await skip(MINUTE)
    await stage.on(stage.noor).text('Antwoord', { quotes: bubble?.id ?? '' })
    await stage.on(stage.noor).text('En nog iets')
    await stage.pass(2_000)
    expect(await said(shopper.conversationId)).toEqual(['Vraag', 'Antwoord', 'En nog iets'])
  })

  it('goes once more after a minute in which nothing told of it', async () => {
    stage.graph.faults.failNext('reset', { on: SENDS })
    await stage.talk.shopper('Vraag')
    await stage.pass(6_000)
    expect(stage.texts(stage.noor)).toEqual([])
    await skip(MINUTE)
    expect(stage.texts(stage.noor)).toEqual([expect.stringMatching(/Vraag$/)])
  })

  /** A bubble of which nothing is known for half a minute. */
  async function lost(text: string) {
    stage.graph.faults.failNext('lost_response', { on: SENDS })
    const { webhooks } = stage.graph.faults.plan
    webhooks.delay = [LATE, LATE]
    const shopper = await stage.talk.shopper(text)
    await stage.pass(6_000)
    webhooks.delay = [0, 0]
    return shopper
  }

  /** Lets time pass at once. */
  async function skip(ms: number): Promise<void> {
    await stage.graph.time.advance(ms)
    await stage.pass(2_000)
  }

  async function said(conversationId: string): Promise<string[]> {
    const messages = await stage.talk.messages(conversationId)
    return messages.filter(({ kind }) => kind === 'text').map(({ text }) => text)
  }
})
