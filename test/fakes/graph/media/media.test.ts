import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { aStage, oggOpus, PNG, type Stage } from '../testing/stage.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const TO = '+31612345678'

async function upload(stage: Stage, bytes: Uint8Array, mime: string): Promise<string> {
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('file', new File([Buffer.from(bytes)], 'file', { type: mime }))
  return (await stage.call('POST', `${stage.number.id}/media`, form)).body.id
}

function download(stage: Stage, url: string, headers: Record<string, string> = {}) {
  const { pathname, search } = new URL(url)
  return stage.graph.mediaApp.request(pathname + search, {
    headers: { authorization: `Bearer ${stage.token.value}`, 'user-agent': 'Loods', ...headers },
  })
}

async function failureOf(stage: Stage, body: object): Promise<number | undefined> {
  const { status } = await stage.send({ to: TO, ...body })
  expect(status).toBe(200)
  await stage.advance(1000)
  return stage.statuses().find((it) => it.status === 'failed')?.errors[0].code
}

test('an upload is fetched by its address with bearer and User-Agent, and deleted', async () => {
  const stage = await aStage()
  const id = await upload(stage, PNG, 'image/png')
  const { body } = await stage.call('GET', id)
  expect(body).toMatchObject({
    messaging_product: 'whatsapp',
    id,
    mime_type: 'image/png',
    sha256: createHash('sha256').update(PNG).digest('hex'),
  })
  expect(Number(body.file_size)).toBe(PNG.length)
  const response = await download(stage, body.url)
  expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true)
  expect((await download(stage, body.url, { 'user-agent': '' })).status).toBe(400)
  expect((await download(stage, body.url, { authorization: '' })).status).toBe(401)
  expect((await stage.call('DELETE', id)).body).toEqual({ success: true })
  expect((await stage.call('GET', id)).body.error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('file_size comes as a number and as a text', async () => {
  const stage = await aStage()
  const id = await upload(stage, PNG, 'image/png')
  const types = new Set<string>()
  for (let index = 0; index < 12; index += 1)
    types.add(typeof (await stage.call('GET', id)).body.file_size)
  expect(types).toEqual(new Set(['string', 'number']))
})

test('an address is good for 5 minutes, then 404; a new one is given for the asking', async () => {
  const stage = await aStage()
  await stage.chat.image({ bytes: PNG, mime: 'image/png' })
  const { id } = stage.messages()[0].image
  const { url } = (await stage.call('GET', id)).body
  await stage.advance(5 * MINUTE - 1)
  expect((await download(stage, url)).status).toBe(200)
  await stage.advance(1)
  expect((await download(stage, url)).status).toBe(404)
  const again = (await stage.call('GET', id)).body.url
  expect((await download(stage, again)).status).toBe(200)
})

test('what people sent is kept for 7 days, uploads for 30', async () => {
  const stage = await aStage()
  await stage.chat.image({ bytes: PNG, mime: 'image/png' })
  const inbound = stage.messages()[0].image.id
  const uploaded = await upload(stage, PNG, 'image/png')
  await stage.advance(7 * DAY)
  expect((await stage.call('GET', inbound)).status).toBe(400)
  expect((await stage.call('GET', uploaded)).status).toBe(200)
  await stage.advance(23 * DAY)
  expect((await stage.call('GET', uploaded)).status).toBe(400)
})

test("another account's token reaches neither the id nor the file", async () => {
  const stage = await aStage()
  const id = await upload(stage, PNG, 'image/png')
  const { url } = (await stage.call('GET', id)).body
  const foreign = stage.graph.addToken(stage.app, [stage.graph.addAccount()]).value
  expect((await stage.call('GET', id, undefined, { token: foreign })).body.error.code).toBe(100)
  expect((await download(stage, url, { authorization: `Bearer ${foreign}` })).status).toBe(401)
})

test('a fetch that names a phone number is refused, as some apps find', async () => {
  const stage = await aStage()
  const id = await upload(stage, PNG, 'image/png')
  const { body } = await stage.call('GET', `${id}?phone_number_id=${stage.number.id}`)
  expect(body.error.message).toContain('phone_number_id is not a valid')
})

test('a download is redirected, broken or refused on purpose', async () => {
  const stage = await aStage()
  const id = await upload(stage, PNG, 'image/png')
  const { url } = (await stage.call('GET', id)).body
  stage.graph.media.tamper(id, { redirectTo: 'https://elsewhere.test/x' })
  const away = await download(stage, url)
  expect([away.status, away.headers.get('location')]).toEqual([302, 'https://elsewhere.test/x'])
  stage.graph.media.tamper(id, { bytes: Buffer.from('other') })
  expect(await (await download(stage, url)).text()).toBe('other')
  stage.graph.media.tamper(id, { status: 500 })
  expect((await download(stage, url)).status).toBe(500)
})

test('types WhatsApp does not take are refused at upload', async () => {
  const stage = await aStage()
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('file', new File(['<svg/>'], 'x.svg', { type: 'image/svg+xml' }))
  const { body } = await stage.call('POST', `${stage.number.id}/media`, form)
  expect(body.error.code).toBe(100)
  form.set('file', new File([Buffer.alloc(600_000)], 'x.webp', { type: 'image/webp' }))
  const large = await stage.call('POST', `${stage.number.id}/media`, form)
  expect(large.body.error.code).toBe(131053)
})

test('a picture arrives on the phone with its own copy of the file', async () => {
  const stage = await aStage()
  await stage.chat.text('Hallo')
  const id = await upload(stage, PNG, 'image/png')
  expect(await failureOf(stage, { type: 'image', image: { id, caption: 'Kijk' } })).toBeUndefined()
  const { mediaId = '' } = stage.chat.thread.entries[1] ?? {}
  expect(stage.graph.media.find(mediaId ?? '')?.bytes).toEqual(new Uint8Array(PNG))
})

test('what a file really is, is found out later: 131053', async () => {
  const wrong: [string, Uint8Array, object][] = [
    ['image/jpeg', PNG, { type: 'image' }],
    ['audio/ogg', oggOpus(2), { type: 'audio', voice: true }],
    ['image/png', Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]), { type: 'image' }],
    ['image/png', PNG, { type: 'video' }],
  ]
  for (const [mime, bytes, { type, ...more }] of wrong as [
    string,
    Uint8Array,
    { type: string },
  ][]) {
    const stage = await aStage()
    await stage.chat.text('Hallo')
    const { id } = stage.graph.media.add({
      ownerId: stage.waba.id,
      bytes,
      mime,
      filename: undefined,
      origin: 'uploaded',
    })
    expect(await failureOf(stage, { type, [type]: { id, ...more } })).toBe(131053)
    expect(stage.chat.thread.entries).toHaveLength(1)
  }
})

test('a voice note in mono Opus arrives, stereo without `voice` too', async () => {
  for (const [channels, voice] of [
    [1, true],
    [2, false],
  ] as const) {
    const stage = await aStage()
    await stage.chat.text('Hallo')
    const id = await upload(stage, oggOpus(channels), 'audio/ogg')
    expect(await failureOf(stage, { type: 'audio', audio: { id, voice } })).toBeUndefined()
  }
})

test('links are fetched by Meta itself, once in 10 minutes; what is missing is 131053', async () => {
  const stage = await aStage()
  await stage.chat.text('Hallo')
  const link = 'https://shop.test/lamp.png'
  stage.subscriber.files.set(link, { bytes: PNG, mime: 'image/png' })
  expect(await failureOf(stage, { type: 'image', image: { link } })).toBeUndefined()
  stage.subscriber.files.delete(link)
  expect(await failureOf(stage, { type: 'image', image: { link } })).toBeUndefined()
  await stage.advance(10 * MINUTE)
  expect(await failureOf(stage, { type: 'image', image: { link } })).toBe(131053)
})
