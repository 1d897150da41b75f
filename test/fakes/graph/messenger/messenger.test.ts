import { expect, test } from 'vitest'
import { aStage, PNG, type Stage } from '../testing/stage.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The person has written; returns the id the page knows them by. */
async function greeted(stage: Stage): Promise<string> {
  await stage.pageChat.text('Hallo')
  return stage.pageEvents()[0].sender.id
}

function say(stage: Stage, psid: string, more: object = {}) {
  return stage.sendFromPage({
    recipient: { id: psid },
    messaging_type: 'RESPONSE',
    message: { text: 'Dag' },
    ...more,
  })
}

test('a message comes from a PSID of this page, with milliseconds as numbers', async () => {
  const stage = await aStage()
  const { id } = await stage.pageChat.text('Hé 👋')
  const { body, json, signature } = stage.subscriber.caught[0] ?? { body: '' }
  expect(json).toEqual({
    object: 'page',
    entry: [
      {
        id: stage.page.id,
        time: stage.graph.time.now(),
        messaging: [
          {
            sender: { id: stage.graph.identities.psidOf(stage.page.id, stage.anna) },
            recipient: { id: stage.page.id },
            timestamp: stage.graph.time.now(),
            message: { mid: id, text: 'Hé 👋' },
          },
        ],
      },
    ],
  })
  expect(id).toMatch(/^m_/)
  expect(body).toContain('\\ud83d\\udc4b')
  expect(signature).toMatch(/^sha256=[0-9a-f]{64}$/)
  const other = stage.graph.addPage(stage.business)
  expect(stage.graph.identities.psidOf(other.id, stage.anna)).not.toBe(
    json.entry[0].messaging[0].sender.id,
  )
})

test('an answer is echoed with the app and its metadata, then delivered by watermark', async () => {
  const stage = await aStage()
  const psid = await greeted(stage)
  const { status, body } = await say(stage, psid, { message: { text: 'Dag', metadata: 'row 1' } })
  expect(status).toBe(200)
  expect(body).toEqual({ recipient_id: psid, message_id: expect.stringMatching(/^m_/) })
  await stage.advance(1000)
  await stage.pageChat.read()
  const [echo, delivered, read] = stage.pageEvents().slice(1)
  expect(echo).toMatchObject({
    sender: { id: stage.page.id },
    recipient: { id: psid },
    message: {
      mid: body.message_id,
      text: 'Dag',
      is_echo: true,
      app_id: Number(stage.app.id),
      metadata: 'row 1',
    },
  })
  expect(delivered).toMatchObject({
    sender: { id: psid },
    delivery: { watermark: expect.any(Number) },
  })
  expect(read).toMatchObject({ read: { watermark: stage.graph.time.now() } })
  expect(stage.pageChat.thread.entries.at(-1)?.progress).toBe('read')
})

test('one read covers everything before its watermark', async () => {
  const stage = await aStage()
  const psid = await greeted(stage)
  for (let index = 0; index < 3; index += 1) await say(stage, psid)
  await stage.advance(1000)
  await stage.pageChat.read()
  expect(stage.pageEvents().filter(({ read }) => read)).toHaveLength(1)
  expect(stage.pageChat.thread.entries.slice(1).map(({ progress }) => progress)).toEqual([
    'read',
    'read',
    'read',
  ])
})

test('what somebody writes in Meta Business Suite is echoed with another app id', async () => {
  const stage = await aStage()
  await greeted(stage)
  stage.pageChat.answeredInMetaInbox('Vanuit Meta')
  await stage.advance(1000)
  const echo = stage.pageEvents().find(({ message }) => message?.is_echo)
  expect(echo.message).toMatchObject({ text: 'Vanuit Meta', is_echo: true })
  expect(echo.message.app_id).not.toBe(Number(stage.app.id))
})

