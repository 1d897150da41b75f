import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Conversation, FileInfo, Message } from '@loods/protocol'
import { nanoid } from 'nanoid'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Chat } from '../../../../test/fakes/graph/whatsapp/chat.ts'
import { DEFAULT_LIMITS, type LimitRules } from '../../limits/limits.ts'
import { MAX_ATTEMPTS } from '../../outbox/retry.ts'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { recording } from '../../testing/recordings.ts'
import { testPicture } from '../../testing/test-picture.ts'
import { DIALECTS, dialectEnv } from '../../testing/test-storage.ts'
import { MEDIA_KIND } from './media-payload.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MP4 = Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d70343100000008', 'hex')

let stage: ChannelTalk
let phone: Chat

const photo = { bytes: await testPicture(), mime: 'image/png' }

async function start(
  env: Record<string, string> = {},
  limits: LimitRules = DEFAULT_LIMITS,
): Promise<void> {
  stage = await startChannelTalk({ env, limits })
  await stage.subscribe()
  phone = stage.graph.chat(stage.anna, stage.number)
}

/** Lets what came be worked off; its files too. */
async function settle(): Promise<void> {
  const { traffic, outbox } = stage.relay.context
  await traffic.webhooks.processor.settle()
  await outbox.settle()
}

async function pass(ms: number): Promise<void> {
  await stage.graph.time.advance(ms)
  await stage.talk.renew()
  await settle()
}

async function conversationId(): Promise<string> {
  const { conversations } = stage.relay.context
  const [only] = await conversations.list(stage.whatsapp.siteId, { limit: 10 })
  return only?.id ?? ''
}

async function thread(): Promise<Message[]> {
  await settle()
  return stage.talk.messages(await conversationId())
}

async function arrived(): Promise<Message & { file: FileInfo }> {
  const last = (await thread()).at(-1)
  if (!last?.file) throw new Error(`no file: ${JSON.stringify(last?.detail)}`)
  return last as Message & { file: FileInfo }
}

