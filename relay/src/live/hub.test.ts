import { nanoid } from 'nanoid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTalk, type Talk } from '../testing/talk.ts'
import { createSubscriber } from './subscriber.ts'

let talk: Talk
beforeAll(async () => {
  talk = await startTalk()
})
afterAll(() => talk[Symbol.asyncDispose]())

/** Follows a stream and keeps its lines. */
async function follow(conversationId: string | undefined, position: number): Promise<string[]> {
  const lines: string[] = []
  const { hub } = talk.relay.context
  const sink = { events: (more: string[]) => void lines.push(...more), reset: () => {} }
  const { siteId } = talk.owner
  await hub.subscribe(createSubscriber({ siteId, conversationId, position }, sink))
  return lines
}

function settled(): Promise<void> {
  return talk.relay.context.writer.drain()
}

describe('the hub', () => {
  it('hands out of a commit exactly what the table says later', async () => {
    const shopper = await talk.shopper('Hallo')
    const { conversationId } = shopper
    const { hub } = talk.relay.context
    const head = await hub.head(talk.owner.siteId, undefined)
    const own = await hub.head(talk.owner.siteId, conversationId)
    const live = [await follow(undefined, head), await follow(conversationId, own)]
    await Promise.all(['Past dit?', 'Ook buiten?'].map((text) => talk.say(shopper, text)))
    await talk.answer(conversationId, 'Zeker ✓ "E27"')
    await talk.answer(conversationId, 'twijfelt', { note: true })
    await settled()
    const later = [await follow(undefined, head), await follow(conversationId, own)]
    expect(live[0]).toHaveLength(4)
    expect(live[1]).toHaveLength(3)
    expect(live).toEqual(later)
  })

  it('reads the table where a commit does not follow on what it handed out', async () => {
    const shopper = await talk.shopper('Eerste')
    const { hub, writer } = talk.relay.context
    const head = await hub.head(talk.owner.siteId, undefined)
    const lines = await follow(undefined, head)
    const wake = hub.wake
    hub.wake = () => {}
    await talk.say(shopper, 'niet gehoord')
    hub.wake = wake
    await talk.say(shopper, 'wel gehoord')
    await writer.drain()
    await expect
      .poll(() => lines.map((line) => JSON.parse(line).message?.text))
      .toEqual(['niet gehoord', 'wel gehoord'])
  })

  it('tells of other changes in the same commit in their order', async () => {
    const { conversationId } = await talk.shopper('Eerste')
    const { hub, writer } = talk.relay.context
    const lines = await follow(undefined, await hub.head(talk.owner.siteId, undefined))
    await Promise.all([
      talk.relay.context.conversations.addLine({
        siteId: talk.owner.siteId,
        conversationId,
        cid: nanoid(),
        audience: 'all',
        line: { code: 'closed', data: {} },
      }),
      writer.run(async (tx) =>
        tx.emit({ siteId: talk.owner.siteId, type: 'site', data: '{"what":"tags"}', at: tx.now }),
      ),
    ])
    await expect.poll(() => lines.map((line) => JSON.parse(line).type)).toEqual(['message', 'site'])
  })
})
