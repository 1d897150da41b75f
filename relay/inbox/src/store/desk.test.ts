import type { MeAnswer } from '@loods/protocol'
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

it('takes what it shows of the shop for old once its stream begins anew', async () => {
  const socket = new FakeSocket()
  const api = {
    relayUrl: 'https://relay.example',
    token: async () => ({ token: 'a-token', expiresAt: Date.now() + 600_000 }),
  } as unknown as Api
  const membership = { siteId: 'site', memberId: 'noor' } as Membership
  const desk = createDesk(api, { sites: [membership] } as MeAnswer, membership, 'nl', {
    ...{ storage: undefined, clock: Date.now, random: () => 0.5, newCid: () => 'cid' },
    openSocket: () => socket,
  })
  desk.start()
  const fetched = desk.changesOf('triggers')
  await socket.open()
  const welcome = { type: 'welcome', v: 1, epoch: 'one', head: 4, now: Date.now() } as const
  socket.says({ ...welcome, resumed: true })
  expect(desk.changesOf('triggers')).toBe(fetched)
  socket.says({ ...welcome, resumed: false })
  expect(desk.changesOf('triggers')).toBeGreaterThan(fetched)
  desk.stop()
})
