import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startChannelTalk } from '../../testing/channel-talk.ts'
import { parseBody, slices, splitBody, UnreadableBody } from './envelope.ts'

/** Comparable whatever the order. */
function asTexts(all: unknown[]): string[] {
  return all.map((one) => JSON.stringify(one)).toSorted()
}

describe('a body that tells much', () => {
  it('tells the same in parts and in slices, of either network, and takes little more room', async () => {
    await using stage = await startChannelTalk()
    const { graph, number, page } = stage
    await stage.relay.context.traffic.webhooks.processor.stop()
    await stage.subscribe()
    graph.outbox.hold()
    const identities = ['phone', 'phone and bsuid', 'bsuid'] as const
    for (let n = 0; n < 30; n++) {
      const identity = identities[n % 3] ?? 'phone'
      const phone = `+31 6 2000 ${1_000 + n}`
      const person = graph.addPerson({ name: `Klant ${n}`, phone, identity })
      const { id } = await graph.chat(person, number).text(`Hallo ${n}`)
      await graph.chat(person, number).react(id, '👍')
      await graph.pageChat(person, page).text(`Dag ${n}`)
    }
    const posts = await graph.outbox.release({ batch: 1_000 })
    expect(posts).toHaveLength(2)
    for (const { body, updates } of posts) {
      const whole = parseBody(body)
      const kind = (whole as { object: string }).object === 'page' ? 'messenger' : 'whatsapp'
      const { read } = stage.relay.context.adapters[kind]
      const parts = splitBody(whole)
      expect(parts).toHaveLength(updates.length)
      expect(asTexts(parts.flatMap(read))).toEqual(asTexts(read(whole)))
      const cut = slices(parts, 12)
      expect(cut).toHaveLength(Math.ceil(updates.length / 12))
      expect(asTexts(cut.flatMap(read))).toEqual(asTexts(read(whole)))
      expect(JSON.stringify(cut).length).toBeLessThan(body.length * 4)
    }
  })

  it('of any shape is taken apart without a fault, and read again is the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (any, list) => {
        for (const body of [
          any,
          { entry: list },
          { entry: [{ changes: list, messaging: list }] },
        ]) {
          const parts = splitBody(body)
          if (parts.length < 2) continue
          expect(slices(parts, 2).flatMap((slice) => splitBody(slice))).toEqual(parts)
        }
      }),
    )
  })
})

describe('what is no JSON, or too deep', () => {
  it('is said to be unreadable', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        if (isJson) expect(parseBody(text)).toEqual(JSON.parse(text))
        else expect(() => parseBody(text)).toThrow(UnreadableBody)
      }),
    )
  })

  it('keeps ids whole that are larger than a number can be', () => {
    expect(parseBody('{"message_template_id":12345678901234567890}')).toEqual({
      message_template_id: '12345678901234567890',
    })
  })
})
