import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RequestFault } from '../../../test/fakes/graph/faults.ts'
import type { ChannelAccount } from '../channels/account.ts'
import type { ChannelAdapter, Outgoing, SendResult } from '../channels/adapter.ts'
import type { Addressed, MediaRef, MessageUpdate, Person } from '../channels/update.ts'
import { type ChannelTalk, startChannelTalk } from './channel-talk.ts'
import { testPicture } from './test-picture.ts'

type Somebody = ChannelTalk['anna']

/** What the suite has to know of one network. */
export interface ChannelUnderTest {
  of(stage: ChannelTalk): { adapter: ChannelAdapter; account: ChannelAccount }
  /** Somebody writes; resolves when the network has told of it. */
  says(stage: ChannelTalk, who: Somebody, text: string): Promise<unknown>
  /** Sends a picture. */
  sendsPicture(stage: ChannelTalk, who: Somebody, bytes: Uint8Array): Promise<unknown>
  /** Texts that stand on their phone and came from the shop, oldest first. */
  onPhone(stage: ChannelTalk, who: Somebody): string[]
  /** They can no longer be reached. */
  leaves(stage: ChannelTalk, who: Somebody): void
  /** Characters of one text, and of texts that take longer. */
  room: number
  /** What goes wrong, and how that ends. */
  faults: [RequestFault, Partial<SendResult>][]
}

const DAY = 86_400_000