test('24 hours after the last message only HUMAN_AGENT goes, after seven days nothing: 10/2018278', async () => {
  const stage = await aStage()
  const psid = await greeted(stage)
  await stage.advance(DAY - 1)
  expect((await say(stage, psid)).status).toBe(200)
  await stage.advance(1)
  expect((await say(stage, psid)).body.error).toMatchObject({ code: 10, error_subcode: 2018278 })
  const tagged = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
  expect((await say(stage, psid, tagged)).status).toBe(200)
  await stage.advance(6 * DAY)
  expect((await say(stage, psid, tagged)).body.error).toMatchObject({
    code: 10,
    error_subcode: 2018278,
  })
})

test('HUMAN_AGENT needs the permission of the app: 10/2018065', async () => {
  const stage = await aStage()
  const psid = await greeted(stage)
  stage.app.humanAgent = false
  await stage.advance(2 * DAY)
  const { body } = await say(stage, psid, { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })
  expect(body.error).toMatchObject({ code: 10, error_subcode: 2018065 })
})

test('tags that are dead since April 2026 are 100/1893061', async () => {
  const stage = await aStage()
  const psid = await greeted(stage)
  for (const tag of ['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE']) {
    const { body } = await say(stage, psid, { messaging_type: 'MESSAGE_TAG', tag })
    expect(body.error).toMatchObject({ code: 100, error_subcode: 1893061 })
  }
})

const refused: [what: string, change: object, subcode?: number][] = [
  ['an unknown PSID', { recipient: { id: '1' } }, 2018001],
  ['2,001 characters', { message: { text: 'x'.repeat(2001) } }],
  ['a misspelt key', { message: { txt: 'x' } }],
  ['text and file in one', { message: { text: 'x', attachment: { type: 'image' } } }],
  [
    'fourteen quick replies',
    {
      message: {
        text: 'x',
        quick_replies: Array.from({ length: 14 }, () => ({ content_type: 'text' })),
      },
    },
  ],
  ['typing and a message in one', { sender_action: 'typing_on' }],
]

test.each(refused)('refuses %s', async (_, change, subcode) => {
  const stage = await aStage()
  const psid = await greeted(stage)
  const { body } = await say(stage, psid, change)
  expect([body.error.code, body.error.error_subcode]).toEqual([100, subcode])
})

test('a person who blocked the page is 551/1545041, a page held back 10/1893063', async () => {
  const stage = await aStage()
  const psid = await greeted(stage)
  stage.pageChat.block()
  expect((await say(stage, psid)).body.error).toMatchObject({ code: 551, error_subcode: 1545041 })
  stage.page.restricted = true
  expect((await say(stage, psid)).body.error).toMatchObject({ code: 10, error_subcode: 1893063 })
})

test('typing and seen are calls of their own', async () => {
  const stage = await aStage()
  const psid = await greeted(stage)
  const act = (sender_action: string) =>
    stage.sendFromPage({ recipient: { id: psid }, sender_action })
  expect((await act('mark_seen')).body).toEqual({ recipient_id: psid })
  expect(stage.pageChat.thread.entries[0]?.progress).toBe('read')
  await act('typing_on')
  expect(stage.pageChat.thread.typingUntil).toEqual(expect.any(Number))
  await act('typing_off')
  expect(stage.pageChat.thread.typingUntil).toBeUndefined()
})

test('m.me?ref= comes with the first postback, and as a referral where people know each other', async () => {
  const stage = await aStage()
  await stage.pageChat.openLink('K7Q2-9XFD')
  expect(stage.pageEvents()[0].postback).toMatchObject({
    payload: 'GET_STARTED',
    referral: { ref: 'K7Q2-9XFD' },
  })
  const psid = stage.pageEvents()[0].sender.id
  expect((await say(stage, psid)).status).toBe(200)
  await stage.advance(1000)
  await stage.pageChat.openLink('ANOTHER')
  expect(stage.pageEvents().at(-1)).toMatchObject({
    sender: { id: psid },
    referral: { ref: 'ANOTHER' },
  })
})

