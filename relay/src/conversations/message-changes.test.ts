import { EDIT_WINDOW, type Message } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lineCodes, startTalk, type Talk } from '../testing/talk.ts'
import { openSocket } from '../testing/test-socket.ts'

let talk: Talk
let now: number

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 9)
  talk = await startTalk({ clock: () => now })
})

afterEach(() => talk[Symbol.asyncDispose]())

function pathOf(conversationId: string, messageId: string): string {
  return talk.site(`/conversations/${conversationId}/messages/${messageId}`)
}

function correct(conversationId: string, messageId: string, text: string) {
  const call = { method: 'PATCH', token: talk.owner.token, body: { text } }
  return talk.relay.json<Message>(pathOf(conversationId, messageId), call)
}

describe('an own message', () => {
  it('can be corrected, and the shopper sees the new words and that they are new', async () => {
    const { secret, conversationId } = await talk.shopper('Tot hoeveel watt?')
    const { id } = await talk.answer(conversationId, 'Tot 600 watt')
    const socket = await openSocket(talk.relay.url, {
      type: 'hello',
      v: 1,
      site: talk.owner.siteKey,
      secret,
    })
    await socket.next('live')
    now += EDIT_WINDOW
    await talk.renew()
    await correct(conversationId, id, 'Tot 60 watt')
    expect(await socket.event((event) => event.type === 'message_changed')).toMatchObject({
      n: 3,
      message: { id, text: 'Tot 60 watt', editedAt: now, rev: 2 },
    })
  })

  it('can be withdrawn: its words are gone everywhere, its place stays', async () => {
    const { conversationId } = await talk.shopper('Hallo')
    const { id } = await talk.answer(conversationId, 'Dit was voor een ander')
    const call = { method: 'DELETE', token: talk.owner.token }
    const gone = await talk.relay.json<Message>(pathOf(conversationId, id), call)
    expect(gone).toMatchObject({ seq: 2, text: '', withdrawnAt: now })
    expect(await talk.relay.json(pathOf(conversationId, id), call)).toEqual(gone)
    const rows = await talk.relay.context.db.read.selectFrom('messages').select('text').execute()
    expect(rows.map((row) => row.text)).toEqual(['Hallo', ''])
    expect((await talk.conversation(conversationId)).lastMessage).toMatchObject({
      kind: 'withdrawn',
    })
    const again = { method: 'PATCH', token: talk.owner.token, body: { text: 'toch' } }
    expect(await talk.refusal(pathOf(conversationId, id), again)).toMatchObject({ status: 404 })
  })

  it('stays as it is once its fifteen minutes are over', async () => {
    const { conversationId } = await talk.shopper('Hallo')
    const { id } = await talk.answer(conversationId, 'Hoi')
    now += EDIT_WINDOW + 1
    await talk.renew()
    const token = talk.owner.token
    for (const call of [
      { method: 'PATCH', token, body: { text: 'Dag' } },
      { method: 'DELETE', token },
    ]) {
      expect(await talk.refusal(pathOf(conversationId, id), call)).toEqual({
        status: 409,
        code: 'edit_window_over',
      })
    }
  })

  it('is the only kind a member can change: a shopper’s, a line, or another thread’s is not found', async () => {
    const { conversationId } = await talk.shopper('Hallo')
    const other = await talk.shopper('Dag')
    const { id } = await talk.answer(other.conversationId, 'Hoi')
    await talk.change(conversationId, { status: 'closed' })
    const ids = (await talk.messages(conversationId)).map((message) => message.id)
    for (const foreign of [...ids, id, nanoid()]) {
      const call = { method: 'PATCH', token: talk.owner.token, body: { text: 'x' } }
      expect(await talk.refusal(pathOf(conversationId, foreign), call)).toEqual({
        status: 404,
        code: 'not_found',
      })
    }
  })
})

describe('a note', () => {
  it('calls colleagues of the same shop, and nobody else', async () => {
    const { conversationId } = await talk.shopper('Hallo')
    const mentions = [talk.owner.memberId]
    await talk.answer(conversationId, 'kijk jij even', { note: true, mentions })
    expect((await talk.messages(conversationId)).at(-1)).toMatchObject({ kind: 'note', mentions })
    const path = talk.site(`/conversations/${conversationId}/messages`)
    const send = (extra: object) => ({
      token: talk.owner.token,
      body: { cid: nanoid(), text: 'x', ...extra },
    })
    expect(await talk.refusal(path, send({ note: true, mentions: [nanoid()] }))).toMatchObject({
      code: 'not_found',
    })
    expect(await talk.refusal(path, send({ mentions }))).toMatchObject({ code: 'invalid' })
  })
})

describe('a transcript', () => {
  it('has every word for members, and for the shopper no note, line or withdrawn text', async () => {
    const { secret, conversationId } = await talk.shopper('Past deze? <b>echt</b>')
    await talk.answer(conversationId, 'klant twijfelt', { note: true })
    const { id } = await talk.answer(conversationId, 'Verkeerd venster')
    await talk.relay.json(pathOf(conversationId, id), {
      method: 'DELETE',
      token: talk.owner.token,
    })
    await talk.change(conversationId, { status: 'closed' })
    const members = await talk.relay.call(
      talk.site(`/conversations/${conversationId}/transcript`),
      {
        token: talk.owner.token,
      },
    )
    expect(members.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect((await members.text()).split('\n')).toEqual([
      'Gesprek met Lamp & Linnen (Europe/Amsterdam)',
      '',
      '[22-11-2026, 10:00] Bezoeker: Past deze? <b>echt</b>',
      '[22-11-2026, 10:00] Noor (notitie): klant twijfelt',
      '[22-11-2026, 10:00] Noor: [ingetrokken]',
      '',
    ])
    const origin = 'https://lamp.example'
    const own = await talk.relay.call(talk.widget('/transcript?lang=en'), {
      token: secret,
      headers: { origin },
    })
    expect(own.headers.get('access-control-allow-origin')).toBe(origin)
    const text = await own.text()
    expect(text).toContain('Visitor: Past deze?')
    expect(text).not.toContain('twijfelt')
  })
})

it('quiet lines of several changes stand in the thread in their order', async () => {
  const { conversationId } = await talk.shopper('Hallo')
  await talk.change(conversationId, { status: 'closed' })
  await talk.change(conversationId, { status: 'open', assigneeId: talk.owner.memberId })
  await talk.change(conversationId, { assigneeId: null })
  await talk.change(conversationId, { assigneeId: null, status: 'open' })
  expect(lineCodes(await talk.messages(conversationId))).toEqual([
    'closed',
    'reopened',
    'assigned',
    'unassigned',
  ])
})
