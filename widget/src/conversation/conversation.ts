import {
  type CLOSE,
  type ClientFrame,
  type FileInfo,
  type LeadRequest,
  type Message,
  PROTOCOL_VERSION,
  type SendAnswer,
  type ServerFrame,
  type StartAnswer,
  type StreamEvent,
  type ThreadAnswer,
} from '@loods/protocol'
import { type AcceptedPrompt, createApi, Failure } from './api.ts'
import { createCid } from './cid.ts'
import { createConnection, type LinkState, type Polling } from './connection.ts'
import type { Environment } from './environment.ts'
import type { Keep } from './keep.ts'
import { readJson } from './read-json.ts'
import { backoff } from './retry.ts'
import { createSender } from './sender.ts'
import { createTabs, type Note } from './tabs.ts'
import {
  applyEvent,
  countUnread,
  cursorOf,
  isFromShop,
  lastSeq,
  mergeMessages,
  type Thread,
  toThread,
} from './thread.ts'
import { createUnsentKeep, type Unsent } from './unsent.ts'

/** The relay does not know our secret. */
const UNAUTHORIZED: typeof CLOSE.unauthorized = 4001
/** As many digits as the shortest card has; only then is the check loaded. */
const CARD_LIKE = /\d(?:[ -]?\d){12}/

/** Milliseconds a typing sign stays without being renewed. */
const TYPING_LASTS = 6_000
/** Milliseconds over which marks are gathered before they are told. */
const MARKS_GATHER = 300

export type Shop = Pick<ThreadAnswer, 'team' | 'availability' | 'online' | 'waitSeconds'>

/** Everything a screen shows of the conversation. */
export interface ConversationState {
  /** Whether there is a conversation to take up or to go on with. */
  known: boolean
  /** Absent until the shopper acts, and while it is being fetched for the first time. */
  thread?: Thread | undefined
  /** Messages of the shop the shopper has not read. */
  unread: number
  /** Said and not confirmed, in the order they were said. */
  unsent: Unsent[]
  link: LinkState
  /** Name of the member who is typing; empty when the name is not known. */
  typing?: string | undefined
  /** What the relay said of the shop with the thread. */
  shop?: Shop
  reachableAt?: string | undefined
}

/** Where a shopper can be reached later, and what about. */
export interface Contact extends Omit<LeadRequest, 'question'> {
  question?: string
}

export interface ConversationHooks {
  onChange(state: ConversationState): void
  /** The shop said something that was not here before. */
  onMessage(message: Message): void
}

/** A shopper's conversation with one shop: survives reloads, tabs and bad networks. No screen. */
export interface Conversation {
  readonly state: ConversationState
  /** Whether this tab holds the line; of several tabs only one does. */
  readonly leading: boolean
  /** Takes up what this browser kept; costs nothing when it kept nothing. */
  resume(): void
  /**
   * Keeps it, then sends it until it is confirmed. Card numbers are masked before.
   * @throws where the check for card numbers did not load; nothing is kept then
   */
  say(saying: { text?: string; file?: FileInfo }): Promise<void>
  retry(cid: string): void
  discard(cid: string): void
  typing(on: boolean): void
  /** The shopper saw everything that is here. */
  read(): void
  /** Fetches the page before the oldest message. @throws Failure */
  loadOlder(): Promise<void>
  /** Fetches the thread anew, with fresh addresses of its files. @throws Failure */
  refresh(): Promise<void>
  /** @throws Failure */
  leaveContact(lead: Contact): Promise<void>
  /** Joins the conversations of the customer this signed token names. @throws Failure */
  identify(token: string): Promise<void>
  contextChanged(): void
  /** Exchanges the code of an e-mail's link for a secret of this browser's own. @throws Failure */
  comeBack(code: string): Promise<void>
  /** A prompt the shopper accepted: begins the thread. */
  accept(prompt: AcceptedPrompt): void
  /** The secret for calls the panel makes by itself, such as uploads. Begins when needed. @throws Failure */
  authorize(): Promise<string>
  /** The network or the page came back. */
  wake(): void
  /** The browser lost its network. */
  sleep(): void
  /** The page is being left: lets another tab lead. */
  leave(): void
}