test('files come by an address that asks for no bearer and ends', async () => {
  const stage = await aStage()
  await stage.pageChat.attachment('image', { bytes: PNG, mime: 'image/png' })
  const { type, payload } = stage.pageEvents()[0].message.attachments[0]
  expect(type).toBe('image')
  const { pathname, search } = new URL(payload.url)
  const get = () => stage.graph.mediaApp.request(pathname + search)
  expect(Buffer.from(await (await get()).arrayBuffer()).equals(PNG)).toBe(true)
  await stage.advance(DAY)
  expect((await get()).status).toBe(403)
})

test('stickers, shared posts without payload, places, reactions, edits and deletions come', async () => {
  const stage = await aStage()
  const { id } = await stage.pageChat.text('Halo')
  await stage.pageChat.sticker()
  await stage.pageChat.fallback('A post')
  await stage.pageChat.location(52.37, 4.9)
  await stage.pageChat.edit(id, 'Hallo')
  await stage.pageChat.react(id, '😍')
  await stage.pageChat.react(id)
  await stage.pageChat.unsend(id)
  const [, sticker, post, place, edit, reacted, unreacted, gone] = stage.pageEvents()
  expect(sticker.message.attachments).toMatchObject([
    { type: 'sticker', payload: { sticker_id: expect.any(Number) } },
  ])
  expect(post.message.attachments).toEqual([{ type: 'fallback', title: 'A post' }])
  expect(place.message.attachments[0].payload.coordinates).toEqual({ lat: 52.37, long: 4.9 })
  expect(edit.message_edit).toMatchObject({ mid: id, text: 'Hallo' })
  expect(reacted.reaction).toMatchObject({ mid: id, emoji: '😍', action: 'react' })
  expect(unreacted.reaction).toEqual({ mid: id, action: 'unreact' })
  expect(gone.message).toEqual({ mid: id, is_deleted: true })
})

test('a quick reply comes back with its payload, a quote with its mid', async () => {
  const stage = await aStage()
  const psid = await greeted(stage)
  const message = {
    text: 'Which?',
    quick_replies: [{ content_type: 'text', title: 'Red', payload: 'R' }],
  }
  const { message_id } = (await say(stage, psid, { message })).body
  await stage.advance(1000)
  await stage.pageChat.choose(message_id, 'Red')
  await stage.pageChat.text('Toch niet', { quotes: message_id })
  const [chosen, quoted] = stage.pageEvents().slice(-2)
  expect(chosen.message).toMatchObject({ text: 'Red', quick_reply: { payload: 'R' } })
  expect(quoted.message.reply_to).toEqual({ mid: message_id })
})

test('a file is sent by URL or by an id for 90 days; 25 MB at most', async () => {
  const stage = await aStage()
  const psid = await greeted(stage)
  const url = 'https://shop.test/lamp.png'
  stage.subscriber.files.set(url, { bytes: PNG, mime: 'image/png' })
  const withFile = (payload: object) =>
    say(stage, psid, { message: { attachment: { type: 'image', payload } } })
  expect((await withFile({ url })).status).toBe(200)
  expect((await withFile({ url: 'https://shop.test/gone.png' })).body.error.code).toBe(100)
  const attachment = { type: 'image', payload: { url, is_reusable: true } }
  const uploaded = await stage.call(
    'POST',
    `${stage.page.id}/message_attachments`,
    { message: { attachment } },
    { token: stage.pageToken.value },
  )
  const { attachment_id } = uploaded.body
  expect((await withFile({ attachment_id })).status).toBe(200)
  await stage.advance(1000)
  expect(stage.pageChat.thread.entries.at(-1)?.mediaId).toBe(attachment_id)
  stage.subscriber.files.set(url, { bytes: Buffer.alloc(9 * 1024 * 1024), mime: 'image/png' })
  await stage.advance(11 * 60_000)
  expect((await withFile({ url })).body.error.code).toBe(100)
})

