import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Chat } from '../../../../test/fakes/graph/whatsapp/chat.ts'
import { parseExactJson } from '../../egress/exact-json.ts'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { recording } from '../../testing/recordings.ts'
import { testPicture } from '../../testing/test-picture.ts'
import type { ChannelAdapter, Outgoing, SendResult } from '../adapter.ts'
import type { ChannelUpdate } from '../update.ts'

const DAY = 86_400_000
const ANNA = { phone: '31612345678' }

let stage: ChannelTalk
let adapter: ChannelAdapter
let phone: Chat

beforeAll(async () => {
  stage = await startChannelTalk()
  const { whatsapp } = stage.relay.context.adapters
  if (!whatsapp) throw new Error('nobody talks to WhatsApp')
  adapter = whatsapp
  phone = stage.graph.chat(stage.anna, stage.number)
})
// Opens the window, whatever went before.
beforeEach(async () => {
  await phone.text('Hallo')
})
afterAll(() => stage[Symbol.asyncDispose]())

let count = 0

async function send(more: Partial<Outgoing>): Promise<SendResult> {
  count += 1
  const result = await adapter.send(stage.whatsapp, { ref: `r${count}`, to: ANNA, ...more })
  await stage.graph.time.advance(1_000)
  return result
}

/** The last thing that stands on the phone. */
function onPhone() {
  const entry = phone.thread.entries.at(-1)
  if (!entry) throw new Error('nothing stands on the phone')
  return entry
}

function fileOnPhone(): { bytes: Buffer; mime: string } {
  const file = stage.graph.media.find(onPhone().mediaId ?? '')
  if (!file) throw new Error('no file stands on the phone')
  return { bytes: Buffer.from(file.bytes), mime: file.mime }
}

/** How the last message fared, as Meta says. */
function failed(): boolean {
  return phone.thread.accepted.at(-1)?.progress === 'failed'
}

describe('a text', () => {
  it('goes to the phone, quotes, and carries our name for it', async () => {
    const quoted = phone.thread.entries[0]?.id ?? ''
    const result = await send({ text: 'Zie https://shop.example', quote: quoted, ref: 'm.1.2' })
    expect(result).toMatchObject({ outcome: 'taken', person: ANNA })
    expect(onPhone()).toMatchObject({
      content: { body: 'Zie https://shop.example', preview_url: true },
      quotes: quoted,
      callbackData: 'm.1.2',
    })
  })

  it('goes to a user id where no phone is known', async () => {
    const user = stage.graph.addPerson({ name: 'B', phone: '+31687654321', username: 'b' })
    await stage.graph.chat(user, stage.number).text('Dag')
    const id = stage.graph.identities.bsuidOf(stage.number, user)
    expect(await send({ to: { id }, text: 'Hoi' })).toMatchObject({
      outcome: 'taken',
      person: { id },
    })
    const { thread } = stage.graph.chat(user, stage.number)
    expect(thread.entries.at(-1)).toMatchObject({ content: { body: 'Hoi' } })
  })
})

