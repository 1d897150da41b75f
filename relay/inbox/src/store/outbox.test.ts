import type { SendAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api/client.ts'
import type { Reply } from '../api/site-api.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createKeep, type Keep } from './storage.ts'

const ANSWER: SendAnswer = { id: 'message', seq: 3, n: 9, ts: 1 }

/** The part of localStorage that we use. */
function memoryStorage(): Storage {
  const items = new Map<string, string>()
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
  return storage as Storage
}

let keep: Keep
let delivered: string[]
let answer: (reply: Reply) => Promise<SendAnswer>

function open(): Outbox {
  let next = 100
  return createOutbox({
    keep,
    clock: () => 5,
    newCid: () => `fresh-${next++}`,
    deliver(_, reply) {
      delivered.push(reply.cid)
      return answer(reply)
    },
  })
}

function refuseWith(
  code: 'offline' | 'rate_limited' | 'too_long' | 'cid_conflict',
  after?: number,
) {
  return async () => {
    throw new ApiError({ code, message: '', ...(after && { retryAfter: after }) })
  }
}

const write = (outbox: Outbox, cid: string, conversationId = 'chat') =>
  outbox.add({ conversationId, cid, text: cid })
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
  keep = createKeep(memoryStorage(), 'loods.')
  delivered = []
  answer = async () => ANSWER
})
afterEach(() => {
  vi.useRealTimers()
})

describe(createOutbox, () => {
  it('keeps a reply until its echo has come back', async () => {
    const outbox = open()
    write(outbox, 'one')
    await settle()
    expect(outbox.all.value).toMatchObject([{ cid: 'one', state: 'sent' }])
    outbox.settle('one')
    expect(outbox.all.value).toEqual([])
  })

  it('sends the replies of one conversation one by one, in the order written', async () => {
    const first = Promise.withResolvers<SendAnswer>()
    answer = ({ cid }) => (cid === 'one' ? first.promise : Promise.resolve(ANSWER))
    const outbox = open()
    write(outbox, 'one')
    write(outbox, 'two')
    write(outbox, 'elsewhere', 'another chat')
    await settle()
    expect(delivered).toEqual(['one', 'elsewhere'])
    first.resolve(ANSWER)
    await settle()
    expect(delivered).toEqual(['one', 'elsewhere', 'two'])
  })

  it('holds everything while there is no line, and sends it when the line is back', async () => {
    answer = refuseWith('offline')
    const outbox = open()
    write(outbox, 'one')
    write(outbox, 'two')
    await settle()
    expect(outbox.all.value.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    answer = async () => ANSWER
    outbox.flush()
    await settle()
    expect(delivered).toEqual(['one', 'one', 'two'])
  })

  it('survives a reload, under the same cid', async () => {
    answer = () => new Promise(() => undefined)
    write(open(), 'one')
    await settle()
    answer = async () => ANSWER
    const reloaded = open()
    expect(reloaded.all.value).toMatchObject([{ cid: 'one', text: 'one', state: 'waiting' }])
    reloaded.flush()
    await settle()
    expect(delivered).toEqual(['one', 'one'])
  })

  it('forgets on disk what the relay has acknowledged', async () => {
    write(open(), 'one')
    await settle()
    expect(open().all.value).toEqual([])
  })

  it('tries again by itself when the relay is busy, after the time it named', async () => {
    answer = refuseWith('rate_limited', 7)
    const outbox = open()
    write(outbox, 'one')
    await settle()
    answer = async () => ANSWER
    await vi.advanceTimersByTimeAsync(6_900)
    expect(delivered).toEqual(['one'])
    await vi.advanceTimersByTimeAsync(200)
    expect(outbox.all.value).toMatchObject([{ state: 'sent' }])
  })

  it('shows what was refused for good, keeps its text, and lets the next one go', async () => {
    answer = async ({ cid }) => {
      if (cid === 'one') throw new ApiError({ code: 'too_long', message: '' })
      return ANSWER
    }
    const outbox = open()
    write(outbox, 'one')
    write(outbox, 'two')
    await settle()
    expect(outbox.all.value).toMatchObject([
      { cid: 'one', text: 'one', state: 'failed', error: 'too_long' },
      { cid: 'two', state: 'sent' },
    ])
    expect(open().all.value).toMatchObject([{ cid: 'one', state: 'failed' }])
  })

  it('takes a new cid only when the old one was taken by another text', async () => {
    answer = refuseWith('too_long')
    const outbox = open()
    write(outbox, 'one')
    await settle()
    answer = refuseWith('cid_conflict')
    outbox.retry('one')
    await settle()
    answer = async () => ANSWER
    outbox.retry('one')
    await settle()
    expect(delivered).toEqual(['one', 'one', 'fresh-100'])
  })

  it('works where storage is forbidden', async () => {
    keep = createKeep(undefined, 'loods.')
    const outbox = open()
    write(outbox, 'one')
    await settle()
    expect(outbox.all.value).toMatchObject([{ state: 'sent' }])
  })
})
