import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PageChat } from '../../../../test/fakes/graph/messenger/page-chat.ts'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { testPicture } from '../../testing/test-picture.ts'
import type { ChannelAdapter, Outgoing, SendResult } from '../adapter.ts'
import type { ChannelUpdate, Person } from '../update.ts'

const DAY = 86_400_000

let stage: ChannelTalk
let adapter: ChannelAdapter
let chat: PageChat
/** How many webhooks were looked at. */
let looked: number
let people = 0

beforeAll(async () => {
  stage = await startChannelTalk()
  await stage.relay.context.traffic.webhooks.processor.stop()
  adapter = stage.relay.context.adapters.messenger
  await stage.subscribe()
})
beforeEach(() => {
  const { graph, page } = stage
  people += 1
  looked = graph.outbox.posts.length
  chat = graph.pageChat(
    graph.addPerson({ name: 'Anna', phone: `+31 6 1000 ${1_000 + people}` }),
    page,
  )
  page.restricted = false
})
afterAll(() => stage[Symbol.asyncDispose]())

/** What was told since the last look. */
function told(): ChannelUpdate[] {
  const { posts } = stage.graph.outbox
  const fresh = posts.slice(looked)
  looked = posts.length
  return fresh.flatMap(({ body }) => adapter.read(JSON.parse(body)).map(({ update }) => update))
}

async function greeted(): Promise<Person> {
  await chat.text('Hallo')
  const [first] = told()
  return (first as { person: Person }).person
}

/** Sends it in all its parts. */
async function send(to: Person, message: Partial<Outgoing>): Promise<SendResult[]> {
  const results: SendResult[] = []
  for (const part of adapter.parts({ ref: 'm.one.two', to, ...message })) {
    results.push(await adapter.send(stage.messenger, part))
  }
  await stage.graph.time.advance(1_000)
  return results
}

function onPhone() {
  return chat.thread.entries.filter(({ from }) => from === 'business')
}

