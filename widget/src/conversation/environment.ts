import type { VisitorContext } from '@loods/protocol'

/** What the conversation needs of a browser; tests pass their own clock, network and dice. */
export interface Environment {
  /** Origin of the relay, without a slash at the end. */
  relay: string
  siteKey: string
  fetch: typeof fetch
  openSocket(url: string): SocketLike
  now(): number
  /** From 0 up to 1, as Math.random. */
  random(): number
  /** Fills with random bytes fit for ids. */
  fillRandom(bytes: Uint8Array<ArrayBuffer>): void
  setTimeout(work: () => void, milliseconds: number): number
  clearTimeout(timer: number | undefined): void
  /** Throws, or is absent, where the browser keeps nothing for this page. */
  storage(): KeepLike | undefined
  /** Absent in old browsers: each tab then has a socket of its own. */
  locks: LocksLike | undefined
  openChannel: ((name: string) => ChannelLike) | undefined
  /** Whether somebody can see this page now. */
  visible(): boolean
  /** What the relay may know of the page. */
  context(): VisitorContext
}

export type KeepLike = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

export interface LocksLike {
  request(
    name: string,
    options: { steal?: boolean; signal?: AbortSignal },
    hold: () => Promise<unknown>,
  ): Promise<unknown>
}

export interface ChannelLike {
  postMessage(message: unknown): void
  close(): void
  onmessage: ((event: { data: unknown }) => void) | null
}

export interface SocketLike {
  send(text: string): void
  close(): void
  readyState: number
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
}
