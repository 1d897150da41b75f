import type { HistoryAnswer, Message } from '@loods/protocol'
import { type ReadonlySignal, type Signal, signal } from '@preact/signals'

export type ThreadState = 'loading' | 'ready' | 'failed'

/** The messages of one conversation, as far as they were fetched. */
export interface Thread {
  id: string
  state: ReadonlySignal<ThreadState>
  /** In order of seq, without gaps. */
  messages: ReadonlySignal<Message[]>
  /** Whether older ones wait at the relay. */
  more: ReadonlySignal<boolean>
  loadingOlder: ReadonlySignal<boolean>
}

/** Threads that were opened; the last few stay here, so that going back to one is instant. */
export interface Threads {
  /** The thread, fetched now when it is not here yet. */
  open(id: string): Thread
  /** Fetches the page before the oldest message. */
  older(id: string): Promise<void>
  /** Fetches as many pages as it takes to have a message, and shows them at once. */
  reach(id: string, seq: number): Promise<void>
  /** Fetches the newest page again; after a failure, or when addresses of files ran out. */
  reload(id: string): Promise<void>
  /** Takes a new or changed message; threads that were not opened ignore it. */
  take(message: Message): void
  forget(id: string): void
  /** After a hole in the stream: forgets what is not shown and fetches the rest again. */
  reset(shown: string | undefined): void
}

const KEPT = 20

interface OwnThread extends Thread {
  state: Signal<ThreadState>
  messages: Signal<Message[]>
  more: Signal<boolean>
  loadingOlder: Signal<boolean>
  /** Settles with the first page. */
  opened: Promise<void>
  /** What came while that page was on its way, which may have been made before it. */
  early: Message[]
}

export function createThreads(
  history: (id: string, before?: number) => Promise<HistoryAnswer>,
): Threads {
  const threads = new Map<string, OwnThread>()

  async function fetchNewest(thread: OwnThread): Promise<void> {
    try {
      const page = await history(thread.id)
      const { messages, whole } = join(thread.messages.peek(), page.messages)
      thread.messages.value = messages
      if (!whole || messages[0]?.seq === page.messages[0]?.seq) thread.more.value = page.more
      thread.state.value = 'ready'
      for (const message of thread.early.splice(0)) put(thread, message)
    } catch {
      if (thread.state.peek() === 'loading') thread.state.value = 'failed'
    }
  }

  function put(thread: OwnThread, message: Message): void {
    const known = thread.messages.peek()
    const [first, last] = [known[0]?.seq ?? 0, known.at(-1)?.seq ?? 0]
    // One that is older than what is here comes, as it is now, with its page.
    if (message.seq < first) return
    if (message.seq > last + 1) void fetchNewest(thread)
    else thread.messages.value = merge(known, [message])
  }

  /** Goes back a page at a time until a message is there; nothing when it is there already. */
  async function fetchOlder(thread: OwnThread, seq: number): Promise<void> {
    const first = thread.messages.peek()[0]?.seq
    if (!thread.more.peek() || !first || first <= seq || thread.loadingOlder.peek()) return
    thread.loadingOlder.value = true
    try {
      let page = await history(thread.id, first)
      const came = page.messages
      while (page.more && (page.messages[0]?.seq ?? 0) > seq) {
        page = await history(thread.id, page.messages[0]?.seq)
        came.unshift(...page.messages)
      }
      thread.messages.value = merge(thread.messages.peek(), came)
      thread.more.value = page.more
    } catch {
      // Scrolling up once more asks again.
    } finally {
      thread.loadingOlder.value = false
    }
  }

  function add(id: string): OwnThread {
    const thread: OwnThread = {
      id,
      state: signal<ThreadState>('loading'),
      messages: signal<Message[]>([]),
      more: signal(false),
      loadingOlder: signal(false),
      opened: Promise.resolve(),
      early: [],
    }
    threads.set(id, thread)
    const oldest = threads.keys().next().value
    if (threads.size > KEPT && oldest !== undefined) threads.delete(oldest)
    thread.opened = fetchNewest(thread)
    return thread
  }

  return {
    open(id) {
      const known = threads.get(id)
      if (!known) return add(id)
      // Moved to the end: the thread opened longest ago is the first to go.
      threads.delete(id)
      threads.set(id, known)
      return known
    },
    async older(id) {
      const thread = threads.get(id)
      const first = thread?.messages.peek()[0]?.seq ?? 0
      if (thread) await fetchOlder(thread, first - 1)
    },
    async reach(id, seq) {
      const thread = threads.get(id)
      await thread?.opened
      if (thread) await fetchOlder(thread, seq)
    },
    async reload(id) {
      const thread = threads.get(id)
      if (!thread) return
      if (thread.state.peek() === 'failed') thread.state.value = 'loading'
      await fetchNewest(thread)
    },
    take(message) {
      const thread = threads.get(message.conversationId)
      const state = thread?.state.peek()
      if (thread && state === 'ready') put(thread, message)
      if (state === 'loading') thread?.early.push(message)
    },
    forget(id) {
      threads.delete(id)
    },
    reset(shown) {
      for (const id of [...threads.keys()]) if (id !== shown) threads.delete(id)
      const thread = threads.get(shown ?? '')
      if (thread) void fetchNewest(thread)
    },
  }
}

/** Puts the newest page behind what is known; a page that does not touch it replaces it. */
function join(known: Message[], page: Message[]): { messages: Message[]; whole: boolean } {
  const last = known.at(-1)?.seq ?? 0
  const first = page[0]?.seq ?? 0
  const whole = known.length > 0 && first <= last + 1
  return { messages: whole ? merge(known, page) : page, whole }
}

/** Both, in order of seq; of one message the copy that was changed last. */
export function merge(known: Message[], came: Message[]): Message[] {
  const bySeq = new Map(known.map((message) => [message.seq, message]))
  for (const message of came) {
    const copy = bySeq.get(message.seq)
    if (!copy || message.rev >= copy.rev) bySeq.set(message.seq, message)
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}
