import type { Message } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { type Arrivals, playOn, type Somebody } from '../../testing/arrivals.ts'
import type { ChannelTalk } from '../../testing/channel-talk.ts'
import { DIALECTS } from '../../testing/test-storage.ts'
import type { ChannelUpdate } from '../update.ts'

const MINUTE = 60_000

let stage: ChannelTalk
let arrivals: Arrivals
let anna: Somebody

async function thread(): Promise<Message[]> {
  return arrivals.messages((await arrivals.only(anna)).id)
}

describe.each(DIALECTS)('on %s, what follows a message on a channel', (dialect) => {
  playOn(dialect, (scene) => ({ stage, arrivals, anna } = scene))

  it('reactions are one of each side, the newest counts, and an empty one takes it back', async () => {
    const hello = arrivals.text(anna, 'Hallo')
    const react = (emoji: string, after: number, echo?: true): ChannelUpdate => ({
      ...{ type: 'reaction', person: anna, target: hello.externalId, emoji },
      at: hello.sentAt + after,
      ...(echo && { echo }),
    })
    await arrivals.take(react('👋', 1))
    await arrivals.take(hello)
    await arrivals.take(react('😮', 2))
    await arrivals.take(react('❤️', 9))
    await arrivals.take(react('🙏', 5, true))
    await arrivals.take(react('👍', 4))
    expect((await thread())[0]?.reactions).toEqual([
      { by: 'visitor', emoji: '❤️' },
      { by: 'member', emoji: '🙏' },
    ])
    const { rev } = (await thread())[0] as Message
    await arrivals.take(react('❤️', 9))
    expect((await thread())[0]?.rev).toBe(rev)
    await arrivals.take(react('', 10))
    await arrivals.take(react('', 11, true))
    expect((await thread())[0]).not.toHaveProperty('reactions')
  })

  it('a correction changes the words, for search too; the newest stands', async () => {
    const hello = arrivals.text(anna, 'Een groene lmap')
    await arrivals.take(hello)
    const edit = (words: string, after: number): ChannelUpdate => ({
      ...{ type: 'edit', person: anna, target: hello.externalId, content: { text: words } },
      at: hello.sentAt + after,
    })
    await arrivals.take(edit('Een oranje lamp', 2))
    await arrivals.take(edit('Een gele lamp', 1))
    expect((await thread())[0]).toMatchObject({
      text: 'Een oranje lamp',
      editedAt: stage.graph.time.now(),
    })
    await stage.relay.context.indexer.catchUp()
    const found = (words: string) =>
      stage.relay.json(stage.talk.site(`/search?q=${words}`), { token: stage.talk.owner.token })
    const { id } = await arrivals.only(anna)
    expect(JSON.stringify(await found('oranje'))).toContain(id)
    expect(JSON.stringify(await found('groene'))).not.toContain(id)
  })

  it('what is taken back keeps its place and nothing else, also when that is told first', async () => {
    const [one, two] = [arrivals.text(anna, 'een'), arrivals.text(anna, 'twee')]
    const revoke = (target: string): ChannelUpdate => ({
      ...{ type: 'revoke', person: anna, target },
      at: stage.graph.time.now(),
    })
    await arrivals.take(one)
    await arrivals.take(revoke(one.externalId))
    await arrivals.take(revoke(two.externalId))
    await arrivals.take(two)
    await arrivals.take(arrivals.text(anna, 'drie'))
    expect((await thread()).map(({ text, withdrawnAt }) => [text, withdrawnAt])).toEqual([
      ['', stage.graph.time.now()],
      ['', stage.graph.time.now()],
      ['drie', undefined],
    ])
    const edit = { type: 'edit', target: one.externalId, content: { text: 'toch' } } as const
    await arrivals.take({ ...edit, person: anna, at: stage.graph.time.now() })
    expect((await thread())[0]?.text).toBe('')
  })

  it.each([['before'], ['after']])(
    'what the shop took back before it came stays so, though %s that somebody read it is told',
    async (when) => {
      const { time } = stage.graph
      const echo = arrivals.text(anna, 'Goedemiddag', { echo: true })
      const about = { person: anna, at: time.now() }
      const told: ChannelUpdate[] = [
        { ...about, type: 'status', externalId: echo.externalId, state: 'read' },
        { ...about, type: 'revoke', target: echo.externalId },
      ]
      await arrivals.take(arrivals.text(anna, 'Hallo'))
      for (const update of when === 'before' ? told : told.toReversed()) await arrivals.take(update)
      await arrivals.take(echo)
      await arrivals.take(echo)
      expect((await thread()).map(({ text }) => text)).toEqual(['Hallo', ''])
    },
  )

  it('states of what we sent are shown once each, never backwards, and tick the thread', async () => {
    const { time } = stage.graph
    const echo = arrivals.text(anna, 'Goedemiddag', { echo: true })
    const status = (state: 'sent' | 'delivered' | 'read' | 'failed'): ChannelUpdate => ({
      ...{ type: 'status', externalId: echo.externalId, state },
      ...{ person: anna, at: time.now() },
      ...(state === 'failed' && { failure: { code: 'unreachable' as const, number: 131_026 } }),
    })
    await arrivals.take(arrivals.text(anna, 'Hallo'))
    await arrivals.take(status('sent'))
    await arrivals.take(echo)
    await arrivals.take(status('failed'))
    expect((await thread())[1]?.delivery).toEqual({
      state: 'failed',
      failure: { code: 'unreachable', number: 131_026 },
    })
    await arrivals.take(status('read'))
    const read = await arrivals.only(anna)
    expect((await thread())[1]?.delivery).toEqual({ state: 'read' })
    expect(read.marks).toMatchObject({ visitorDelivered: 2, visitorRead: 2 })
    const { rev } = (await thread())[1] as Message
    for (const state of ['delivered', 'read', 'failed', 'sent'] as const)
      await arrivals.take(status(state))
    expect((await thread())[1]).toMatchObject({ rev, delivery: { state: 'read' } })
  })

  it('a watermark is of everything sent before it, and of nothing after', async () => {
    const { time } = stage.graph
    const person = { id: anna.id }
    const say = (words: string, more = {}) =>
      arrivals.take(arrivals.text(person, words, { sentAt: time.now(), ...more }), stage.messenger)
    await say('Hallo')
    await say('een', { echo: true })
    await say('twee', { echo: true })
    const at = time.now()
    await time.advance(2 * MINUTE)
    await say('drie', { echo: true })
    const mark = { type: 'watermark', person, at } as const
    expect(await arrivals.take({ ...mark, state: 'read' }, stage.messenger)).toBe(true)
    await arrivals.take({ ...mark, state: 'delivered' }, stage.messenger)
    const { id, marks } = await arrivals.only(person)
    const states = (await arrivals.messages(id)).map(({ delivery }) => delivery?.state)
    expect(states).toEqual([undefined, 'read', 'read', undefined])
    expect(marks).toMatchObject({ visitorDelivered: 3, visitorRead: 3 })
  })

  it('trouble with the whole channel stops it, unless that is old', async () => {
    const { channels, db } = stage.relay.context
    const { time } = stage.graph
    const trouble = (at: number): ChannelUpdate => ({
      ...{ type: 'status', externalId: 'wamid.x', state: 'failed', person: anna, at },
      ...{ trouble: 'locked', failure: { code: 'unknown', number: 131_031 } },
    })
    await arrivals.take(trouble(time.now() - 120 * MINUTE))
    expect((await channels.byId(stage.whatsapp.id)).state).toBe('on')
    await arrivals.take(trouble(time.now()))
    expect(await channels.byId(stage.whatsapp.id)).toMatchObject({
      state: 'paused',
      trouble: { code: 'locked', number: 131_031 },
    })
    await db.write.updateTable('channels').set({ state: 'on', trouble: null }).execute()
  })

  it('who moved is the same person by the new number, and late words by the old one too', async () => {
    const { time } = stage.graph
    const after = { phone: `${anna.phone}99`, id: `${anna.id}x` }
    const late = arrivals.text(anna, 'nog van het oude nummer')
    await time.advance(MINUTE)
    const at = time.now()
    await arrivals.take(arrivals.text(anna, 'Hallo', { sentAt: at - 1 }))
    await arrivals.take({ type: 'moved', before: { phone: anna.phone }, person: after, at })
    await arrivals.take(late)
    await arrivals.take(arrivals.text(after, 'van het nieuwe'))
    const { id, thread } = await arrivals.only(anna)
    expect(thread?.address).toBe(`+${after.phone}`)
    expect(await arrivals.texts(id)).toEqual(['Hallo', 'nog van het oude nummer', 'van het nieuwe'])
    const stranger = { phone: anna.phone, id: 'NL.stranger' }
    await arrivals.take(arrivals.text(stranger, 'wie bent u?', { sentAt: at + MINUTE }))
    expect(await arrivals.conversations({ id: stranger.id })).toHaveLength(1)
    expect((await arrivals.only({ id: stranger.id })).id).not.toBe(id)
  })

  it('who wrote by the new number before the move was told is joined, with all that was said', async () => {
    const at = stage.graph.time.now()
    const after = { phone: `${anna.phone}88`, id: `${anna.id}y` }
    await arrivals.take(arrivals.text(anna, 'oud'))
    await arrivals.take(arrivals.text(after, 'nieuw', { sentAt: at + 5 }))
    await arrivals.take({ type: 'moved', before: anna, person: after, at: at + 1 })
    const all = await arrivals.conversations(anna, after)
    expect(new Set(all.map(({ contact }) => contact.id)).size).toBe(1)
    await arrivals.take(arrivals.text(after, 'en verder', { sentAt: at + 9 }))
    const said = await Promise.all(all.map(({ id }) => arrivals.texts(id)))
    expect(said.toSorted()).toEqual([['nieuw', 'en verder'], ['oud']])
  })

  it('the shop’s own address book names people, and begins nothing', async () => {
    const { phone } = anna
    await arrivals.take({ type: 'contact', person: { phone, name: 'Anna (vaste klant)' } })
    expect(await arrivals.conversations(anna)).toEqual([])
    await arrivals.take(arrivals.text(anna, 'Hallo'))
    expect((await arrivals.only(anna)).contact.name).toBe('Anna (vaste klant)')
  })
})
