import type {
  ChannelLike,
  Environment,
  LocksLike,
  SocketLike,
} from '../conversation/environment.ts'
import type { Host } from '../host.ts'

/** The conversation's view of this browser. */
export function browserEnvironment(host: Host): Environment {
  return {
    relay: host.relay,
    siteKey: host.siteKey,
    fetch: (url, request) => fetch(url, request),
    openSocket: (url) => new WebSocket(url) as SocketLike,
    now: Date.now,
    random: Math.random,
    fillRandom: (bytes) => void crypto.getRandomValues(bytes),
    setTimeout: (work, milliseconds) => window.setTimeout(work, milliseconds),
    clearTimeout: (timer) => window.clearTimeout(timer),
    storage: () => window.localStorage,
    // A sandboxed page has the functions and may not use them.
    locks: origin === 'null' ? undefined : (navigator.locks as LocksLike | undefined),
    openChannel:
      'BroadcastChannel' in window
        ? (name) => new BroadcastChannel(name) as ChannelLike
        : undefined,
    visible: () => document.visibilityState === 'visible',
    context: host.context,
  }
}

/** Tells when the network or the page comes, goes or returns. */
export function watchPage(hooks: { wake(): void; sleep(): void; leave(): void }): void {
  addEventListener('online', hooks.wake)
  addEventListener('pageshow', hooks.wake)
  addEventListener('offline', hooks.sleep)
  addEventListener('pagehide', hooks.leave)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') hooks.wake()
  })
}
