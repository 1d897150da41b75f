import type { ErrorCode, FileInfo, SendAnswer } from '@loods/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'
import { ApiError } from '../api/client.ts'
import type { Reply } from '../api/site-api.ts'
import type { Keep } from './storage.ts'

/** Something written here that the relay has not confirmed, or whose echo has not come back yet. */
export interface Unsent extends Reply {
  conversationId: string
  /** When it was written, by this browser's clock. */
  at: number
  /** waiting: goes out as soon as it can. sent: stored by the relay, its echo is on its way. */
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  /** Why it was refused for good. */
  error?: ErrorCode
  /** What the bubble shows of a file, and of a template. */
  file?: FileInfo
  preview?: string
}

/**
 * Replies on their way. Kept in this browser until the relay has acknowledged them, and sent again
 * under the same `cid`, so that neither a crash nor a lost answer loses or doubles one.
 */
export interface Outbox {
  all: ReadonlySignal<Unsent[]>
  add(reply: Reply & Pick<Unsent, 'conversationId' | 'file' | 'preview'>): void
  /** Sends a refused one again. */
  retry(cid: string): void
  remove(cid: string): void
  /** The echo came back: the thread has the message now. */
  settle(cid: string): void
  /** Sends whatever waits; called when the line is back. */
  flush(): void
}

export interface OutboxOptions {
  keep: Keep
  clock: () => number
  newCid: () => string
  /** Brings one reply to the relay. @throws ApiError */
  deliver(conversationId: string, reply: Reply): Promise<SendAnswer>
}

const KEY = 'outbox'
/** Refusals that pass by themselves. */
const PASSING = new Set(['rate_limited', 'internal', 'unavailable', 'storage_full'])
/** Milliseconds to the next attempt when the relay was busy and named no time. */
const PAUSE = 5_000

export function createOutbox({ keep, clock, newCid, deliver }: OutboxOptions): Outbox {
  const stored = keep.read<Unsent[]>(KEY) ?? []
  const all = signal<Unsent[]>(stored.map(asWaiting))
  /** Conversations of which one reply is on its way: they go one by one, in the order written. */
  const busy = new Set<string>()

  function save(next: Unsent[]): void {
    all.value = next
    const open = next.filter(({ state }) => state !== 'sent')
    if (open.length > 0) keep.write(KEY, open)
    else keep.remove(KEY)
  }

  function update(cid: string, change: Partial<Unsent>): void {
    save(all.peek().map((each) => (each.cid === cid ? { ...each, ...change } : each)))
  }

  function remove(cid: string): void {
    save(all.peek().filter((each) => each.cid !== cid))
  }

  async function pump(conversationId: string): Promise<void> {
    if (busy.has(conversationId)) return
    busy.add(conversationId)
    try {
      for (let next = waitingIn(conversationId); next; next = waitingIn(conversationId)) {
        if (!(await attempt(next))) break
      }
    } finally {
      busy.delete(conversationId)
    }
  }

  function waitingIn(conversationId: string): Unsent | undefined {
    return all
      .peek()
      .find((each) => each.conversationId === conversationId && each.state === 'waiting')
  }

  /** @returns whether the next one may go */
  async function attempt(unsent: Unsent): Promise<boolean> {
    update(unsent.cid, { state: 'sending' })
    try {
      await deliver(unsent.conversationId, toReply(unsent))
      update(unsent.cid, { state: 'sent' })
      return true
    } catch (error) {
      return refuse(unsent, error)
    }
  }

  function refuse(unsent: Unsent, error: unknown): boolean {
    const code = error instanceof ApiError ? error.code : 'internal'
    if (code === 'offline' || code === 'unauthorized') {
      update(unsent.cid, { state: 'waiting' })
      return false
    }
    if (PASSING.has(code)) {
      update(unsent.cid, { state: 'waiting' })
      const wait = error instanceof ApiError && error.retryAfter ? error.retryAfter * 1_000 : PAUSE
      setTimeout(() => void pump(unsent.conversationId), wait)
      return false
    }
    update(unsent.cid, { state: 'failed', error: code })
    return true
  }

  return {
    all,
    add(reply) {
      save([...all.peek(), { ...reply, at: clock(), state: 'waiting' }])
      void pump(reply.conversationId)
    },
    retry(cid) {
      const unsent = all.peek().find((each) => each.cid === cid)
      if (!unsent) return
      const { error, ...rest } = unsent
      // Under a cid that was taken by another text it would be refused for ever.
      const fresh = error === 'cid_conflict' ? newCid() : cid
      const again: Unsent = { ...rest, cid: fresh, state: 'waiting' }
      save(all.peek().map((each) => (each.cid === cid ? again : each)))
      void pump(unsent.conversationId)
    },
    remove,
    settle(cid) {
      if (all.peek().some((each) => each.cid === cid)) remove(cid)
    },
    flush() {
      for (const id of new Set(all.peek().map((each) => each.conversationId))) void pump(id)
    },
  }
}

/** After a reload nothing is on its way; what was may have arrived, which its cid finds out. */
function asWaiting(unsent: Unsent): Unsent {
  return unsent.state === 'failed' ? unsent : { ...unsent, state: 'waiting' }
}

function toReply(unsent: Unsent): Reply {
  const { cid, text, fileId, note, mentions, card, quoteSeq, template } = unsent
  return {
    cid,
    ...(text && { text }),
    ...(fileId && { fileId }),
    ...(note && { note }),
    ...(mentions && { mentions }),
    ...(card && { card }),
    ...(quoteSeq !== undefined && { quoteSeq }),
    ...(template && { template }),
  }
}