/** What every channel does the same, whatever network it is on. */
export function describeChannel(name: string, channel: ChannelUnderTest): void {
  let stage: ChannelTalk
  /** Somebody new in each test. */
  let anna: Somebody
  let people = 0
  /** How many webhooks there were before. */
  let before: number
  let told: Addressed[]
  let adapter: ChannelAdapter
  let account: ChannelAccount

  /** What the network told of, as the adapter reads it. */
  function hear(): void {
    told = stage.graph.outbox.posts
      .slice(before)
      .flatMap(({ body }) => adapter.read(JSON.parse(body)))
  }

  function messages(): MessageUpdate[] {
    hear()
    return told.flatMap(({ update }) => (update.type === 'message' ? [update] : []))
  }

  async function greeted(): Promise<Person> {
    await channel.says(stage, anna, 'Hallo')
    const first = messages()[0]
    if (!first) throw new Error('nobody said anything')
    return first.person
  }

  async function send(
    to: Person,
    more: Partial<Outgoing> = { text: 'Dag' },
  ): Promise<SendResult[]> {
    const results: SendResult[] = []
    for (const part of adapter.parts({ ref: 'm.one.two', to, ...more })) {
      results.push(await adapter.send(account, part))
    }
    await stage.graph.time.advance(1_000)
    return results
  }

  describe(`a channel on ${name}`, () => {
    beforeAll(async () => {
      stage = await startChannelTalk()
      // What is told is read here, and by nobody else.
      await stage.relay.context.traffic.webhooks.processor.stop()
      const under = channel.of(stage)
      adapter = under.adapter
      account = under.account
      await stage.subscribe()
    })
    beforeEach(() => {
      const { graph } = stage
      people += 1
      before = graph.outbox.posts.length
      anna = graph.addPerson({ name: 'Anna', phone: `+31 6 1000 ${1_000 + people}` })
    })
    afterAll(() => stage[Symbol.asyncDispose]())

    it('reads what somebody says, for the number or page it came to', async () => {
      await channel.says(stage, anna, 'Past dit bij E27? 💡\u0007')
      hear()
      expect(told).toHaveLength(1)
      expect(told[0]).toMatchObject({
        to: account.externalId,
        update: {
          type: 'message',
          sentAt: stage.graph.time.now(),
          content: { text: 'Past dit bij E27? 💡' },
        },
      })
      expect(messages()[0]?.externalId).toMatch(/./)
      expect(messages()[0]).not.toHaveProperty('echo')
    })

    it('reads any body without failing, and always says something of it', () => {
      const keys = fc.constantFrom(
        ...['object', 'entry', 'id', 'time', 'changes', 'field', 'value', 'messages', 'statuses'],
        ...['messaging', 'standby', 'message', 'sender', 'recipient', 'attachments', 'payload'],
        ...['type', 'text', 'body', 'timestamp', 'metadata', 'errors', 'contacts', 'postback'],
        ...['reaction', 'delivery', 'watermark', 'image', 'interactive', '__proto__', 'history'],
      )
      const leaf = fc.oneof(
        fc.constantFrom<unknown>('page', 'messages', 'text', 'image', '17', '', null, true, -1),
        fc.constantFrom<unknown>(Number.MAX_VALUE, 2 ** 60, 1e-7, '\0', '\ud800', 'constructor'),
        fc.string(),
        fc.double(),
      )
      const { any } = fc.letrec((tie) => ({
        any: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('list'), tie('map')),
        list: fc.array(tie('any'), { maxLength: 3 }),
        map: fc.dictionary(keys, tie('any'), { maxKeys: 5 }),
      }))
      const envelope = fc.record({
        object: fc.constantFrom('page', 'whatsapp_business_account'),
        entry: fc.array(
          fc.record({
            id: leaf,
            messaging: fc.array(any, { maxLength: 3 }),
            changes: fc.array(
              fc.record({ field: fc.constantFrom('messages', 'history', 'x'), value: any }),
              { maxLength: 3 },
            ),
          }),
          { maxLength: 2 },
        ),
      })
      fc.assert(
        fc.property(fc.oneof(any, envelope, fc.jsonValue()), (body) => {
          const read = adapter.read(JSON.parse(JSON.stringify(body) ?? 'null'))
          expect(read.length).toBeGreaterThan(0)
          // What it says can be kept: it is plain, and no number is beyond all bounds.
          expect(JSON.parse(JSON.stringify(read))).toEqual(read)
        }),
        { numRuns: 500 },
      )
    })

    it('brings a text to the phone, and hears by its own name that it is out', async () => {
      const [result] = await send(await greeted())
      expect(result).toMatchObject({ outcome: 'taken', externalId: expect.any(String) })
      expect(channel.onPhone(stage, anna)).toEqual(['Dag'])
      hear()
      const { externalId } = result as Extract<SendResult, { outcome: 'taken' }>
      expect(told.map(({ update }) => update)).toContainEqual(
        expect.objectContaining({ type: 'status', externalId, ref: 'm.one.two', state: 'sent' }),
      )
      // What we said ourselves is nobody else's message.
      expect(messages()).toHaveLength(1)
    })

    it('brings a text of any length in pieces, in order, without losing a word', async () => {
      const words = Array.from({ length: channel.room / 3 }, (_, n) => `woord${n}`)
      const parts = adapter.parts({ ref: 'm.one.two', to: {}, text: words.join(' ') })
      expect(parts.length).toBeGreaterThan(1)
      expect(parts.map(({ ref }) => ref)).toEqual(
        parts.map((_, n) => (n === 0 ? 'm.one.two' : `m.one.two.${n + 1}`)),
      )
      const results = await send(await greeted(), { text: words.join(' ') })
      expect(results.map(({ outcome }) => outcome)).toEqual(parts.map(() => 'taken'))
      expect(channel.onPhone(stage, anna).join(' ').split(/\s+/)).toEqual(words)
      expect(channel.onPhone(stage, anna).every((text) => text.length <= channel.room)).toBe(true)
    })

    it('says when somebody may no longer be written to, or not any more', async () => {
      const to = await greeted()
      Object.assign(stage.graph.faults.plan, { undeliverable: 'at once', outsideWindow: 'at once' })
      await stage.graph.time.advance(DAY)
      expect(await send(to)).toMatchObject([
        { outcome: 'refused', failure: { code: 'window_closed', number: expect.any(Number) } },
      ])
      await channel.says(stage, anna, 'Nog één ding')
      channel.leaves(stage, anna)
      expect(await send(to)).toMatchObject([
        { outcome: 'refused', failure: { code: 'unreachable', number: expect.any(Number) } },
      ])
    })

    it.each(channel.faults)('after %s says what may be done about it', async (fault, expected) => {
      const to = await greeted()
      stage.graph.faults.failNext(fault, { on: /messages$/ })
      expect(await send(to)).toMatchObject([expected])
      const mayBeOut = fault === 'lost_response' ? ['Dag'] : []
      expect(channel.onPhone(stage, anna)).toEqual(mayBeOut)
      expect(await send(to)).toMatchObject([{ outcome: 'taken' }])
    })

    it('fetches what somebody sent from the network’s own hosts alone (T38)', async () => {
      const picture = await testPicture()
      await channel.sendsPicture(stage, anna, picture)
      const media = messages()[0]?.content.media as MediaRef
      expect(media.kind).toBe('image')
      const file = await adapter.fetchMedia(account, media)
      expect(file).toMatchObject({ outcome: 'fetched', mimeType: 'image/png' })
      if (file.outcome === 'fetched') expect(file.bytes.equals(picture)).toBe(true)
      const elsewhere = { kind: 'image', url: 'http://127.0.0.2:1/picture.png' } as const
      expect(await adapter.fetchMedia(account, elsewhere)).toEqual({
        outcome: 'gone',
        why: 'refused',
      })
    })
  })
}