async function served(file: FileInfo): Promise<{ headers: Headers; bytes: Buffer }> {
  const response = await fetch(file.url)
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

describe.each(DIALECTS)('what people send over WhatsApp, on %s', (dialect) => {
  beforeAll(async () => start(await dialectEnv(dialect)))
  afterAll(() => stage[Symbol.asyncDispose]())

  it('is a photo in the thread, with its caption and without where it was taken', async () => {
    const exif = { IFD0: { Copyright: 'geheim' }, IFD3: { GPSLatitude: '52/1 0/1 0/1' } }
    const bytes = await sharp(await testPicture())
      .withExif(exif)
      .jpeg()
      .toBuffer()
    await phone.image({ bytes, mime: 'image/jpeg', caption: 'Deze lamp?' })
    const message = await arrived()
    expect(message).toMatchObject({
      text: 'Deze lamp?',
      file: { type: 'image/jpeg', width: 320, height: 200, name: 'photo.jpg' },
    })
    expect(message).not.toHaveProperty('detail')
    const { headers, bytes: shown } = await served(message.file)
    expect(headers.get('content-disposition')).toMatch(/^inline/)
    expect(shown.includes('geheim')).toBe(false)
  })
})

describe('a file that is waited for', () => {
  beforeEach(() => start())
  afterEach(() => stage[Symbol.asyncDispose]())

  it('is let go where who sent it is erased while it comes', async () => {
    const { adapters, db, config } = stage.relay.context
    const { whatsapp } = adapters
    if (!whatsapp) throw new Error('nobody talks to WhatsApp')
    const fetched: string[] = []
    adapters.whatsapp = {
      ...whatsapp,
      async fetchMedia(from, media) {
        const result = await whatsapp.fetchMedia(from, media)
        await eraseSender()
        fetched.push(result.outcome)
        return result
      },
    }
    await phone.image(photo)
    await settle()
    expect(fetched).toEqual(['fetched'])
    expect(await db.read.selectFrom('files').selectAll().execute()).toEqual([])
    expect(bytesIn(join(config.dataDir, 'files'))).toEqual([])
  })

  it('is given up where the number is disconnected before it came', async () => {
    await notYet(() => phone.image(photo))
    const { channels, writer } = stage.relay.context
    await writer.run((tx) => channels.remove(tx, stage.whatsapp))
    await pass(1_500)
    expect((await thread()).at(-1)?.detail).toMatchObject({ kind: 'media', state: 'failed' })
  })

  it('comes once, however often it is asked for', async () => {
    await phone.image(photo)
    const { file } = await arrived()
    const { writer, db } = stage.relay.context
    const again = { state: 'pending', attempts: 0, next_at: 0, done_at: null }
    await writer.run((tx) =>
      tx.db.updateTable('outbox').set(again).where('kind', '=', MEDIA_KIND).execute(),
    )
    expect((await arrived()).file.id).toBe(file.id)
    expect(await db.read.selectFrom('files').select('id').execute()).toEqual([{ id: file.id }])
  })
})

describe('what people send over WhatsApp', () => {
  beforeAll(() => start())
  afterAll(() => stage[Symbol.asyncDispose]())

  it('is heard of by whoever reads the thread once it is there', async () => {
    const inbox = await stage.talk.inbox()
    await phone.image(photo)
    await stage.relay.context.traffic.webhooks.processor.settle()
    await stage.relay.context.outbox.settle()
    const event = await inbox.event((each) => each.type === 'message_changed')
    expect(event).toMatchObject({ message: { file: { type: 'image/png' } } })
  })

  it('plays: a voice note with its length, and a film', async () => {
    const bytes = await recording('ogg', { seconds: 2.5 })
    await phone.audio({ bytes, mime: 'audio/ogg; codecs=opus' })
    const { file } = await arrived()
    expect(file).toMatchObject({ type: 'audio/ogg', seconds: 2.5 })
    expect((await served(file)).bytes.equals(bytes)).toBe(true)
    await phone.video({ bytes: MP4, mime: 'video/mp4' })
    const film = await arrived()
    expect(film.file).toMatchObject({ type: 'video/mp4', name: 'video.mp4' })
    const { headers } = await served(film.file)
    expect(headers.get('content-disposition')).toMatch(/^inline/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('moves where it is a sticker that moves', async () => {
    const frames = [
      await testPicture(),
      await sharp(await testPicture())
        .negate()
        .png()
        .toBuffer(),
    ]
    const bytes = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    await phone.sticker({ bytes, mime: 'image/webp', animated: true })
    const { bytes: shown } = await served((await arrived()).file)
    expect((await sharp(shown).metadata()).pages).toBe(2)
  })

  it('T21: is downloaded, whatever it is called, when it is a document', async () => {
    for (const [filename, body, mime, name, type] of [
      ['Offerte.pdf', '%PDF-1.4\n', 'application/pdf', 'Offerte.pdf', 'application/pdf'],
      ['lijst.txt', 'lamp', 'text/plain', 'lijst.txt', 'text/plain'],
      ['maten.csv', 'a;b', 'text/csv', 'maten.csv', 'application/octet-stream'],
      [
        'plaatje.html',
        '<script>1</script>',
        'image/png',
        'plaatje.html.bin',
        'application/octet-stream',
      ],
      ['x.svg', '<svg onload="1"/>', 'image/svg+xml', 'x.svg.bin', 'application/octet-stream'],
      ['../a\u202etxt.exe', 'MZ', 'application/pdf', 'atxt.exe.bin', 'application/octet-stream'],
    ] as const) {
      await phone.document({ bytes: Buffer.from(body), mime, filename })
      const { file } = await arrived()
      expect([file.name, file.type]).toEqual([name, type])
      const { headers } = await served(file)
      expect(headers.get('content-disposition')).toMatch(/^attachment;/)
      expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    }
  })

  it('is refused where it is not what it was sent as, and the thread says so', async () => {
    for (const send of [
      () => phone.image({ bytes: Buffer.from('<svg/>'), mime: 'image/png' }),
      () => phone.video({ bytes: Buffer.from('geen film'), mime: 'video/mp4' }),
      () => phone.audio({ bytes: Buffer.from('%PDF-1.4\n'), mime: 'audio/ogg' }),
    ]) {
      await send()
      expect((await thread()).at(-1)?.detail).toMatchObject({ kind: 'media', state: 'refused' })
    }
  })

  it('is not there when Meta itself could not fetch it', async () => {
    await phone.brokenImage()
    expect((await thread()).at(-1)?.detail).toEqual({
      kind: 'media',
      media: 'image',
      state: 'failed',
    })
  })

  it('is refused where its bytes are not those that were sent', async () => {
    const { mediaId } = await notYet(() => phone.image(photo))
    stage.graph.media.tamper(mediaId, { bytes: await sharp(photo.bytes).negate().png().toBuffer() })
    await pass(1_500)
    expect((await thread()).at(-1)?.detail).toMatchObject({ state: 'refused' })
  })

  it('comes later where the network is away, and is given up after a day', async () => {
    const { graph } = stage
    graph.faults.failNext('bad_gateway', { times: 2, on: /^GET/ })
    await phone.image(photo)
    expect((await thread()).at(-1)?.detail).toMatchObject({ state: 'coming' })
    await pass(1_500)
    await pass(10_000)
    await arrived()
    graph.faults.plan.requests = [{ fault: 'server_error', share: 1, on: /^GET/ }]
    await phone.image(photo)
    for (let n = 0; n < MAX_ATTEMPTS; n += 1) await pass(4 * HOUR)
    graph.faults.plan.requests = []
    expect((await thread()).at(-1)?.detail).toMatchObject({ state: 'failed' })
  })

  it('expires after a week, and the thread says so', async () => {
    const { graph } = stage
    graph.faults.failNext('server_error', { times: 1, on: /^GET/ })
    await phone.document({
      bytes: Buffer.from('%PDF-1.4'),
      mime: 'application/pdf',
      filename: 'a.pdf',
    })
    await settle()
    await pass(8 * DAY)
    expect((await thread()).at(-1)?.detail).toEqual({
      kind: 'media',
      media: 'document',
      state: 'expired',
      name: 'a.pdf',
    })
  })

  it('is too large above 25 MB, and keeps its name', async () => {
    const bytes = Buffer.alloc(26 * 1024 * 1024)
    await phone.document({ bytes, mime: 'application/pdf', filename: 'Catalogus.pdf' })
    expect((await thread()).at(-1)?.detail).toMatchObject({
      state: 'too_large',
      name: 'Catalogus.pdf',
    })
  })
})

describe('what members send over WhatsApp', () => {
  beforeAll(async () => {
    await start()
    await phone.text('Hallo')
    await settle()
  })
  afterAll(() => stage[Symbol.asyncDispose]())

  it('is a voice note that plays, recorded in a browser', async () => {
    const bytes = await recording('webm', { seconds: 1 })
    const entry = await answerWith(bytes, 'audio/webm', { 'x-file-seconds': '1' })
    expect(entry).toMatchObject({ type: 'audio', content: { voice: true } })
    const delivery = (await thread()).at(-1)?.delivery
    expect(delivery).toEqual({ state: 'delivered' })
  })

  it('is a picture, of whatever kind', async () => {
    const bytes = await sharp(photo.bytes).webp().toBuffer()
    expect(await answerWith(bytes, 'image/webp')).toMatchObject({ type: 'image' })
  })
})

/** Sends something that cannot be fetched at once. */
async function notYet(send: () => Promise<{ mediaId: string | undefined }>) {
  stage.graph.faults.failNext('server_error', { on: /^GET/ })
  const { mediaId = '' } = await send()
  expect((await thread()).at(-1)?.detail).toMatchObject({ state: 'coming' })
  return { mediaId }
}

/** A member sends a file, as the inbox does. */
async function answerWith(bytes: Buffer, type: string, headers: Record<string, string> = {}) {
  const { token } = stage.talk.owner
  const id = await conversationId()
  const response = await fetch(stage.relay.url + stage.talk.site(`/conversations/${id}/files`), {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { authorization: `Bearer ${token}`, 'content-type': type, ...headers },
  })
  const file = (await response.json()) as FileInfo
  const path = stage.talk.site(`/conversations/${id}/messages`)
  await stage.relay.json(path, { token, body: { cid: nanoid(), fileId: file.id } })
  await settle()
  await stage.graph.time.advance(1_000)
  await settle()
  return phone.thread.entries.at(-1)
}

async function eraseSender(): Promise<void> {
  const { token } = stage.talk.owner
  const path = stage.talk.site(`/conversations/${await conversationId()}`)
  const { contact } = await stage.relay.json<Conversation>(path, { token })
  await stage.relay.call(stage.talk.site(`/contacts/${contact.id}`), { token, method: 'DELETE' })
}

function bytesIn(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
  return all.filter((entry) => entry.isFile()).map(({ name }) => name)
}

it('files that come faster than a person sends them come later, and each comes', async () => {
  await start({}, { ...DEFAULT_LIMITS, channelFiles: { points: 1, seconds: 2 } })
  await using _ = stage
  const sent = 3
  for (let n = 0; n < sent; n += 1) await phone.image(photo)
  const files = async () => (await thread()).filter(({ file }) => file).length
  expect(await files()).toBeLessThan(sent)
  await expect
    .poll(async () => pass(10_000).then(files), { timeout: 20_000, interval: 500 })
    .toBe(sent)
})