export function createConversation(
  env: Environment,
  keep: Keep,
  hooks: ConversationHooks,
): Conversation {
  let account = readAccount()
  let loading: Promise<void> | undefined
  let held: StreamEvent[] = []
  let prompt: AcceptedPrompt | undefined
  /** Of the question with a lead: sent twice, it is there once. */
  let leadCid: string | undefined
  let typingTimer: number | undefined
  let toTell: { delivered?: number; read?: number } | undefined

  const api = createApi(env, () => account?.secret)
  const connection = createConnection(env, {
    hello: () => ({
      type: 'hello',
      v: PROTOCOL_VERSION,
      site: env.siteKey,
      secret: account?.secret ?? '',
      context: env.context(),
      ...(state.thread && { since: cursorOf(state.thread) }),
    }),
    onFrame: heard,
    onState: lineIs,
    onRefused: (code) => void refused(code),
    poll: startFallback,
  })
  const tabs = createTabs(env, `loods.${env.siteKey}`, {
    lead: () => connection.open(),
    follow: () => connection.close(),
    link: linkNote,
    onNote,
  })
  const sender = createSender(env, createUnsentKeep(keep), {
    bySocket: (message) => say({ type: 'send', ...message }),
    byHttp: (message) => guarded(() => api.send(message)),
    ready: begin,
    onSent,
    onChange: (unsent) => change({ unsent }),
  })
  let state: ConversationState = {
    known: account !== undefined,
    unsent: sender.unsent,
    unread: 0,
    link: 'idle',
  }

  function change(next: Partial<ConversationState>): void {
    state = { ...state, ...next }
    if (next.thread) state.unread = countUnread(next.thread)
    hooks.onChange(state)
  }

  function readAccount(): StartAnswer | undefined {
    const kept = readJson(keep.read('')) as StartAnswer | null | undefined
    return typeof kept?.secret === 'string' ? kept : undefined
  }

  // --- who we are

  /** Resolves once the relay knows this shopper and the thread is here. */
  async function begin(): Promise<void> {
    account ??= readAccount()
    account ??= await alone(async () => {
      const answer = readAccount() ?? (await api.start({ context: env.context(), prompt }))
      keep.write('', JSON.stringify(answer))
      return answer
    })
    if (!state.thread) await load()
    tabs.join()
  }

  /** Two tabs that begin at the same moment begin once. */
  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (!env.locks) return work()
    return env.locks.request(`loods.${env.siteKey}.begin`, {}, work) as Promise<T>
  }

  /** From now on this browser holds another conversation. */
  async function become(next: StartAnswer): Promise<void> {
    account = next
    keep.write('', JSON.stringify(next))
    tabs.leave()
    change({ thread: undefined })
    await begin()
  }

  /** The relay does not know our secret any more, or erased what it opened. */
  function forget(): void {
    account = undefined
    keep.write('', '')
    tabs.leave()
    change({ known: false, thread: undefined, unread: 0, link: 'idle', typing: undefined })
  }

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'unauthorized') throw error
      forget()
      throw new Failure({ code: 'unavailable' })
    }
  }

  // --- the thread

  function load(): Promise<void> {
    loading ??= guarded(() => api.thread()).then(
      (answer) => {
        loading = undefined
        take(answer)
      },
      (error) => {
        loading = undefined
        throw error
      },
    )
    return loading
  }

  function take(answer: ThreadAnswer): void {
    const { team, availability, online, waitSeconds, reachableAt } = answer
    const shop = { team, availability, online, ...(waitSeconds && { waitSeconds }) }
    const before = state.thread
    setThread(toThread(answer), before ? lastSeq(before) : Number.POSITIVE_INFINITY, {
      shop,
      reachableAt,
    })
    const missed = held
    held = []
    applyAll(missed)
  }

  /** Fetches the thread until it is here; for a line that cannot go on without it. */
  async function reload(): Promise<void> {
    for (let attempt = 0; account; attempt++) {
      try {
        return await load()
      } catch {
        if (!tabs.leading) linked('offline')
        await new Promise<void>((resolve) => {
          env.setTimeout(resolve, backoff(attempt, env.random))
        })
      }
    }
  }

  function applyAll(events: StreamEvent[]): void {
    if (!state.thread || loading) {
      held.push(...events)
      return
    }
    let next = state.thread
    for (const event of events) {
      const result = applyEvent(next, event)
      if (typeof result === 'string') {
        if (result === 'gap') void reload()
        else forget()
        return
      }
      next = result
    }
    if (next !== state.thread) setThread(next, lastSeq(state.thread))
  }

  /** @param seen seq up to which messages are not new */
  function setThread(thread: Thread, seen: number, more: Partial<ConversationState> = {}): void {
    const fresh = thread.messages.filter((message) => message.seq > seen && isFromShop(message))
    change({ ...more, known: true, thread, ...(fresh.length > 0 && { typing: undefined }) })
    sender.confirm(thread.messages.flatMap(({ cid }) => cid ?? []))
    const last = lastSeq(thread)
    if (last > thread.marks.visitorDelivered) tell({ delivered: last })
    for (const message of fresh) hooks.onMessage(message)
  }

  function onSent({ cid, text = '', file }: Unsent, answer: SendAnswer): void {
    const { thread } = state
    if (!thread) return
    const message: Message = {
      id: answer.id,
      conversationId: thread.id,
      seq: answer.seq,
      cid,
      ts: answer.ts,
      audience: 'all',
      kind: 'text',
      author: { kind: 'visitor' },
      text,
      rev: 0,
      ...(file && { file }),
    }
    change({ thread: { ...thread, messages: mergeMessages([message], thread.messages) } })
  }

  // --- the line

  /** Says a frame on whichever tab's socket is live; false when none is. */
  function say(frame: ClientFrame): boolean {
    if (tabs.leading) return connection.send(frame)
    if (state.link !== 'live') return false
    tabs.post({ type: 'say', frame })
    return true
  }

  function heard(frame: ServerFrame): void {
    tabs.post({ type: 'heard', frame })
    handle(frame)
  }

  function lineIs(link: LinkState): void {
    linked(link)
    tabs.post(linkNote())
  }

  /** A secret the relay does not know is forgotten; one it knows may try again later. */
  async function refused(code: number): Promise<void> {
    if (code !== UNAUTHORIZED) return
    await reload()
    env.setTimeout(() => account && tabs.leading && connection.open(), backoff(6, env.random))
  }

  function handle(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        if (!frame.resumed) void reload()
        break
      case 'reset':
        void reload()
        break
      case 'events':
        applyAll(frame.events)
        break
      case 'typing':
        showTyping(frame.on ? (frame.name ?? '') : undefined)
        break
      case 'sent':
      case 'refused':
        sender.answer(frame)
    }
  }

  function onNote(note: Note): void {
    if (note.type === 'heard') handle(note.frame)
    else if (note.type === 'say') tabs.leading && connection.send(note.frame)
    else if (note.type === 'link') {
      linked(note.state)
      if (state.thread && note.n > state.thread.n) void reload()
    }
  }

  function linkNote(): Note {
    return { type: 'link', state: state.link, n: state.thread?.n ?? 0 }
  }

  function linked(link: LinkState): void {
    if (link !== state.link) change({ link, ...(link !== 'live' && { typing: undefined }) })
    if (link === 'live') sender.wake()
  }

  async function startFallback(): Promise<Polling> {
    const { startPolling } = await import('./long-poll.ts')
    return startPolling(env, api, {
      since: () => (state.thread ? cursorOf(state.thread) : ''),
      onEvents: (events) => heard({ type: 'events', events }),
      onReset: reload,
      onState: lineIs,
      onRefused: () => void reload(),
      backoff: (attempt) => backoff(attempt, env.random),
    })
  }

  function showTyping(typing: string | undefined): void {
    env.clearTimeout(typingTimer)
    if (typing !== undefined)
      typingTimer = env.setTimeout(() => showTyping(undefined), TYPING_LASTS)
    change({ typing })
  }

  // --- marks

  function tell(marks: { delivered?: number; read?: number }): void {
    if (!toTell) env.setTimeout(tellMarks, MARKS_GATHER)
    toTell = { ...toTell, ...marks }
  }

  function tellMarks(): void {
    const marks = toTell
    toTell = undefined
    if (marks && !say({ type: 'seen', ...marks })) api.seen(marks).catch(() => {})
  }

  const conversation: Conversation = {
    get state() {
      return state
    },
    get leading() {
      return tabs.leading
    },
    resume() {
      account ??= readAccount()
      if (account) void reload().then(() => account && tabs.join())
      if (sender.unsent.length > 0) sender.wake()
    },
    async say({ text, ...saying }) {
      const safe = text && CARD_LIKE.test(text) ? await maskCards(text) : text
      // The next page must know that something waits here.
      if (!keep.read('')) keep.write('', '{}')
      sender.say({ ...saying, ...(safe && { text: safe }) })
    },
    retry: (cid) => sender.retry(cid),
    discard: (cid) => sender.discard(cid),
    typing: (on) => void (account && say({ type: 'typing', on })),
    read() {
      const { thread } = state
      if (!thread) return
      const read = lastSeq(thread)
      if (read <= thread.marks.visitorRead) return
      change({ thread: { ...thread, marks: { ...thread.marks, visitorRead: read } } })
      tell({ read })
    },
    async loadOlder() {
      const first = state.thread?.messages[0]
      if (!first) return
      const { messages, more } = await api.history(first.seq)
      const { thread } = state
      if (!thread) return
      change({ thread: { ...thread, more, messages: mergeMessages(messages, thread.messages) } })
    },
    refresh: load,
    async leaveContact({ question, ...lead }) {
      await begin()
      leadCid ??= createCid(env.now(), env.fillRandom)
      const asked = question && { question: { cid: leadCid, text: await maskCards(question) } }
      await api.lead({ ...lead, ...asked })
      leadCid = undefined
    },
    async identify(token) {
      await begin()
      const { conversationId } = await api.identify(token)
      if (account && conversationId !== account.conversationId) {
        await become({ ...account, conversationId })
      }
    },
    comeBack: async (code) => become(await api.resume(code)),
    contextChanged: () => void (account && say({ type: 'context', context: env.context() })),
    accept(accepted) {
      prompt = accepted
    },
    async authorize() {
      await begin()
      return account?.secret ?? ''
    },
    wake() {
      tabs.show()
      connection.wake()
      sender.wake()
      if (!account) conversation.resume()
      else tabs.join()
    },
    sleep() {
      connection.sleep()
      if (!tabs.leading && account) linked('offline')
    },
    leave: () => tabs.leave(),
  }
  return conversation
}

async function maskCards(text: string): Promise<string> {
  const { maskCards } = await import('./mask-cards.ts')
  return maskCards(text)
}
