import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FileInfo, Message } from '@loods/protocol'
import { nanoid } from 'nanoid'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Shopper, startTalk, type Talk } from '../testing/talk.ts'

let talk: Talk
let shopper: Shopper
let now: number

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 9)
  talk = await startTalk({ clock: () => now })
  shopper = await talk.shopper('Hallo')
})

afterEach(() => talk[Symbol.asyncDispose]())

type Body = string | Uint8Array | ReadableStream

function send(body: Body, type: string, name: string, secret = shopper.secret, headers = {}) {
  return fetch(talk.relay.url + talk.widget('/files'), {
    method: 'POST',
    body: body as BodyInit,
    duplex: 'half',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': type,
      'x-file-name': encodeURIComponent(name),
      ...headers,
    },
  } as RequestInit)
}

async function upload(body: Body, type: string, name: string, headers = {}): Promise<FileInfo> {
  const response = await send(body, type, name, shopper.secret, headers)
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as FileInfo
}

async function refusal(response: Response) {
  const body = (await response.json()) as { error?: { code: string } }
  return { status: response.status, code: body.error?.code }
}

function lamp({ width = 40 } = {}) {
  return sharp({ create: { width, height: 30, channels: 3, background: '#0b4f6c' } })
}

function wav(): Uint8Array {
  const bytes = Buffer.alloc(1_044)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(1_036, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.write('data', 36)
  bytes.writeUInt32LE(1_000, 40)
  return bytes
}

function storedFiles(): string[] {
  const folder = join(talk.relay.context.config.dataDir, 'files')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

describe('a picture', () => {
  it('reaches the other side with its message, without where it was taken', async () => {
    const exif = { IFD0: { Copyright: 'geheim' }, IFD3: { GPSLatitude: '52/1 0/1 0/1' } }
    const bytes = await lamp().withExif(exif).jpeg().toBuffer()
    expect(bytes.includes('geheim')).toBe(true)
    const file = await upload(bytes, 'image/jpeg', 'Noot in de kamer.jpg')
    expect(file).toMatchObject({ name: 'Noot in de kamer.jpg', type: 'image/jpeg', width: 40 })
    await talk.say(shopper, 'Deze', { fileId: file.id })
    const message = (await talk.messages(shopper.conversationId)).at(-1) as Message
    expect(message.file).toMatchObject({ id: file.id, width: 40, height: 30 })
    const response = await fetch(message.file?.url ?? '')
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    const served = Buffer.from(await response.arrayBuffer())
    expect(served.includes('geheim')).toBe(false)
    expect((await sharp(served).metadata()).exif).toBeUndefined()
  })

  it('stands upright after its rotation note is gone', async () => {
    const bytes = await lamp().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await upload(bytes, 'image/jpeg', 'x.jpg')).toMatchObject({ width: 30, height: 40 })
  })

  it('that moves keeps moving', async () => {
    const frames = await Promise.all([lamp().png().toBuffer(), lamp().negate().png().toBuffer()])
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const file = await upload(gif, 'image/gif', 'x.gif')
    expect(file).toMatchObject({ width: 40, height: 30 })
    const served = await (await fetch(file.url)).arrayBuffer()
    expect((await sharp(served).metadata()).pages).toBe(2)
  })

  it('that is damaged, huge or has too many frames is refused', async () => {
    const whole = await lamp({ width: 400 }).webp({ lossless: true }).toBuffer()
    const bomb = await lamp({ width: 900_000 }).png().toBuffer()
    const still = await lamp().png().toBuffer()
    const frames = Array.from({ length: 101 }, () => still)
    const film = await sharp(frames, { join: { animated: true } })
      .gif({ keepDuplicateFrames: true })
      .toBuffer()
    expect((await sharp(film).metadata()).pages).toBe(101)
    for (const [body, type] of [
      [whole.subarray(0, 40), 'image/webp'],
      [bomb, 'image/png'],
      [film, 'image/gif'],
    ] as const) {
      expect([type, await refusal(await send(body, type, 'x'))]).toEqual([
        type,
        { status: 415, code: 'unsupported_file' },
      ])
    }
    expect(storedFiles()).toEqual([])
  })
})

describe('a voice note', () => {
  it('plays where it stands, from any place in it', async () => {
    const file = await upload(wav(), 'audio/wav', 'x.wav', { 'x-file-seconds': '3.5' })
    expect(file).toMatchObject({ type: 'audio/wav', seconds: 3.5, size: 1_044 })
    const part = await fetch(file.url, { headers: { range: 'bytes=8-11' } })
    expect([part.status, await part.text()]).toEqual([206, 'WAVE'])
    expect(part.headers.get('content-range')).toBe('bytes 8-11/1044')
    const tail = await fetch(file.url, { headers: { range: 'bytes=-4' } })
    expect(tail.headers.get('content-range')).toBe('bytes 1040-1043/1044')
    const beyond = await fetch(file.url, { headers: { range: 'bytes=2000-' } })
    expect(beyond.status).toBe(416)
    const head = await fetch(file.url, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '1044'])
  })
})

