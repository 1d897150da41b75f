import { describe, expect, it } from 'vitest'
import { type Arrivals, playOn, type Somebody } from '../../testing/arrivals.ts'
import type { ChannelTalk } from '../../testing/channel-talk.ts'
import { DIALECTS } from '../../testing/test-storage.ts'
import type { MessageUpdate } from '../update.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let stage: ChannelTalk
let arrivals: Arrivals
/** Somebody new in each test. */
let anna: Somebody

const take: Arrivals['take'] = (...args) => arrivals.take(...args)
const text = (words: string, more?: Partial<MessageUpdate>) => arrivals.text(anna, words, more)
const only = () => arrivals.only(anna)
const messages = async () => arrivals.messages((await only()).id)
const texts = async () => arrivals.texts((await only()).id)
const outbox = async (kind: string) => arrivals.outbox(kind, (await only()).id)

describe.each(DIALECTS)('on %s, what somebody writes over a channel', (dialect) => {
  playOn(dialect, (scene) => ({ stage, arrivals, anna } = scene))

  it('is a conversation with a name, a number and a window', async () => {
    await take(text('Hallo, is de lamp er nog?'))
    const { channel, contact, thread, waitingSince, unread } = await only()
    expect({ channel, waitingSince, unread }).toEqual({
      channel: 'whatsapp',
      waitingSince: stage.graph.time.now(),
      unread: 1,
    })
    expect(contact).toMatchObject({
      name: 'Anna de Vries',
      phone: `+${anna.phone}`,
      verified: false,
    })
    expect(thread).toMatchObject({
      kind: 'whatsapp',
      address: `+${anna.phone}`,
      windowUntil: stage.graph.time.now() + 24 * HOUR,
      current: true,
    })
    const [message] = await messages()
    expect(message).toMatchObject({ channel: 'whatsapp', author: { kind: 'visitor' } })
    expect(message?.sentAt).toBeUndefined()
    expect(await outbox('alert.push')).toHaveLength(3)
    expect(await outbox('wait.line')).toHaveLength(0)
  })

  it('is there once, however often and at whatever moment it is told', async () => {
    const one = text('een')
    const ben = arrivals.somebody()
    const two = text('twee', { person: ben })
    await Promise.all([take(one), take(two), take(one), take(two)])
    await take(one)
    const all = await arrivals.conversations(anna, ben)
    expect(all.map(({ lastMessage }) => lastMessage?.text).toSorted()).toEqual(['een', 'twee'])
    for (const { lastSeq, unread } of all)
      expect({ lastSeq, unread }).toEqual({ lastSeq: 1, unread: 1 })
    const kept = stage.relay.context.db.read
      .selectFrom('channel_messages')
      .selectAll()
      .where('external_id', 'in', [one.externalId, two.externalId])
      .execute()
    expect(
      (await kept).map(({ direction, message_id }) => [direction, message_id !== null]),
    ).toEqual([
      ['in', true],
      ['in', true],
    ])
  })

  it('goes on in the same conversation, which opens again when it was closed', async () => {
    await take(text('Hallo'))
    const { id } = await only()
    await stage.talk.change(id, { status: 'closed' })
    await take(text('Toch nog iets'))
    expect(await only()).toMatchObject({ id, status: 'open', unread: 2 })
    expect(await texts()).toEqual(['Hallo', 'Toch nog iets'])
  })

  it('that comes late says when it was sent, and moves neither window nor address back', async () => {
    const { time } = stage.graph
    const early = text('eerst', { person: { ...anna, phone: '31600000000' } })
    await time.advance(2 * HOUR)
    await take(text('later'))
    await take(early)
    const [, late] = await messages()
    expect(late).toMatchObject({ text: 'eerst', sentAt: time.now() - 2 * HOUR })
    expect((await only()).thread).toMatchObject({
      address: `+${anna.phone}`,
      windowUntil: time.now() + 24 * HOUR,
    })
  })

  it('that comes late has had its sender wait since it was sent, and is told of at once', async () => {
    const { time } = stage.graph
    const early = text('Is daar iemand?')
    await time.advance(2 * HOUR)
    await take(early)
    expect(await only()).toMatchObject({ waitingSince: early.sentAt })
    const due = [...(await outbox('alert.push')), ...(await outbox('alert.mail'))]
    // A worker may have taken some of them up already.
    const waits = due.filter(({ state, next_at }) => state === 'pending' && next_at > time.now())
    expect(due.length).toBeGreaterThan(0)
    expect(waits).toEqual([])
  })

  it('names what it answers, and says so of what is not here', async () => {
    const first = text('Welke kleur?')
    await take(first)
    await take(text('Deze', { quote: { externalId: first.externalId } }))
    await take(text('Die', { quote: { externalId: 'wamid.unknown' } }))
    await take(text('Doorgestuurd', { quote: {} }))
    expect((await messages()).map(({ quoteSeq }) => quoteSeq)).toEqual([undefined, 1, 0, 0])
  })

  it('with a file is shown at once, and the file is fetched after', async () => {
    const media = { kind: 'image' as const, id: '123', mimeType: 'image/jpeg' }
    await take(text('', { content: { text: 'Kijk', media } }))
    await take(text('', { content: { media: { ...media, error: '131052' } } }))
    const [coming, failed] = await messages()
    expect(coming).toMatchObject({
      text: 'Kijk',
      detail: { kind: 'media', media: 'image', state: 'coming' },
    })
    expect(failed).toMatchObject({ detail: { kind: 'media', state: 'failed' } })
    const rows = await outbox('channel.media')
    expect(rows.map(({ payload }) => JSON.parse(payload))).toEqual([
      { messageId: coming?.id, channelId: stage.whatsapp.id, media },
    ])
  })

  it('with a file and more than words is two messages: nothing is dropped', async () => {
    const detail = { kind: 'referral' as const, title: 'Zomerlampen' }
    await take(text('', { content: { text: 'Deze', detail, media: { kind: 'video', id: '9' } } }))
    expect((await messages()).map(({ text, detail }) => [text, detail?.kind])).toEqual([
      ['', 'referral'],
      ['Deze', 'media'],
    ])
  })

  it('keeps every letter of a long one, without what no store can hold', async () => {
    const long = 'lamp '.repeat(4_000).trim()
    await take(text(`\u0000${long}\r\n\ud800einde`))
    expect(await texts()).toEqual([`${long}\n\ufffdeinde`])
    await take(text('\u0007'))
    expect((await messages())[1]).toMatchObject({ text: '', detail: { kind: 'unsupported' } })
  })

  it('is let go where the sender was blocked', async () => {
    await take(text('Hallo'))
    await stage.talk.change((await only()).id, { blocked: true })
    expect(await take(text('Nog een keer'))).toBe(true)
    expect(await texts()).toEqual(['Hallo'])
  })

  it('by the shop in the network’s own app is an answer of nobody’s name, and is not sent again', async () => {
    await take(text('Hallo'))
    await take(text('Goedemorgen', { echo: true }))
    const { waitingSince, thread } = await only()
    expect(waitingSince).toBeUndefined()
    expect(thread?.windowUntil).toBe(stage.graph.time.now() + 24 * HOUR)
    expect((await messages())[1]).toMatchObject({ author: { kind: 'member' }, channel: 'whatsapp' })
    expect((await messages())[1]?.author).toEqual({ kind: 'member' })
    expect(await outbox('channel.send')).toEqual([])
  })

  it('before the channel was connected is the past: read, closed and nobody is told', async () => {
    const { time } = stage.graph
    const past = time.now() - 40 * 24 * HOUR
    await take(text('Van toen', { history: true, sentAt: past }))
    await take(text('Antwoord van toen', { history: true, echo: true, sentAt: past + MINUTE }))
    expect(await only()).toMatchObject({
      status: 'closed',
      unread: 0,
      lastMessageAt: past + MINUTE,
      marks: { membersRead: 2 },
    })
    expect((await only()).waitingSince).toBeUndefined()
    expect((await only()).thread?.windowUntil).toBeUndefined()
    expect((await messages()).map(({ sentAt }) => sentAt)).toEqual([past, past + MINUTE])
    expect(await outbox('alert.push')).toEqual([])
    await take(text('Hallo weer'))
    expect(await only()).toMatchObject({ status: 'open', unread: 1, waitingSince: time.now() })
  })

  it('is from one person, learnt from number and id together, and then known by either', async () => {
    const { phone, id } = anna
    await take(text('een', { person: { phone } }))
    await take(text('twee', { person: { phone, id } }))
    await take(text('drie', { person: { id } }))
    expect(await texts()).toEqual(['een', 'twee', 'drie'])
    expect((await only()).thread?.address).toBe(`+${phone}`)
    expect((await arrivals.identities(anna)).map(({ kind, value }) => [kind, value])).toEqual([
      ['phone', phone],
      ['bsuid', id],
    ])
  })

  it('is routed by the id where id and number name two contacts, which stay two', async () => {
    const { phone, id } = anna
    await take(text('van A', { person: { id } }))
    await take(text('van B', { person: { phone } }))
    const before = await arrivals.identities(anna)
    await take(text('van A nu met nummer', { person: { id, phone } }))
    expect(await arrivals.identities(anna)).toEqual(before)
    expect(new Set(before.map((row) => row.contact_id)).size).toBe(2)
    const all = await arrivals.conversations(anna)
    const threads = await Promise.all(all.map(({ id }) => arrivals.texts(id)))
    expect(threads.toSorted()).toEqual([['van A', 'van A nu met nummer'], ['van B']])
    expect(all.map(({ contact }) => contact.phone)).toContain(`+${phone}`)
  })

  it('leaves the name a member gave', async () => {
    await take(text('Hallo'))
    const { contact } = await only()
    await stage.talk.relay.json(stage.talk.site(`/contacts/${contact.id}`), {
      token: stage.talk.owner.token,
      method: 'PATCH',
      body: { name: 'Mevrouw De Vries' },
    })
    await take(text('Nog iets'))
    expect((await only()).contact.name).toBe('Mevrouw De Vries')
  })

  it('is from another person where it came to a page, not a number', async () => {
    const { id } = anna
    await take(text('bij de pagina', { person: { id } }), stage.messenger)
    await take(text('ook bij WhatsApp', { person: { id } }))
    expect(await arrivals.conversations({ id })).toHaveLength(2)
    expect(
      (await arrivals.identities({ id })).map(({ kind, value }) => [kind, value]).toSorted(),
    ).toEqual([
      ['bsuid', id],
      ['psid', `${stage.page.id} ${id}`],
    ])
  })

  it('that names nobody is left to who knows more', async () => {
    expect(await take(text('?', { person: { name: 'Anna' } }))).toBe(false)
  })
})
