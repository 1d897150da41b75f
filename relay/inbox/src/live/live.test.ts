import type { StreamEvent } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api/client.ts'
import { FakeSocket } from '../testing/fake-socket.ts'
import { createLive, type Live, type LiveOptions, type LiveState } from './live.ts'

const EPOCH = 'epoch-number-1'
const event = (n: number) => ({ n, type: 'site', what: 'x' }) as StreamEvent

let sockets: FakeSocket[]
let states: LiveState[]
let taken: number[]
let resets: number
let live: Live

function start(over: Partial<LiveOptions> = {}): void {
  live = createLive({
    siteId: 'site',
    openSocket() {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    token: async () => ({ token: 'a-token', expiresAt: Date.now() + 600_000 }),
    poll: () => new Promise(() => undefined),
    clock: () => Date.now(),
    random: () => 0.5,
    onState: (state) => states.push(state),
    onEvents: (events) => taken.push(...events.map(({ n }) => n)),
    onReset: () => {
      resets += 1
    },
    onFrame: () => undefined,
    onSkew: () => undefined,
    ...over,
  })
  live.start()
}

const latest = () => sockets.at(-1) as FakeSocket

async function greet(head: number, resumed = false): Promise<FakeSocket> {
  const socket = latest()
  await socket.open()
  socket.says({ type: 'welcome', v: 1, epoch: EPOCH, head, resumed, now: Date.now() })
  socket.says({ type: 'live' })
  return socket
}

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  states = []
  taken = []
  resets = 0
})

afterEach(() => {
  live.stop()
  vi.useRealTimers()
})

describe(createLive, () => {
  it('says who it is first, and asks for a fresh look when it comes for the first time', async () => {
    start()
    const socket = await greet(7)
    expect(socket.sent[0]).toMatchObject({ type: 'member_hello', token: 'a-token' })
    expect(socket.sent[0]).not.toHaveProperty('since')
    expect(resets).toBe(1)
    expect(states.at(-1)).toBe('live')
  })

  it('takes events in order, each once', async () => {
    start()
    const socket = await greet(7)
    socket.says({ type: 'events', events: [event(8), event(9)] })
    socket.says({ type: 'events', events: [event(9), event(10)] })
    expect(taken).toEqual([8, 9, 10])
  })

  it('comes back from where it was after the line broke', async () => {
    start()
    const socket = await greet(7)
    socket.says({ type: 'events', events: [event(8)] })
    socket.drop()
    await vi.advanceTimersByTimeAsync(500)
    await latest().open()
    expect(latest().sent[0]).toMatchObject({ since: `${EPOCH}.8` })
  })

  it('takes the stream up again before a number that is missing', async () => {
    start()
    const socket = await greet(7)
    socket.says({ type: 'events', events: [event(8), event(10)] })
    expect(taken).toEqual([8])
    await vi.advanceTimersByTimeAsync(1)
    await latest().open()
    expect(latest().sent[0]).toMatchObject({ since: `${EPOCH}.8` })
  })

  it('fetches anew and goes on from the head when the relay says so', async () => {
    start()
    const socket = await greet(7)
    socket.says({ type: 'reset', epoch: 'another-epoch', head: 90, reason: 'test' })
    socket.says({ type: 'events', events: [event(91)] })
    expect(resets).toBe(2)
    expect(taken).toEqual([91])
  })

  it('gives up a line that is silent for longer than 45 s', async () => {
    start()
    await greet(7)
    await vi.advanceTimersByTimeAsync(44_000)
    expect(sockets).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(7_000)
    expect(sockets).toHaveLength(2)
  })

  it('keeps a line that answers its pings', async () => {
    start()
    const socket = await greet(7)
    for (let i = 0; i < 10; i += 1) {
      await vi.advanceTimersByTimeAsync(20_000)
      socket.says({ type: 'pong', now: Date.now() })
    }
    expect(sockets).toHaveLength(1)
    expect(socket.ofType('ping')).toHaveLength(10)
  })

  it('renews its token before the old one expires', async () => {
    let count = 0
    start({
      token: async () => {
        count += 1
        return { token: `token-${count}`, expiresAt: Date.now() + 600_000 }
      },
    })
    const socket = await greet(7)
    for (let i = 0; i < 28; i += 1) {
      await vi.advanceTimersByTimeAsync(20_000)
      socket.says({ type: 'pong', now: Date.now() })
    }
    expect(socket.ofType('renew')).toEqual([{ type: 'renew', token: 'token-2' }])
  })

  it('waits the relay’s own time after a goodbye', async () => {
    start()
    const socket = await greet(7)
    socket.says({ type: 'bye', drain: true, spread: 10 })
    await vi.advanceTimersByTimeAsync(4_900)
    expect(sockets).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(sockets).toHaveLength(2)
  })

  it('says so when the line stays away, and comes back at once when asked', async () => {
    let polls = 0
    start({
      poll() {
        polls += 1
        return Promise.reject(new ApiError({ code: 'offline', message: '' }))
      },
    })
    await greet(7)
    for (let i = 0; i < 8; i += 1) {
      latest().drop()
      await vi.advanceTimersByTimeAsync(31_000)
    }
    expect(states).toContain('offline')
    const before = sockets.length + polls
    latest().drop()
    live.check()
    expect(sockets.length + polls).toBe(before + 1)
  })

  it('leaves a line that does not answer when it is checked', async () => {
    start()
    await greet(7)
    live.check()
    await vi.advanceTimersByTimeAsync(5_100)
    expect(sockets).toHaveLength(2)
  })

  it('polls where sockets never open, from the same cursor', async () => {
    const polled: (string | undefined)[] = []
    const answers = [
      { events: [], cursor: `${EPOCH}.5`, reset: true },
      { events: [event(6)], cursor: `${EPOCH}.6`, reset: false },
    ]
    start({
      poll(since) {
        polled.push(since)
        const answer = answers.shift()
        return answer ? Promise.resolve(answer) : new Promise(() => undefined)
      },
    })
    latest().drop()
    await vi.advanceTimersByTimeAsync(1_000)
    latest().drop()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(states.at(-1)).toBe('polling')
    expect(polled).toEqual([undefined, `${EPOCH}.5`, `${EPOCH}.6`])
    expect(taken).toEqual([6])
    expect(resets).toBe(1)
  })

  it('stops for good when the session has ended', async () => {
    start()
    const socket = await greet(7)
    socket.drop(4004)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(states.at(-1)).toBe('signed_out')
    expect(sockets).toHaveLength(1)
  })

  it('asks for a fresh token when the old one was refused', async () => {
    const asked: boolean[] = []
    start({
      async token(fresh) {
        asked.push(fresh)
        return { token: 'a-token', expiresAt: Date.now() + 600_000 }
      },
    })
    await latest().open()
    latest().drop(4001)
    await vi.advanceTimersByTimeAsync(600)
    await latest().open()
    expect(asked).toEqual([false, true])
  })

  it('sends nothing before the line is live', async () => {
    start()
    await latest().open()
    expect(live.send({ type: 'ping' })).toBe(false)
    latest().says({ type: 'live' })
    expect(live.send({ type: 'ping' })).toBe(true)
  })
})
