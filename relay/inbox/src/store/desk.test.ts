import type { MeAnswer } from '@loods/protocol'
import { effect } from '@preact/signals'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Api } from '../api/client.ts'
import { FakeSocket } from '../testing/fake-socket.ts'
import { createDesk, type Membership } from './desk.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('location', new URL('https://shop.example/inbox'))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const NOW = 1_790_000_000_000

/** A desk whose socket and drawings are the test's. */
function openDesk() {
  const socket = new FakeSocket()
  const drawings: (() => void)[] = []
  const api = {
    relayUrl: 'https://relay.example',
    token: async () => ({ token: 'a-token', expiresAt: Date.now() + 600_000 }),
  } as unknown as Api
  const membership = { siteId: 'site', memberId: 'noor' } as Membership
  const desk = createDesk(api, { sites: [membership] } as MeAnswer, membership, 'nl', {
    ...{ storage: undefined, clock: Date.now, random: () => 0.5, newCid: () => 'cid' },
    openSocket: () => socket,
    beforeDrawing: (work) => drawings.push(work),
  })
  const welcome = { type: 'welcome', v: 1, epoch: 'one', head: 4, now: NOW } as const
  return { socket, desk, drawings, welcome }
}

it('takes what it shows of the shop for old once its stream begins anew', async () => {
  const { socket, desk, welcome } = openDesk()
  desk.start()
  const fetched = desk.changesOf('triggers')
  await socket.open()
  socket.says({ ...welcome, resumed: true })
  expect(desk.changesOf('triggers')).toBe(fetched)
  socket.says({ ...welcome, resumed: false })
  expect(desk.changesOf('triggers')).toBeGreaterThan(fetched)
  desk.stop()
})

it('shows what comes between two drawings with the next one, all at once', async () => {
  const { socket, desk, drawings, welcome } = openDesk()
  desk.start()
  await socket.open()
  socket.says({ ...welcome, resumed: false })
  const event = (n: number) => ({ n, type: 'site', at: NOW, what: 'triggers' }) as const
  const before = desk.changesOf('triggers')
  const changes: number[] = []
  const stop = effect(() => void changes.push(desk.changesOf('triggers')))
  socket.says({ type: 'events', events: [event(5)] })
  socket.says({ type: 'events', events: [event(6)] })
  expect(changes).toHaveLength(1)
  for (const draw of drawings) draw()
  expect(changes).toEqual([before, before + 2])
  stop()
  desk.stop()
})