describe('a file', () => {
  it('goes as a picture with its caption, as phones take pictures', async () => {
    const grey = await sharp(await testPicture())
      .greyscale()
      .png()
      .toBuffer()
    const webp = await sharp(await testPicture())
      .webp()
      .toBuffer()
    const seeThrough = await sharp(await testPicture())
      .ensureAlpha(0.5)
      .png({ palette: true })
      .toBuffer()
    for (const [bytes, type, mime] of [
      [
        await sharp(await testPicture())
          .jpeg()
          .toBuffer(),
        'image/jpeg',
        'image/jpeg',
      ],
      [grey, 'image/png', 'image/jpeg'],
      [webp, 'image/webp', 'image/jpeg'],
      [seeThrough, 'image/png', 'image/png'],
    ] as const) {
      const file = { kind: 'image', type, name: 'x', bytes } as const
      expect(await send({ file, text: 'Deze' })).toMatchObject({ outcome: 'taken' })
      expect(failed()).toBe(false)
      expect(onPhone()).toMatchObject({ type: 'image', content: { caption: 'Deze' } })
      expect(fileOnPhone().mime).toBe(mime)
    }
  })

  it('is made smaller where it is more than phones take', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
    const create = { width: 1_900, height: 1_900, channels: 3, background: '#fff', noise } as const
    const bytes = await sharp({ create }).png().toBuffer()
    expect(bytes.length).toBeGreaterThan(5 * 1024 * 1024)
    const file = { kind: 'image', type: 'image/png', name: 'x', bytes } as const
    expect(await send({ file })).toMatchObject({ outcome: 'taken' })
    expect(failed()).toBe(false)
    expect(fileOnPhone().bytes.length).toBeLessThan(5 * 1024 * 1024)
  })

  it('goes as a voice note, in stereo or mono, and as sound where it is none', async () => {
    for (const channels of [1, 2] as const) {
      const bytes = await recording('webm', { channels })
      const file = { kind: 'voice', type: 'audio/webm', name: 'x.weba', bytes } as const
      expect(await send({ file })).toMatchObject({ outcome: 'taken' })
      expect(failed()).toBe(false)
      expect(onPhone()).toMatchObject({ type: 'audio', content: { voice: true } })
      expect(fileOnPhone().mime).toBe('audio/ogg')
    }
    const bytes = await recording('mp4')
    const file = { kind: 'voice', type: 'audio/mp4', name: 'x.m4a', bytes } as const
    expect(await send({ file })).toMatchObject({ outcome: 'taken' })
    expect(failed()).toBe(false)
    expect(onPhone().content).not.toHaveProperty('voice')
    expect(fileOnPhone().mime).toBe('audio/aac')
  })

  it('goes as a document under its own name', async () => {
    const bytes = Buffer.from('%PDF-1.4\n')
    const file = { kind: 'document', type: 'application/pdf', name: 'Bon.pdf', bytes } as const
    expect(await send({ file, text: 'Uw bon' })).toMatchObject({ outcome: 'taken' })
    expect(onPhone()).toMatchObject({
      type: 'document',
      content: { filename: 'Bon.pdf', caption: 'Uw bon' },
    })
    expect(fileOnPhone().bytes.equals(bytes)).toBe(true)
  })

  it('is refused where phones do not take it, and asked for again where Meta is away', async () => {
    const failure = { code: 'media' }
    for (const file of [
      { kind: 'voice', type: 'audio/wav', name: 'x.wav', bytes: Buffer.from('RIFF') },
      { kind: 'image', type: 'image/png', name: 'x.png', bytes: Buffer.from('geen') },
      { kind: 'document', type: 'application/x-y', name: 'x', bytes: Buffer.from('x') },
      { kind: 'video', type: 'video/mp4', name: 'x', bytes: Buffer.alloc(17 * 1024 * 1024) },
    ] as const) {
      expect(await send({ file })).toMatchObject({ outcome: 'refused', failure })
    }
    const file = {
      kind: 'document',
      type: 'text/plain',
      name: 'x',
      bytes: Buffer.from('x'),
    } as const
    for (const fault of ['bad_gateway', 'lost_response', 'throughput'] as const) {
      stage.graph.faults.failNext(fault, { on: /media$/ })
      expect(await send({ file })).toMatchObject({ outcome: 'later' })
    }
    stage.graph.faults.failNext('bad_token', { on: /media$/ })
    expect(await send({ file })).toMatchObject({ outcome: 'stopped', trouble: 'token' })
  })
})

