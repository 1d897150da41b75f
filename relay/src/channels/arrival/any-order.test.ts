import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createContext } from '../../context.ts'
import { createLogger } from '../../logger.ts'
import { type Arrivals, openArrivals, type Somebody } from '../../testing/arrivals.ts'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { DIALECTS, dialectEnv } from '../../testing/test-storage.ts'
import type { ChannelUpdate, MessageUpdate } from '../update.ts'

const MINUTE = 60_000

/** What happens to the messages of a thread, by their places; the moment of each is its place in the list. */
const happenings = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('message' as const), echo: fc.boolean() }),
    fc.record({
      type: fc.constantFrom('reaction' as const, 'edit' as const, 'revoke' as const),
      target: fc.nat(7),
      word: fc.constantFrom('', '👍', '❤️', '🙏'),
    }),
    fc.record({
      type: fc.constant('status' as const),
      target: fc.nat(7),
      state: fc.constantFrom('sent' as const, 'delivered' as const, 'read' as const),
    }),
  ),
  { minLength: 4, maxLength: 16 },
)
type Happening = typeof happenings extends fc.Arbitrary<Array<infer H>> ? H : never

/** The same happenings as a network tells them of one person. */
function tell(
  arrivals: Arrivals,
  person: Somebody,
  list: Happening[],
  from: number,
): ChannelUpdate[] {
  const messages: MessageUpdate[] = []
  return list.flatMap((one, place): ChannelUpdate[] => {
    const at = from + place
    if (one.type === 'message') {
      const echo = one.echo ? { echo: true as const } : {}
      const said = arrivals.text(person, `nr ${place}`, { sentAt: at, ...echo })
      messages.push(said)
      return [said]
    }
    const target = messages[one.target]
    if (!target) return []
    const about = { person, target: target.externalId, at }
    switch (one.type) {
      case 'reaction':
        return [{ ...about, type: 'reaction', emoji: one.word }]
      case 'edit':
        return [{ ...about, type: 'edit', content: { text: `nr ${place} ${one.word}`.trim() } }]
      case 'revoke':
        return [{ ...about, type: 'revoke' }]
      default:
        if (!target.echo) return []
        return [{ ...about, type: 'status', externalId: target.externalId, state: one.state }]
    }
  })
}

/** What a reader sees of it in the end, in no order. What was taken back leaves no words. */
async function picture(arrivals: Arrivals, person: Somebody) {
  const [conversation] = await arrivals.conversations(person)
  if (!conversation) return undefined
  const messages = await arrivals.messages(conversation.id)
  const shown = messages.map(({ text, author, reactions = [], delivery, withdrawnAt }) => {
    const state = withdrawnAt === undefined ? delivery?.state : 'withdrawn'
    return [text, author.kind, reactions.map(({ emoji }) => emoji), state].join(' ')
  })
  return { shown: shown.toSorted(), window: conversation.thread?.windowUntil }
}

describe.each(DIALECTS)('on %s, what networks tell', (dialect) => {
  let stage: ChannelTalk
  let arrivals: Arrivals

  beforeAll(async () => {
    stage = await startChannelTalk({ env: await dialectEnv(dialect) })
    arrivals = openArrivals(stage)
  })
  afterAll(() => stage[Symbol.asyncDispose]())

  it('in any order, and twice, makes the same thread as once and in order', async () => {
    const from = stage.graph.time.now() - MINUTE
    const seeds = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 40,
      maxLength: 40,
    })
    const order = fc.tuple(happenings, seeds)
    await fc.assert(
      fc.asyncProperty(order, async ([list, keys]) => {
        const [once, often] = [arrivals.somebody(), arrivals.somebody()]
        for (const update of tell(arrivals, once, list, from)) await arrivals.take(update)
        const twice = tell(arrivals, often, list, from).flatMap((update) => [update, update])
        // What is about a message that is not here yet is let go, except that it was taken back or sent.
        const rank = ({ type }: ChannelUpdate) => (type === 'reaction' || type === 'edit' ? 1 : 0)
        const shuffled = twice
          .map((update, i) => ({ update, key: rank(update) + (keys[i] ?? 0) * 0.9 }))
          .toSorted((a, b) => a.key - b.key)
        for (const { update } of shuffled) await arrivals.take(update)
        expect(await picture(arrivals, often)).toEqual(await picture(arrivals, once))
      }),
      { numRuns: dialect === 'sqlite' ? 20 : 3, endOnFailure: true },
    )
  })
})

describe('on postgres, with two processes', () => {
  it('T42: 200 copies of a message, 50 at a time, are one message, one event and one contact', async () => {
    await using stage = await startChannelTalk({ env: await dialectEnv('postgres') })
    await using other = await createContext(stage.relay.context.config, {
      clock: stage.graph.time.now,
      log: createLogger('silent'),
    })
    const sides = [openArrivals(stage), openArrivals(stage, other)]
    const [here] = sides as [Arrivals]
    const anna = here.somebody()
    const copies = [here.text(anna, 'een'), here.text(anna, 'twee')]
    let left = 200
    const worker = async (n: number) => {
      while (left > 0) {
        left -= 1
        await insist(() =>
          (sides[(n + left) % 2] as Arrivals).take(copies[left % 2] as MessageUpdate),
        )
      }
    }
    await Promise.all(Array.from({ length: 50 }, (_, n) => worker(n)))
    const { id, unread } = await here.only(anna)
    expect((await here.texts(id)).toSorted()).toEqual(['een', 'twee'])
    expect(unread).toBe(2)
    const { db } = stage.relay.context
    const events = await db.read.selectFrom('events').select('type').execute()
    expect(events.filter(({ type }) => type === 'message')).toHaveLength(2)
    expect(await db.read.selectFrom('contacts').select('id').execute()).toHaveLength(1)
    expect(await db.read.selectFrom('conversations').select('id').execute()).toHaveLength(1)
    expect(await here.outbox('alert.push', id)).toHaveLength(3)
  })
})

/** As the processor does: what lost a race is told again. */
async function insist(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work()
      return
    } catch (error) {
      if (attempt === 5) throw error
    }
  }
}
