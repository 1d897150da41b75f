import type { ClientFrame, ServerFrame } from '@loods/protocol'
import type { LinkState } from './connection.ts'
import type { ChannelLike, Environment } from './environment.ts'

/** What tabs of one shop tell each other. */
export type Note =
  /** The leader heard this from the relay. */
  | { type: 'heard'; frame: ServerFrame }
  /** The leader's line, and how far it has read. */
  | { type: 'link'; state: LinkState; n: number }
  /** Another tab wants this said. */
  | { type: 'say'; frame: ClientFrame }
  /** A tab came, or came into view: where are we, and may I lead? */
  | { type: 'here'; visible: boolean }
  /** The leader is hidden: whoever came into view may take the line. */
  | { type: 'take' }

/** Milliseconds a leader may take to answer before it counts as frozen. */
const FROZEN_AFTER = 2_000

export interface TabsHooks {
  /** This tab holds the line from now on. */
  lead(): void
  /** Another tab does. */
  follow(): void
  onNote(note: Note): void
  /** The leader's answer to a tab that came. */
  link(): Note
}

/** One tab of many holds the line to the relay (a Web Lock); the others hear through it. */
export interface Tabs {
  readonly leading: boolean
  join(): void
  leave(): void
  post(note: Note): void
  /** The shopper looks at this tab: takes over from a leader that is hidden or frozen. */
  show(): void
}

export function createTabs(env: Environment, name: string, hooks: TabsHooks): Tabs {
  let channel: ChannelLike | undefined
  let queued: AbortController | undefined
  let release = () => {}
  let answer: number | undefined
  let leading = false

  function lead(): Promise<void> {
    env.clearTimeout(answer)
    leading = true
    hooks.lead()
    return new Promise((resolve) => {
      release = resolve
    })
  }

  function stepDown(): void {
    if (!leading) return
    leading = false
    hooks.follow()
  }

  /** Waits for the lock and leads while it is held. A lock taken away rejects with AbortError. */
  async function queue(steal: boolean): Promise<void> {
    queued?.abort()
    const own = new AbortController()
    queued = own
    try {
      await env.locks?.request(name, steal ? { steal } : { signal: own.signal }, lead)
    } catch (error) {
      if ((error as Error).name !== 'AbortError') return void lead()
    }
    if (queued !== own) return
    stepDown()
    if (channel) void queue(false)
  }

  function receive(note: Note): void {
    if (note.type === 'link') env.clearTimeout(answer)
    if (note.type === 'take') {
      if (!leading && env.visible()) void queue(true)
    } else if (note.type !== 'here') hooks.onNote(note)
    else if (leading) tabs.post(note.visible && !env.visible() ? { type: 'take' } : hooks.link())
  }

  const tabs: Tabs = {
    get leading() {
      return leading
    },
    join() {
      if (channel || leading) return
      if (!env.locks || !env.openChannel) return void lead()
      channel = env.openChannel(name)
      channel.onmessage = ({ data }) => receive(data as Note)
      void queue(false)
      tabs.show()
    },
    leave() {
      env.clearTimeout(answer)
      channel?.close()
      channel = undefined
      queued?.abort()
      queued = undefined
      stepDown()
      release()
    },
    post: (note) => channel?.postMessage(note),
    show() {
      if (!channel || leading) return
      tabs.post({ type: 'here', visible: env.visible() })
      env.clearTimeout(answer)
      if (env.visible()) answer = env.setTimeout(() => void queue(true), FROZEN_AFTER)
    },
  }
  return tabs
}