describe('what comes over Messenger', () => {
  it('quotes, chooses and presses', async () => {
    const to = await greeted()
    const [asked] = await send(to, { text: 'Welke?', choices: [{ id: 'r', title: 'Rood' }] })
    told()
    const { externalId } = asked as { externalId: string }
    await chat.choose(externalId, 'Rood')
    await chat.text('Toch niet', { quotes: externalId })
    await chat.postback('Openingstijden', 'HOURS')
    expect(told()).toMatchObject([
      { content: { text: 'Rood', detail: { kind: 'choice', title: 'Rood' } }, pressed: 'r' },
      { content: { text: 'Toch niet' }, quote: { externalId } },
      { content: { text: 'Openingstijden', detail: { kind: 'choice' } }, pressed: 'HOURS' },
    ])
  })

  it('brings the token of a link with the first press, and by itself into a known thread', async () => {
    await chat.openLink('K7Q2-9XFD')
    await chat.text('Hallo')
    await chat.openLink('ANOTHER')
    const updates = told()
    expect(updates).toMatchObject([
      {
        type: 'message',
        token: 'K7Q2-9XFD',
        pressed: 'GET_STARTED',
        content: { text: 'Get started' },
      },
      { type: 'message', content: { text: 'Hallo' } },
      { type: 'token', token: 'ANOTHER', person: { id: expect.any(String) } },
    ])
  })

  it('has files of every kind, each with its address', async () => {
    const file = (mime: string) => ({ bytes: Buffer.from('a file'), mime })
    await chat.attachment('image', file('image/png'))
    await chat.attachment('video', file('video/mp4'))
    await chat.attachment('audio', file('audio/mp4'))
    await chat.attachment('file', file('application/pdf'))
    await chat.attachment('reel', file('video/mp4'))
    const updates = told()
    expect(updates).toMatchObject(
      ['image', 'video', 'audio', 'document', 'video'].map((kind) => ({
        content: { media: { kind, url: expect.stringMatching(/^http/) } },
      })),
    )
  })

  it('has an album as one message for each picture, of which the first has the words', async () => {
    const url = 'https://scontent.xx.fbcdn.net/v/lamp%20noot.pdf?x=1'
    const attachments = [
      { type: 'image', payload: { url } },
      { type: 'image', payload: { url, sticker_id: 1 } },
      { type: 'file', payload: { url } },
    ]
    await chat.any('messages', { message: { mid: 'm_album', text: 'Kijk', attachments } })
    expect(told()).toMatchObject([
      { externalId: 'm_album', content: { text: 'Kijk', media: { kind: 'image', url } } },
      { externalId: 'm_album.2', content: { media: { kind: 'sticker' } } },
      {
        externalId: 'm_album.3',
        content: { media: { kind: 'document', fileName: 'lamp noot.pdf' } },
      },
    ])
  })

  it('has stickers, places and shared posts, with a payload or without', async () => {
    await chat.sticker()
    await chat.sticker('image')
    await chat.location(52.37, 4.9)
    await chat.fallback('Een bericht', { url: 'https://example.com/1' })
    await chat.fallback()
    await chat.any('messages', { message: { mid: 'm_1', attachments: [{ type: 'hologram' }] } })
    await chat.any('messages', { message: { mid: 'm_2' } })
    const contents = told().map((update) => (update as { content: object }).content)
    expect(contents).toEqual([
      { text: '👍' },
      { text: '👍' },
      { text: '52.37, 4.9', detail: { kind: 'location', latitude: 52.37, longitude: 4.9 } },
      { text: 'Een bericht\nhttps://example.com/1' },
      { detail: { kind: 'unsupported', what: 'fallback' } },
      { detail: { kind: 'unsupported', what: 'hologram' } },
      { detail: { kind: 'unsupported' } },
    ])
  })

  it('says words with a link once', async () => {
    const attachments = [{ type: 'fallback', title: 'Lamp', payload: { url: 'https://l.example' } }]
    await chat.text('Deze? https://l.example', { more: { attachments } })
    expect(told()).toMatchObject([{ content: { text: 'Deze? https://l.example' } }])
  })

  it('tells of the advertisement somebody came by', async () => {
    const referral = { ad_id: '1', source: 'ADS', ads_context_data: { ad_title: 'Lampen -20 %' } }
    await chat.text('Geldt dit nog?', { more: { referral } })
    expect(told()).toMatchObject([
      {
        content: {
          text: 'Geldt dit nog?',
          detail: { kind: 'referral', source: 'ad', title: 'Lampen -20 %' },
        },
      },
    ])
  })

  it('has reactions, edits and what was taken back', async () => {
    const { id } = await chat.text('Halo')
    told()
    await chat.react(id, '😍')
    await chat.react(id)
    await chat.any('message_reactions', {
      reaction: { mid: id, reaction: 'wow', action: 'react' },
    })
    await chat.edit(id, 'Hallo')
    await chat.unsend(id)
    expect(told()).toMatchObject([
      { type: 'reaction', target: id, emoji: '😍' },
      { type: 'reaction', target: id, emoji: '' },
      { type: 'reaction', target: id, emoji: '😮' },
      { type: 'edit', target: id, content: { text: 'Hallo' } },
      { type: 'revoke', target: id },
    ])
  })

  it('has how far everything came, and what was answered in Meta’s own inbox', async () => {
    const person = await greeted()
    await send(person, { text: 'Dag' })
    await chat.read()
    chat.answeredInMetaInbox('Vanuit Meta')
    await stage.graph.time.advance(1_000)
    const updates = told()
    const at = expect.any(Number)
    expect(updates).toContainEqual({ type: 'watermark', person, state: 'delivered', at })
    expect(updates).toContainEqual({ type: 'watermark', person, state: 'read', at })
    const written = updates.filter(({ type }) => type === 'message')
    expect(written).toMatchObject([{ echo: true, person, content: { text: 'Vanuit Meta' } }])
  })

  it('is heard too while another app has the thread, and odd things are named', async () => {
    const { id } = stage.page
    const element = { sender: { id: '77' }, recipient: { id }, timestamp: 1 }
    const entry = {
      id,
      standby: [{ ...element, message: { mid: 'm_s', text: 'Aan wie dan ook' } }],
      messaging: [
        { ...element, optin: { ref: 'x' } },
        { ...element, 'policy-enforcement': { action: 'block', reason: 'spam' } },
        { ...element, message: { text: 'no id' } },
        { recipient: { id }, message: { mid: 'm_x' } },
      ],
      changes: [{ field: 'feed', value: {} }],
    }
    const updates = adapter.read({ object: 'page', entry: [entry] }).map(({ update }) => update)
    expect(updates).toMatchObject([
      { type: 'unknown', what: 'optin' },
      { type: 'account', trouble: 'policy', detail: 'spam' },
      { type: 'unknown', what: 'message without id' },
      { type: 'unknown', what: 'message of nobody' },
      { type: 'message', content: { text: 'Aan wie dan ook' } },
      { type: 'unknown', what: 'feed' },
    ])
  })
})