test('a page hears nothing before it subscribed an app to the field', async () => {
  const stage = await aStage()
  const path = `${stage.page.id}/subscribed_apps`
  const asPage = { token: stage.pageToken.value }
  await stage.call('POST', `${path}?subscribed_fields=message_reads`, {}, asPage)
  await stage.pageChat.text('Nobody hears this')
  expect(stage.pageEvents()).toEqual([])
  await stage.call('POST', path, { subscribed_fields: 'messages,message_reads' }, asPage)
  await stage.pageChat.text('This is heard')
  expect(stage.pageEvents()).toHaveLength(1)
  const { body } = await stage.call('GET', path, undefined, asPage)
  expect(body.data[0].subscribed_fields).toEqual(['messages', 'message_reads'])
  await stage.call('DELETE', path, undefined, asPage)
  await stage.pageChat.text('Nor this')
  expect(stage.pageEvents()).toHaveLength(1)
})

test('"me" is the page of a page token', async () => {
  const stage = await aStage()
  const psid = await greeted(stage)
  const message = { recipient: { id: psid }, message: { text: 'Dag' } }
  const { status } = await stage.call('POST', 'me/messages', message, {
    token: stage.pageToken.value,
  })
  expect(status).toBe(200)
  const { body } = await stage.call('GET', 'me', undefined, { token: stage.pageToken.value })
  expect(body).toEqual({ id: stage.page.id, name: 'Huis & Haard' })
})

test('a page reacts with one emoji to a message of the thread, changes it and takes it back', async () => {
  const stage = await aStage()
  const { id: mid, reactions } = await stage.pageChat.text('Mooi')
  const psid = stage.pageEvents()[0].sender.id
  const act = async (sender_action: string, payload: object) => {
    const answer = await stage.sendFromPage({ recipient: { id: psid }, sender_action, payload })
    return answer.body.error?.error_subcode ?? answer.body.error?.code ?? answer.body
  }
  const taken = { recipient_id: psid }
  expect(await act('react', { message_id: mid, reaction: '😍' })).toEqual(taken)
  expect(await act('react', { message_id: mid, reaction: '👍' })).toEqual(taken)
  expect(reactions.business).toBe('👍')
  expect(await act('unreact', { message_id: mid })).toEqual(taken)
  expect(reactions).toEqual({})
  for (const [action, payload] of [
    ['react', { message_id: mid }],
    ['react', { message_id: mid, reaction: 'love' }],
    ['react', { message_id: 'm_other', reaction: '👍' }],
    ['unreact', { message_id: mid, reaction: '👍' }],
    ['typing_on', { message_id: mid, reaction: '👍' }],
  ] as const) {
    expect(await act(action, payload), action).toBe(100)
  }
  await stage.advance(DAY)
  expect(await act('react', { message_id: mid, reaction: '👍' })).toBe(2018278)
})

test('who has written is known by name, to apps that may ask and to this page alone', async () => {
  const stage = await aStage()
  const ask = async (psid: string, fields = 'first_name,last_name', page = stage.pageToken) => {
    const path = `${psid}?fields=${fields}`
    const { body } = await stage.call('GET', path, undefined, { token: page.value })
    return body.error?.error_subcode ?? body
  }
  const silent = stage.graph.addPerson({ name: 'Bob', phone: '+31 6 1234 5679' })
  expect(await ask(stage.graph.identities.psidOf(stage.page.id, silent))).toBe(2018218)
  const psid = await greeted(stage)
  expect(await ask(psid)).toEqual({ id: psid, first_name: 'Anna', last_name: 'de Vries' })
  expect((await ask(psid, 'nickname')).error.code).toBe(100)
  const other = stage.graph.addPageToken(stage.app, stage.graph.addPage(stage.business))
  expect(await ask(psid, 'first_name', other)).toBe(33)
  stage.app.profiles = false
  expect(await ask(psid)).toBe(2018247)
})
