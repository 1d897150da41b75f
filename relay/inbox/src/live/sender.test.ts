import type { SendAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api/client.ts'
import { createSender } from './sender.ts'

const ANSWER: SendAnswer = { id: 'message', seq: 3, n: 9, ts: 1 }
const reply = { cid: 'cid-1', text: 'Hoi' }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe(createSender, () => {
  it('goes over the socket while it is live', async () => {
    const http = vi.fn()
    const sender = createSender({ send: () => true }, { reply: http })
    const delivered = sender.deliver('chat', reply)
    sender.answer({ type: 'sent', cid: 'cid-1', ...ANSWER, dup: true })
    expect(await delivered).toMatchObject({ seq: 3 })
    expect(http).not.toHaveBeenCalled()
  })

  it('goes over HTTP while there is no socket', async () => {
    const sender = createSender({ send: () => false }, { reply: async () => ANSWER })
    expect(await sender.deliver('chat', reply)).toEqual(ANSWER)
  })

  it('asks over HTTP, under the same cid, when the socket does not answer', async () => {
    const http = vi.fn(async () => ANSWER)
    const sender = createSender({ send: () => true }, { reply: http })
    const delivered = sender.deliver('chat', reply)
    await vi.advanceTimersByTimeAsync(8_000)
    expect(await delivered).toEqual(ANSWER)
    expect(http).toHaveBeenCalledWith('chat', reply)
  })

  it('passes a refusal on with its code', async () => {
    const sender = createSender({ send: () => true }, { reply: async () => ANSWER })
    const delivered = sender.deliver('chat', reply)
    sender.answer({ type: 'refused', cid: 'cid-1', error: { code: 'too_long', message: '' } })
    await expect(delivered).rejects.toThrow(ApiError)
    await expect(delivered).rejects.toMatchObject({ code: 'too_long' })
  })
})