describe('what goes over Messenger', () => {
  it('is a file and its words in two messages, the first of which quotes', async () => {
    const to = await greeted()
    const [quote] = chat.thread.entries
    const file = {
      kind: 'image',
      type: 'image/png',
      name: 'lamp.png',
      bytes: await testPicture(),
    } as const
    const results = await send(to, { text: 'Deze', file, quote: quote?.id ?? '' })
    expect(results.map(({ outcome }) => outcome)).toEqual(['taken', 'taken'])
    expect(onPhone()).toMatchObject([
      { type: 'image', quotes: quote?.id },
      { type: 'text', content: { text: 'Deze' } },
    ])
    const media = stage.graph.media.find(onPhone()[0]?.mediaId ?? '')
    expect(Buffer.from(media?.bytes ?? []).equals(file.bytes)).toBe(true)
  })

  it('is any other file as a file, a voice note as sound', async () => {
    const to = await greeted()
    const bytes = Buffer.from('bytes')
    const voice = { kind: 'voice', type: 'audio/ogg', name: 'voice.ogg', bytes } as const
    const sheet = { kind: 'document', type: 'text/csv', name: 'a.csv', bytes } as const
    await send(to, { file: voice })
    await send(to, { file: sheet })
    expect(onPhone().map(({ type }) => type)).toEqual(['audio', 'file'])
  })

  it('has a button that opens an address', async () => {
    const link = { title: 'Bekijk de lamp', url: 'https://lamp.example/noot' }
    await send(await greeted(), { text: 'Deze is er nog', link })
    expect(onPhone()[0]?.content).toMatchObject({
      attachment: {
        type: 'template',
        payload: { template_type: 'button', text: 'Deze is er nog', buttons: [link] },
      },
    })
  })

  it('is tagged after the window, and only what a person wrote, for seven days', async () => {
    const to = await greeted()
    await stage.graph.time.advance(DAY)
    const closed = { outcome: 'refused', failure: { code: 'window_closed', number: 10 } }
    expect(await send(to, { text: 'Dag' })).toMatchObject([closed])
    expect(await send(to, { text: 'Dag', human: true })).toMatchObject([{ outcome: 'taken' }])
    stage.app.humanAgent = false
    expect(await send(to, { text: 'Dag', human: true })).toMatchObject([closed])
    stage.app.humanAgent = true
    await stage.graph.time.advance(6 * DAY)
    expect(await send(to, { text: 'Dag', human: true })).toMatchObject([closed])
  })

  it('stops where the page is held back, and ends where nobody has that id', async () => {
    const to = await greeted()
    expect(await send({ id: '1' }, { text: 'Dag' })).toMatchObject([
      { outcome: 'refused', failure: { code: 'unreachable', number: 100 } },
    ])
    stage.page.restricted = true
    expect(await send(to, { text: 'Dag' })).toMatchObject([
      { outcome: 'stopped', trouble: 'policy', number: 10 },
    ])
  })

  it('is refused here where Messenger would, without asking it', async () => {
    const to = await greeted()
    const asked = stage.graph.requests.length
    const bytes = Buffer.alloc(25 * 1024 * 1024 + 1)
    const file = { kind: 'document', type: 'application/pdf', name: 'a.pdf', bytes } as const
    const template = { name: 'a', language: 'nl', header: [], body: [] }
    const choices = Array.from({ length: 14 }, (_, n) => ({ id: `${n}`, title: `${n}` }))
    const results = [
      await adapter.send(stage.messenger, { ref: 'r', to, file }),
      await adapter.send(stage.messenger, { ref: 'r', to, template }),
      await adapter.send(stage.messenger, { ref: 'r', to, text: 'x'.repeat(2_001) }),
      await adapter.send(stage.messenger, { ref: 'r', to, text: 'x', choices }),
      await adapter.send(stage.messenger, { ref: 'r', to: {}, text: 'x' }),
    ]
    const codes = results.map((it) => (it.outcome === 'refused' ? it.failure.code : it.outcome))
    expect(codes).toEqual(['media', 'template', 'content', 'content', 'content'])
    expect(stage.graph.requests.length).toBe(asked)
  })

  it('puts one reaction under what was said, also under a file of several, and takes it back', async () => {
    const to = await greeted()
    const [first] = chat.thread.entries
    const react = (target: string, emoji: string) =>
      adapter.react(stage.messenger, to, target, emoji, 'r')
    expect(await react(first?.id ?? '', '👍')).toMatchObject({ outcome: 'taken' })
    expect(await react(`${first?.id}.2`, '🎉')).toMatchObject({ outcome: 'taken' })
    expect(first?.reactions).toEqual({ business: '🎉' })
    await react(first?.id ?? '', '')
    expect(first?.reactions).toEqual({})
    expect(await react('m_1', '👍')).toMatchObject({ outcome: 'refused' })
  })

  it('asks for the name of who wrote, and takes no for an answer', async () => {
    const to = await greeted()
    const nameOf = () => adapter.nameOf?.(stage.messenger, to)
    expect(await nameOf()).toEqual({ outcome: 'told', name: 'Anna' })
    stage.app.profiles = false
    expect(await nameOf()).toEqual({ outcome: 'refused' })
    stage.app.profiles = true
    stage.graph.faults.failNext('too_many_requests', { on: /GET/ })
    expect(await nameOf()).toMatchObject({ outcome: 'later' })
  })

  it('says that it was read and that an answer is being written, in two calls', async () => {
    const to = await greeted()
    const [first] = chat.thread.entries
    const id = first?.id ?? ''
    expect(await adapter.markRead(stage.messenger, to, id, false)).toMatchObject({
      outcome: 'taken',
    })
    expect(first?.progress).toBe('read')
    expect(chat.thread.typingUntil).toBeUndefined()
    await adapter.markRead(stage.messenger, to, id, true)
    expect(chat.thread.typingUntil).toEqual(expect.any(Number))
  })

  it('sends the token to the Graph alone: an address for a file is asked without it (T38)', async () => {
    const asked = stage.graph.requests.length
    const bytes = await testPicture()
    await chat.attachment('image', { bytes, mime: 'image/png' })
    const [update] = told()
    const { media } = (update as { content: { media: { kind: 'image'; url: string } } }).content
    expect(await adapter.fetchMedia(stage.messenger, media)).toMatchObject({ outcome: 'fetched' })
    await stage.graph.time.advance(2 * DAY)
    expect(await adapter.fetchMedia(stage.messenger, media)).toEqual({
      outcome: 'gone',
      why: 'expired',
    })
    expect(stage.graph.requests.length).toBe(asked)
  })
})
