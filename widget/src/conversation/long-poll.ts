import type { StreamEvent } from '@loods/protocol'
import type { Api, Failure } from './api.ts'
import type { LinkState, Polling } from './connection.ts'
import type { Environment } from './environment.ts'

/** Milliseconds the relay may hold a poll; below the idle limits of common proxies. */
const HOLD = 25_000

/** Milliseconds between polls that brought nothing, for a relay or proxy that does not hold them. */
const NO_NEWS = 500

export interface PollHooks {
  /** Where the stream goes on. */
  since(): string
  onEvents(events: StreamEvent[]): void
  /** The stream cannot go on there: resolves once the thread was fetched again. */
  onReset(): Promise<void>
  onState(state: LinkState): void
  onRefused(): void
  /** Milliseconds before try number `attempt`, from 0. */
  backoff(attempt: number): number
}

/** Follows the stream by HTTP until stopped: the same events, the same cursor. */
export function startPolling(env: Environment, api: Api, hooks: PollHooks): Polling {
  const gone = new AbortController()
  let goOn = () => {}
  let misses = 0
  let hold = 0

  async function run(): Promise<void> {
    while (!gone.signal.aborted) {
      try {
        await pollOnce()
      } catch (error) {
        await miss(error as Failure)
      }
    }
  }

  async function pollOnce(): Promise<void> {
    const since = hooks.since()
    const { events, reset } = await api.events(since, hold, gone.signal)
    misses = 0
    hold = HOLD
    hooks.onState('live')
    if (reset) await hooks.onReset()
    else hooks.onEvents(events)
    if (hooks.since() === since) await pause(NO_NEWS)
  }

  async function miss({ code, wait }: Failure): Promise<void> {
    if (gone.signal.aborted) return
    if (code === 'unauthorized') {
      gone.abort()
      return hooks.onRefused()
    }
    hooks.onState('offline')
    hold = 0
    await pause(Math.max(hooks.backoff(misses++), wait))
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = env.setTimeout(resolve, milliseconds)
      goOn = () => {
        env.clearTimeout(timer)
        resolve()
      }
    })
  }

  void run()
  return {
    stop() {
      gone.abort()
      goOn()
    },
    wake: () => goOn(),
  }
}
