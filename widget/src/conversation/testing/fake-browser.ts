import type { ChannelLike, Environment, LocksLike } from '../environment.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createFakeRelay, type FakeRelay } from './fake-relay.ts'

/** A browser in memory: what its tabs share. */
export interface FakeBrowser {
  clock: FakeClock
  relay: FakeRelay
  stored: Map<string, string>
  /** What one more tab sees. */
  tab(options?: { visible?: () => boolean; alone?: boolean; forgetful?: boolean }): Environment
}

export function createFakeBrowser(): FakeBrowser {
  const clock = createFakeClock()
  const relay = createFakeRelay()
  const stored = new Map<string, string>()
  const locks = createFakeLocks()
  const channels = new Set<ChannelLike>()
  let bytes = 0
  return {
    clock,
    relay,
    stored,
    tab: ({ visible = () => true, alone = false, forgetful = false } = {}) => ({
      relay: 'http://relay.test',
      siteKey: 'shop',
      fetch: relay.fetch,
      openSocket: relay.openSocket,
      now: clock.now,
      random: () => 0.5,
      fillRandom(array) {
        for (let i = 0; i < array.length; i++) array[i] = bytes++ % 251
      },
      setTimeout: clock.setTimeout,
      clearTimeout: clock.clearTimeout,
      storage() {
        if (forgetful) throw new DOMException('denied', 'SecurityError')
        return toStorage(stored)
      },
      locks: alone ? undefined : locks,
      openChannel: alone ? undefined : () => openChannel(channels),
      visible,
      context: () => ({ page: { url: 'https://shop.test/noot' } }),
    }),
  }
}

function toStorage(map: Map<string, string>): Storage {
  return {
    get length() {
      return map.size
    },
    key: (i) => [...map.keys()][i] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
  }
}

function openChannel(channels: Set<ChannelLike>): ChannelLike {
  const channel: ChannelLike = {
    onmessage: null,
    postMessage(message) {
      const data = structuredClone(message)
      for (const other of channels) {
        if (other !== channel) queueMicrotask(() => other.onmessage?.({ data }))
      }
    },
    close: () => void channels.delete(channel),
  }
  channels.add(channel)
  return channel
}

interface Claim {
  hold(): Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** Exclusive locks as the Web Locks API has them: in turn, with steal and abort. */
function createFakeLocks(): LocksLike {
  const held = new Map<string, Claim>()
  const queues = new Map<string, Claim[]>()

  function next(name: string): void {
    const claim = held.has(name) ? undefined : queues.get(name)?.shift()
    if (!claim) return
    held.set(name, claim)
    const done = (finish: () => void) => {
      if (held.get(name) !== claim) return
      held.delete(name)
      finish()
      next(name)
    }
    claim.hold().then(
      (value) => done(() => claim.resolve(value)),
      (error) => done(() => claim.reject(error)),
    )
  }

  return {
    request: (name, { steal, signal }, hold) =>
      new Promise((resolve, reject) => {
        const claim = { hold, resolve, reject }
        const queue = queues.get(name) ?? []
        queues.set(name, steal ? [claim, ...queue] : [...queue, claim])
        if (steal) {
          held.get(name)?.reject(new DOMException('stolen', 'AbortError'))
          held.delete(name)
        }
        signal?.addEventListener('abort', () => {
          const waiting = queues.get(name) ?? []
          if (!waiting.includes(claim)) return
          queues.set(
            name,
            waiting.filter((other) => other !== claim),
          )
          reject(new DOMException('aborted', 'AbortError'))
        })
        next(name)
      }),
  }
}