describe('what is more than text', () => {
  it('is buttons, whose press comes back by the id we gave', async () => {
    const choices = [
      { id: 'yes', title: 'Ja' },
      { id: 'no', title: 'Nee' },
    ]
    expect(await send({ text: 'Past het?', choices })).toMatchObject({ outcome: 'taken' })
    await stage.subscribe()
    await phone.choose(onPhone().id, 'Nee')
    const body = stage.graph.outbox.posts.at(-1)?.body ?? ''
    expect(adapter.read(JSON.parse(body))[0]?.update).toMatchObject({ pressed: 'no' })
  })

  it('is a list, a link, or a template with its variables', async () => {
    const rows = Array.from({ length: 10 }, (_, n) => ({
      id: `${n}`,
      title: `Rij ${n}`,
      description: 'x',
    }))
    expect(await send({ text: 'Kies', choices: rows, listTitle: 'Open' })).toMatchObject({
      outcome: 'taken',
    })
    expect(onPhone().content).toMatchObject({ type: 'list', action: { button: 'Open' } })
    const link = { title: 'Naar de winkel', url: 'https://shop.example/' }
    expect(await send({ text: 'Zie', link })).toMatchObject({ outcome: 'taken' })
    expect(onPhone().content).toMatchObject({ type: 'cta_url' })
    stage.graph.templates.create(stage.waba.id, {
      name: 'order_ready',
      language: 'nl',
      category: 'UTILITY',
      parameter_format: 'POSITIONAL',
      components: [
        {
          type: 'BODY',
          text: 'Dag {{1}}, je bestelling {{2}} staat klaar.',
          example: { body_text: [['Anna', '12']] },
        },
        { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Toon' }] },
      ],
    })
    await stage.graph.time.advance(60_000 + 2 * DAY)
    const template = {
      name: 'order_ready',
      language: 'nl',
      header: [],
      body: [{ text: 'Anna' }, { text: '1017' }],
      buttons: [{ index: 0, payload: 'show 1017' }],
    }
    expect(await send({ template })).toMatchObject({ outcome: 'taken' })
    expect(onPhone().rendered).toMatchObject({
      body: 'Dag Anna, je bestelling 1017 staat klaar.',
      buttons: [{ title: 'Toon', payload: 'show 1017' }],
    })
    const wrong = { ...template, body: [] }
    expect(await send({ template: wrong })).toMatchObject({
      failure: { code: 'template', number: 132000 },
    })
  })

  it('is a reaction, and taking it back', async () => {
    const target = phone.thread.entries[0]?.id ?? ''
    const react = (emoji: string) => adapter.react(stage.whatsapp, ANNA, target, emoji, 'r')
    expect(await react('✅')).toMatchObject({ outcome: 'taken' })
    expect(phone.thread.entries[0]?.reactions.business).toBe('✅')
    expect(await react('')).toMatchObject({ outcome: 'taken' })
    expect(phone.thread.entries[0]?.reactions.business).toBeUndefined()
  })

  it('is a read mark, with typing if wanted', async () => {
    const read = phone.thread.entries[0]?.id ?? ''
    const mark = (typing: boolean) => adapter.markRead(stage.whatsapp, ANNA, read, typing)
    expect(await mark(true)).toEqual({ outcome: 'taken', externalId: read })
    expect(phone.thread.typingUntil).toBeGreaterThan(stage.graph.time.now())
    expect(await mark(false)).toMatchObject({ outcome: 'taken' })
  })
})

describe('what does not fit', () => {
  const rows = (many: number) =>
    Array.from({ length: many }, (_, n) => ({ id: `${n}`, title: `t${n}` }))
  it.each<[string, Partial<Outgoing>]>([
    ['a text', { text: 'x'.repeat(4_097) }],
    ['nothing', {}],
    ['nobody', { text: 'x', to: {} }],
    ['a ref', { text: 'x', ref: 'x'.repeat(513) }],
    ['four buttons', { text: 'x', choices: rows(4) }],
    ['no button', { text: 'x', choices: [] }],
    ['eleven rows', { text: 'x', choices: rows(11), listTitle: 'x' }],
    ['a title', { text: 'x', choices: [{ id: '1', title: 'x'.repeat(21) }] }],
    ['two the same', { text: 'x', choices: [rows(1), rows(1)].flat() }],
    ['text above buttons', { text: 'x'.repeat(1_025), choices: rows(1) }],
    [
      'a description',
      {
        text: 'x',
        listTitle: 'x',
        choices: [{ id: '1', title: 'x', description: 'x'.repeat(73) }],
      },
    ],
    [
      'the title of a link',
      { text: 'x', link: { title: 'x'.repeat(21), url: 'https://x.example' } },
    ],
    [
      'an empty variable',
      { template: { name: 'a', language: 'nl', header: [], body: [{ text: '' }] } },
    ],
  ])('is refused before anybody is asked: %s', async (_, more) => {
    const before = stage.graph.requests.length
    expect(await send(more)).toMatchObject({ outcome: 'refused', failure: { code: 'content' } })
    expect(stage.graph.requests).toHaveLength(before)
  })

  it('leaves in parts: a long caption after its file, a text beside sound, buttons at the end', () => {
    const file = { kind: 'image', type: 'image/png', name: 'x', bytes: Buffer.from('x') } as const
    const parts = (more: Partial<Outgoing>) =>
      adapter
        .parts({ ref: 'r', to: ANNA, quote: 'q', ...more })
        .map(({ ref, text, file, quote, choices }) => [
          ref,
          text?.length ?? 0,
          file?.kind,
          quote,
          choices?.length,
        ])
    const choices = rows(2)
    expect(parts({ file, text: 'x'.repeat(1_024) })).toEqual([
      ['r', 1_024, 'image', 'q', undefined],
    ])
    expect(parts({ file, text: 'x'.repeat(1_025) })).toEqual([
      ['r', 0, 'image', 'q', undefined],
      ['r.2', 1_025, undefined, undefined, undefined],
    ])
    expect(parts({ file: { ...file, kind: 'voice' }, text: 'x' })).toEqual([
      ['r', 0, 'voice', 'q', undefined],
      ['r.2', 1, undefined, undefined, undefined],
    ])
    expect(parts({ text: 'x'.repeat(5_000), choices })).toEqual([
      ['r', 4_096, undefined, 'q', undefined],
      ['r.2', 904, undefined, undefined, 2],
    ])
    expect(parts({ file, text: 'x', choices })).toEqual([
      ['r', 0, 'image', 'q', undefined],
      ['r.2', 1, undefined, undefined, 2],
    ])
  })
})

describe('too many messages to one person', () => {
  it('wait longer each time in a row', async () => {
    const waits: (number | undefined)[] = []
    for (let i = 0; i < 3; i += 1) {
      stage.graph.faults.failNext('pair_rate', { on: /messages$/ })
      const result = await send({ text: 'x' })
      waits.push(result.outcome === 'later' ? result.afterMs : undefined)
    }
    expect(waits).toEqual([1_000, 4_000, 16_000])
    await send({ text: 'x' })
    stage.graph.faults.failNext('pair_rate', { on: /messages$/ })
    expect(await send({ text: 'x' })).toMatchObject({ outcome: 'later', afterMs: 1_000 })
  })
})

describe('what Meta tells of', () => {
  /** What was told while something happened, as it is read. */
  async function told(happens: () => Promise<unknown>): Promise<ChannelUpdate[]> {
    const before = stage.graph.outbox.posts.length
    await happens()
    await stage.graph.time.settle()
    const posts = stage.graph.outbox.posts.slice(before)
    return posts
      .flatMap(({ body }) => adapter.read(parseExactJson(body)))
      .map(({ update }) => update)
  }

  it('is understood, whatever happens on a phone, in the app and to the account', async () => {
    const { graph, number, anna, waba } = stage
    await stage.subscribe()
    const first = (await phone.text('Hallo')).id
    const pdf = { bytes: Buffer.from('%PDF-1.4'), mime: 'application/pdf', filename: 'a.pdf' }
    const said = [
      () => phone.text('x', { quotes: first, forwarded: 'once' }),
      () => phone.text('x', { product: { catalog_id: '1', product_retailer_id: 'lamp' } }),
      () => phone.document(pdf),
      () => phone.brokenImage(),
      () => phone.location({ latitude: 1, longitude: 2 }),
      () => phone.contacts([{ name: { formatted_name: 'B' } }]),
      () => phone.order({ catalog_id: '1', product_items: [] }),
      () => phone.form(first, '{'),
      () => phone.unsupported('poll'),
      () => phone.any({ type: 'hologram' }),
      () => phone.edit(first, 'y'),
    ]
    for (const say of said) expect(await told(say)).toMatchObject([{ type: 'message' }])
    expect(await told(() => phone.react(first, '👍'))).toMatchObject([{ emoji: '👍' }])
    expect(await told(() => phone.react(first, '', { keyless: true }))).toMatchObject([
      { emoji: '' },
    ])

    graph.beginCoexistence(number)
    const mine = (await phone.text('Hallo')).id
    const person = { phone: '31612345678' }
    for (const [happens, update] of [
      [() => phone.edit(mine, 'Dag'), { type: 'edit', target: mine, content: { text: 'Dag' } }],
      [() => phone.revoke(mine), { type: 'revoke', target: mine }],
      [() => graph.writeInApp(number, anna, 'Dag'), { type: 'message', echo: true, person }],
      [
        () => graph.syncContact(number, { full_name: 'Anna', phone_number: '31612345678' }),
        { type: 'contact', person: { ...person, name: 'Anna' } },
      ],
      [() => graph.setQuality(number, 'RED'), { type: 'account', trouble: 'quality' }],
      [() => graph.setStanding(waba, 'restricted'), { type: 'account', trouble: 'locked' }],
      [() => graph.setStanding(waba, 'good'), { type: 'account', mended: expect.any(Array) }],
      [() => graph.tellError(number, 131042), { type: 'account', trouble: 'payment' }],
      [
        () => graph.changeNumber(anna, '+31699999999'),
        { type: 'moved', before: person, person: { phone: '31699999999' } },
      ],
    ] as const) {
      expect(await told(happens)).toMatchObject([update])
    }
    const past = await told(() => graph.sendHistory(number))
    expect(past.length).toBeGreaterThan(10)
    expect(past.filter(({ type }) => type === 'unknown')).toEqual([])
    expect(past).toContainEqual(expect.objectContaining({ echo: true, history: true }))
  })
})