describe('what is sent', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const HTML = '<!doctype html><script>alert(1)</script>'

  it('T19: T20: is never a drawing with script in it, under any name or type', async () => {
    for (const type of ['image/svg+xml', 'image/png', 'text/plain', 'application/xml']) {
      const { secret } = await talk.shopper()
      for (const body of [SVG, `\ufeff${SVG}`, `<?xml version="1.0"?>${SVG}`]) {
        expect((await send(body, type, 'logo.png', secret)).status).toBe(415)
      }
    }
    expect(storedFiles()).toEqual([])
  })

  it('T21: T23: T84: is downloaded, in a sandbox, when it is not a picture or sound', async () => {
    for (const [body, type] of [
      [`%PDF-1.4\n${HTML}`, 'application/pdf'],
      ['alert(document.domain)', 'text/plain'],
    ] as const) {
      const file = await upload(body, type, 'x.html')
      expect(file.name).toMatch(/^x\.html\.(pdf|txt)$/)
      const { headers } = await fetch(file.url)
      expect(headers.get('content-disposition')).toMatch(/^attachment;/)
      expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-type')).toMatch(/^(application\/pdf|text\/plain; charset=utf-8)$/)
    }
    for (const type of ['text/html', 'text/javascript', 'application/xhtml+xml', 'text/plain']) {
      expect((await send(HTML, type, 'x.txt')).status).toBe(415)
    }
  })

  it('T64: must be what it is declared as', async () => {
    const png = await lamp().png().toBuffer()
    for (const [body, type] of [
      [png, 'image/jpeg'],
      [png, 'text/plain'],
      ['MZ\u0090', 'application/pdf'],
      ['geen wav', 'audio/wav'],
      [png, 'application/x-msdownload'],
    ] as const) {
      expect(await refusal(await send(body, type, 'x'))).toEqual({
        status: 415,
        code: 'unsupported_file',
      })
    }
    expect(
      (await send(png, 'image/png', 'x', shopper.secret, { 'content-encoding': 'gzip' })).status,
    ).toBe(415)
  })

  it('T64: is refused while it streams once it is larger than ten megabytes', async () => {
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(97))
        if (sent >= 64 * 1_048_576) controller.close()
      },
    })
    const response = await send(body, 'text/plain', 'x.txt')
    expect(await refusal(response)).toEqual({ status: 413, code: 'too_large' })
    expect(sent).toBeLessThan(40 * 1_048_576)
    expect(storedFiles()).toEqual([])
  })

  it('T64: is limited in number for one shopper', async () => {
    const codes: number[] = []
    for (let i = 0; i < 12; i += 1) codes.push((await send('x', 'text/plain', 'x.txt')).status)
    expect(codes).toEqual([...Array(10).fill(200), 429, 429])
  })

  it('is refused from a shopper who is blocked', async () => {
    await talk.change(shopper.conversationId, { blocked: true })
    expect(await refusal(await send('x', 'text/plain', 'x.txt'))).toMatchObject({ code: 'blocked' })
  })
})

describe('a file', () => {
  it('T04: T82: opens and travels only in the conversation it was sent in, by who sent it', async () => {
    const file = await upload('bon', 'text/plain', 'bon.txt')
    const other = await talk.shopper('Dag')
    const body = { cid: nanoid(), text: 'x', fileId: file.id }
    const call = { token: other.secret, body }
    expect(await talk.refusal(talk.widget('/messages'), call)).toEqual({
      status: 404,
      code: 'not_found',
    })
    const path = talk.site(`/conversations/${shopper.conversationId}/messages`)
    const asMember = { token: talk.owner.token, body }
    expect(await talk.refusal(path, asMember)).toMatchObject({ code: 'not_found' })
    const again = { cid: nanoid(), text: 'bon', fileId: file.id }
    const own = { token: shopper.secret, body: again }
    const first = await talk.relay.json(talk.widget('/messages'), own)
    expect(await talk.relay.json(talk.widget('/messages'), own)).toEqual({
      ...(first as object),
      dup: true,
    })
    const twice = { token: shopper.secret, body: { ...again, cid: nanoid() } }
    expect(await talk.refusal(talk.widget('/messages'), twice)).toMatchObject({ code: 'not_found' })
  })

  it('T05: opens only by an address nobody changed and that is not too old', async () => {
    const { url } = await upload('bon', 'text/plain', 'bon.txt')
    expect(await (await fetch(url)).text()).toBe('bon')
    const last = url.at(-1) === 'A' ? 'B' : 'A'
    const parts = url.split('/')
    const later = [...parts.slice(0, -2), String(Number(parts.at(-2)) + 1), parts.at(-1)].join('/')
    for (const changed of [url.slice(0, -1) + last, later, url.slice(0, -5)]) {
      expect(await refusal(await fetch(changed))).toEqual({ status: 403, code: 'forbidden' })
    }
    const foreign = [...parts.slice(0, -3), nanoid(), ...parts.slice(-2)].join('/')
    expect((await fetch(foreign)).status).toBe(403)
    now += 3_600_000
    expect(await refusal(await fetch(url))).toEqual({ status: 410, code: 'link_used_or_expired' })
  })

  it('is gone with the message that is withdrawn', async () => {
    const response = await fetch(
      talk.relay.url + talk.site(`/conversations/${shopper.conversationId}/files`),
      {
        method: 'POST',
        body: 'intern',
        headers: { authorization: `Bearer ${talk.owner.token}`, 'content-type': 'text/plain' },
      },
    )
    const file = (await response.json()) as FileInfo
    const sent = await talk.answer(shopper.conversationId, 'Zie', { fileId: file.id })
    await talk.relay.json(
      talk.site(`/conversations/${shopper.conversationId}/messages/${sent.id}`),
      { method: 'DELETE', token: talk.owner.token },
    )
    expect((await fetch(file.url)).status).toBe(404)
    expect(storedFiles()).toEqual([])
  })

  it('that nobody sent is swept after a day; one that was sent stays', async () => {
    const sent = await upload('een', 'text/plain', 'een.txt')
    await talk.say(shopper, 'een', { fileId: sent.id })
    await upload('twee', 'text/plain', 'twee.txt')
    now += 86_400_001
    await talk.relay.context.files.sweep()
    expect(storedFiles()).toEqual([sent.id])
  })
})
