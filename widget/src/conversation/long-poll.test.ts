import type { StreamEvent } from '@loods/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { createApi } from './api.ts'
import type { LinkState, Polling } from './connection.ts'
import { startPolling } from './long-poll.ts'
import { createFakeBrowser, type FakeBrowser } from './testing/fake-browser.ts'
import { refusal } from './testing/fake-relay.ts'

let browser: FakeBrowser
let states: LinkState[]
let heard: StreamEvent[][]
let refusals: number
let cursor: string

beforeEach(() => {
  browser = createFakeBrowser()
  states = []
  heard = []
  refusals = 0
  cursor = 'epochepoch.c.0'
})

function answers(list: Array<Response | 'lost'>): void {
  browser.relay.instead = (path) =>
    path.startsWith('events') ? (list.shift() ?? 'lost') : undefined
}

function poll(): Polling {
  const environment = browser.tab()
  return startPolling(
    environment,
    createApi(environment, () => 'secret'),
    {
      since: () => cursor,
      onEvents: (events) => heard.push(events),
      async onReset() {
        cursor = 'epochepoch.c.9'
      },
      onState: (state) => states.push(state),
      backoff: () => 1_000,
      onRefused() {
        refusals += 1
      },
    },
  )
}

function calls(): string[] {
  return browser.relay.calls.map(({ path }) => path)
}

const events = [{ n: 1, type: 'site', what: 'x' }]

describe('long poll', () => {
  it('asks at once first, then lets the relay hold the answer', async () => {
    answers([
      Response.json({ events, cursor: '', reset: false }),
      Response.json({ events: [], cursor: '', reset: false }),
    ])
    const polling = poll()
    await browser.clock.pass(600)
    polling.stop()
    expect(calls().slice(0, 2)).toEqual([
      'events?since=epochepoch.c.0&wait=0',
      'events?since=epochepoch.c.0&wait=25000',
    ])
    expect(heard[0]).toEqual(events)
    expect(states[0]).toBe('live')
  })

  it('does not hurry where the answers are not held', async () => {
    answers(
      Array.from({ length: 9 }, () => Response.json({ events: [], cursor: '', reset: false })),
    )
    const polling = poll()
    await browser.clock.pass(2_100)
    polling.stop()
    expect(calls()).toHaveLength(5)
  })

  it('fetches again before it goes on after a reset', async () => {
    answers([Response.json({ events: [], cursor: '', reset: true })])
    const polling = poll()
    await browser.clock.pass(0)
    polling.stop()
    expect(calls()[1]).toContain('since=epochepoch.c.9')
  })

  it('says that the line is down, waits as asked, and comes back', async () => {
    answers([refusal(503, 'unavailable', { 'retry-after': '5' })])
    const polling = poll()
    await browser.clock.pass(4_000)
    expect(states).toEqual(['offline'])
    expect(calls()).toHaveLength(1)
    await browser.clock.pass(1_500)
    expect(calls().length).toBeGreaterThan(1)
    polling.stop()
  })

  it('tries at once when the page wakes', async () => {
    answers([refusal(503, 'unavailable', { 'retry-after': '50' })])
    const polling = poll()
    await browser.clock.pass(100)
    polling.wake()
    await browser.clock.pass(0)
    expect(calls()).toHaveLength(2)
    polling.stop()
  })

  it('stops where the secret is not known', async () => {
    answers([refusal(401, 'unauthorized')])
    poll()
    await browser.clock.pass(60_000)
    expect(calls()).toHaveLength(1)
    expect(refusals).toBe(1)
  })
})
