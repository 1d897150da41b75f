import { CLOSE, type ServerFrame } from '@loods/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Connection, createConnection, type LinkState, type Polling } from './connection.ts'
import { createFakeBrowser, type FakeBrowser } from './testing/fake-browser.ts'
import type { FakeSocket } from './testing/fake-relay.ts'

let browser: FakeBrowser
let connection: Connection
let states: LinkState[]
let refused: number[]
let polls: Array<{ stopped: boolean; woken: number }>

beforeEach(() => {
  browser = createFakeBrowser()
  states = []
  refused = []
  polls = []
  connection = createConnection(browser.tab(), {
    hello: () => ({ type: 'hello', v: 1, site: 'shop', secret: 'secret' }),
    onFrame() {},
    onState: (state) => states.push(state),
    onRefused: (code) => refused.push(code),
    async poll(): Promise<Polling> {
      const poll = { stopped: false, woken: 0 }
      polls.push(poll)
      return {
        stop() {
          poll.stopped = true
        },
        wake() {
          poll.woken += 1
        },
      }
    },
  })
})

function newest(): FakeSocket {
  return browser.relay.sockets.at(-1) as FakeSocket
}

function opened(): number {
  return browser.relay.sockets.length
}

function live(): FakeSocket {
  connection.open()
  return browser.relay.welcome()
}

describe('a connection', () => {
  it('says hello first and is live after the welcome', () => {
    const socket = live()
    expect(socket.said[0]).toMatchObject({ type: 'hello' })
    expect(states).toEqual(['connecting', 'live'])
    expect(connection.send({ type: 'ping' })).toBe(true)
  })

  it('takes nothing to send before the welcome', () => {
    connection.open()
    newest().open()
    expect(connection.send({ type: 'ping' })).toBe(false)
  })

  it('pings every 20 s and gives up after 45 s without a byte', async () => {
    const socket = live()
    await browser.clock.pass(44_000)
    expect(socket.said.filter(({ type }) => type === 'ping')).toHaveLength(2)
    expect(socket.closed).toBe(false)
    await browser.clock.pass(2_000)
    expect(socket.closed).toBe(true)
    expect(opened()).toBe(2)
  })

  it('stays as long as anything is heard', async () => {
    const socket = live()
    for (let i = 0; i < 5; i++) {
      await browser.clock.pass(40_000)
      socket.hear({ type: 'pong', now: 0 })
    }
    expect(socket.closed).toBe(false)
  })

  it('comes back after a jittered, doubling pause', async () => {
    live().end(1006)
    const pauses: number[] = []
    for (let i = 0; i < 2; i++) {
      const from = browser.clock.now()
      const before = opened()
      while (opened() === before) await browser.clock.pass(50)
      pauses.push(browser.clock.now() - from)
      newest().end(1006)
    }
    expect(pauses).toEqual([250, 500])
  })

  it('obeys the pause a relay that goes away asks for', async () => {
    const socket = live()
    socket.hear({ type: 'bye', drain: true, spread: 10 })
    socket.end(CLOSE.draining)
    await browser.clock.pass(4_900)
    connection.wake()
    expect(opened()).toBe(1)
    await browser.clock.pass(200)
    expect(opened()).toBe(2)
  })

  it.each([CLOSE.badFrame, CLOSE.upgradeClient, CLOSE.blocked])(
    'does not come back after %i',
    async (code) => {
      live().end(code)
      await browser.clock.pass(120_000)
      expect(opened()).toBe(1)
      expect(refused).toEqual([code])
      expect(states.at(-1)).toBe('refused')
    },
  )

  it.each([CLOSE.slowConsumer, CLOSE.tooManySockets, CLOSE.silent, 1006])(
    'comes back after %i',
    async (code) => {
      live().end(code)
      await browser.clock.pass(1_000)
      expect(opened()).toBe(2)
    },
  )

  it('looks at once when the page wakes: a silent line is replaced without waiting', async () => {
    const socket = live()
    connection.wake()
    expect(socket.said.at(-1)).toEqual({ type: 'ping' })
    await browser.clock.pass(9_000)
    expect(socket.closed).toBe(true)
  })

  it('does not wait for its turn when the network comes back', () => {
    live()
    connection.sleep()
    expect(states.at(-1)).toBe('offline')
    connection.wake()
    expect(opened()).toBe(2)
  })

  it('falls back to long poll after three sockets that never said welcome, and returns', async () => {
    connection.open()
    for (let i = 0; i < 3; i++) {
      newest().end(1006)
      await browser.clock.pass(2_000)
    }
    expect(polls).toMatchObject([{ stopped: false }])
    await browser.clock.pass(60_000)
    browser.relay.welcome()
    await browser.clock.pass(0)
    expect(polls).toMatchObject([{ stopped: true }])
    expect(states.at(-1)).toBe('live')
  })

  it('opens nothing after it was closed', async () => {
    live()
    connection.close()
    connection.wake()
    await browser.clock.pass(120_000)
    expect(opened()).toBe(1)
  })

  it('hears no late words of a socket it let go', () => {
    const heard: ServerFrame[] = []
    const socket = live()
    connection.sleep()
    socket.hear({ type: 'pong', now: 1 })
    socket.end(CLOSE.blocked)
    expect(heard).toEqual([])
    expect(refused).toEqual([])
  })
})
