import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import type { TestSocket } from '../../testing/test-socket.ts'

describe('what people on WhatsApp see of members', () => {
  let stage: ChannelTalk
  let inbox: TestSocket
  let conversationId: string

  beforeEach(async () => {
    stage = await startChannelTalk()
    await stage.subscribe()
    inbox = await stage.talk.inbox()
    await write('Hallo')
    const threads = await stage.relay.context.db.read
      .selectFrom('channel_threads')
      .select('conversation_id')
      .execute()
    conversationId = threads[0]?.conversation_id ?? ''
  })
  afterEach(() => stage[Symbol.asyncDispose]())

  const chat = () => stage.graph.chat(stage.anna, stage.number)
  async function write(text: string) {
    const entry = await chat().text(text)
    await stage.relay.context.traffic.webhooks.processor.settle()
    return entry
  }
  const marks = () =>
    stage.graph.requests
      .map(
        ({ body }) => body as { status?: string; message_id?: string; typing_indicator?: unknown },
      )
      .filter(({ status }) => status === 'read')
  const read = (seq: number) => inbox.send({ type: 'seen', conversationId, read: seq })
  const lastSeq = async () => (await stage.talk.conversation(conversationId)).lastSeq

  it('is that a message was read once a member has read it, by the newest that was', async () => {
    const second = await write('Ben je daar?')
    expect(marks()).toEqual([])
    read(await lastSeq())
    await vi.waitFor(() => expect(marks()).toMatchObject([{ message_id: second.id }]))
    read(await lastSeq())
    const third = await write('Joehoe')
    read(await lastSeq())
    await vi.waitFor(() =>
      expect(marks().map(({ message_id }) => message_id)).toEqual([second.id, third.id]),
    )
  })

  it('is that somebody types, at most every twenty seconds', async () => {
    const type = () => inbox.send({ type: 'typing', conversationId, on: true })
    type()
    await vi.waitFor(() => expect(marks()).toMatchObject([{ typing_indicator: { type: 'text' } }]))
    type()
    await stage.graph.time.advance(20_000)
    type()
    await vi.waitFor(() => expect(marks()).toHaveLength(2))
  })

  it('is nothing at all where the shop switched that off', async () => {
    const path = stage.talk.site(`/channels/${stage.whatsapp.id}`)
    const change = (receipts: boolean) =>
      stage.relay.json(path, {
        token: stage.talk.owner.token,
        method: 'PATCH',
        body: { receipts },
      })
    expect(await change(false)).toMatchObject({ details: { receipts: false } })
    inbox.send({ type: 'typing', conversationId, on: true })
    read(await lastSeq())
    await write('Ben je daar?')
    expect(await change(true)).toMatchObject({ details: { receipts: true } })
    read(await lastSeq())
    await vi.waitFor(() => expect(marks()).toHaveLength(1))
    expect(marks()[0]).not.toHaveProperty('typing_indicator')
  })

  it('is nothing of what is read on the shop’s own page', async () => {
    const web = await stage.talk.shopper('Op de site')
    inbox.send({ type: 'seen', conversationId: web.conversationId, read: 1 })
    inbox.send({ type: 'typing', conversationId: web.conversationId, on: true })
    read(await lastSeq())
    await vi.waitFor(() => expect(marks()).toHaveLength(1))
  })
})
