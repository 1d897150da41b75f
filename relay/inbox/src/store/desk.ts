import type {
  CannedReply,
  ContactChange,
  ConversationChange,
  Language,
  LiveVisit,
  MeAnswer,
  Member,
  Message,
  ServerFrame,
  SiteAnswer,
  StreamEvent,
  Tag,
} from '@loods/protocol'
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Api } from '../api/client.ts'
import { createSiteApi, type Seen, type SiteApi, waitingEverywhere } from '../api/site-api.ts'
import { createLive, type Live, type LiveState, type Socket } from '../live/live.ts'
import { createSender } from '../live/sender.ts'
import { type Conversations, createConversations } from './conversations.ts'
import { createDrafts, type Drafts } from './drafts.ts'
import { createLists, type Lists, VIEWS } from './lists.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createShelf, type Shelf } from './shelf.ts'
import { createKeep, type Keep } from './storage.ts'
import { createThreads, type Threads } from './threads.ts'
import { createTyping, type Typing } from './typing.ts'

/** What the browser gives a desk; tests give their own. */
export interface Surroundings {
  storage: Storage | undefined
  clock: () => number
  random: () => number
  newCid: () => string
  openSocket(url: string): Socket
  /** Calls back before the next drawing, or at once where nothing is drawn. */
  beforeDrawing(work: () => void): void
}

export type Membership = MeAnswer['sites'][number]

/** Everything one member sees and does at one shop, without a screen. */
export interface Desk {
  me: MeAnswer
  membership: Membership
  language: Language
  api: Api
  siteApi: SiteApi
  keep: Keep
  site: ReadonlySignal<SiteAnswer | undefined>
  conversations: Conversations
  lists: Lists
  threads: Threads
  outbox: Outbox
  drafts: Drafts
  typing: Typing
  live: ReadonlySignal<LiveState>
  /** Ids of members with an inbox open now. */
  online: ReadonlySignal<string[]>
  /** Visits in progress; undefined until the relay has told of them. */
  visits: ReadonlySignal<LiveVisit[] | undefined>
  tags: Shelf<Tag[]>
  cannedReplies: Shelf<CannedReply[]>
  /** How many wait in one's other shops, by shop; looked up now and then. */
  elsewhere: ReadonlySignal<ReadonlyMap<string, number>>
  /** Rises when settings of this kind changed elsewhere, or may have: fetch what is shown of them. */
  changesOf(what: string): number
  /** The relay's time as this browser knows it, in milliseconds; counts by the second. */
  now: ReadonlySignal<number>
  /** The conversation on screen, so that it stays fresh. */
  shown: Signal<string | undefined>
  memberName(id: string | undefined): string | undefined
  members(): Member[]
  reloadSite(): Promise<void>
  sayTyping(conversationId: string, on: boolean): void
  seen(conversationId: string, seen: Seen): void
  /** Changes a conversation and shows it changed. @throws ApiError */
  change(id: string, change: ConversationChange): Promise<void>
  /** Changes what is known of somebody, wherever they are shown. @throws ApiError */
  changeContact(id: string, change: ContactChange): Promise<void>
  /** Corrects an own message, or takes it back when there is no text. @throws ApiError */
  correct(message: Message, text: string | undefined): Promise<void>
  /** Sends what did not arrive on its channel again. @throws ApiError */
  retry(message: Message): Promise<void>
  /** Puts an emoji under a message on its channel; an empty one takes it back. @throws ApiError */
  react(message: Message, emoji: string): Promise<void>
  /** Fetches a conversation that is not known here, or no longer fresh. @throws ApiError */
  fetchConversation(id: string): Promise<void>
  /** Fetches who is on the shop now; the stream tells of changes only. */
  fetchVisits(): Promise<void>
  /** Looks at once whether the line works. */
  check(): void
  start(): void
  stop(): void
}

export function createDesk(
  api: Api,
  me: MeAnswer,
  membership: Membership,
  language: Language,
  around: Surroundings,
): Desk {
  const { siteId, memberId } = membership
  const siteApi = createSiteApi(api, siteId)
  const keep = createKeep(around.storage, `loods.${memberId}.`)
  const conversations = createConversations()
  const lists = createLists(siteApi, conversations, memberId)
  const threads = createThreads(siteApi.history)
  const typing = createTyping()
  const site = signal<SiteAnswer>()
  const liveState = signal<LiveState>('connecting')
  const online = signal<string[]>([])
  const visits = signal<LiveVisit[]>()
  const changes = signal<Record<string, number>>({})
  const resets = signal(0)
  const tags = createShelf(siteApi.tags)
  const cannedReplies = createShelf(siteApi.cannedReplies)
  const shown = signal<string>()
  const skew = signal(0)
  const now = signal(around.clock())
  const elsewhere = signal<ReadonlyMap<string, number>>(new Map())
  const untaken: StreamEvent[] = []
  let ticking: ReturnType<typeof setInterval> | undefined
  let looking: ReturnType<typeof setInterval> | undefined

  const live: Live = createLive({
    siteId,
    openSocket: () => around.openSocket(socketUrl(api.relayUrl)),
    token: api.token,
    poll: siteApi.poll,
    clock: around.clock,
    random: around.random,
    onState(state) {
      liveState.value = state
      if (state === 'live' || state === 'polling') outbox.flush()
    },
    onEvents(events) {
      const first = untaken.length === 0
      untaken.push(...events)
      if (first) around.beforeDrawing(takeEvents)
    },
    onReset() {
      takeEvents()
      void refresh()
      takeSiteChanges()
    },
    onFrame: takeFrame,
    onSkew(milliseconds) {
      skew.value = milliseconds
    },
  })
  const sender = createSender(live, siteApi)
  const outbox = createOutbox({
    keep,
    clock: around.clock,
    newCid: around.newCid,
    deliver: sender.deliver,
  })

  /** Timers of a hidden window run late; whatever arrives sets the clock too. */
  function tick(): void {
    now.value = around.clock() + skew.peek()
  }

  /** All that came since the last drawing at once: a screen that is slow to draw falls no further behind. */
  function takeEvents(): void {
    const events = untaken.splice(0)
    if (events.length === 0) return
    tick()
    batch(() => events.forEach(takeEvent))
  }

  function takeEvent(event: StreamEvent): void {
    switch (event.type) {
      case 'message':
        takeMessage(event.message)
        break
      case 'message_changed':
        takeChanged(event.message)
        break
      case 'marks':
        conversations.marks(event.conversationId, event.marks, event.unread)
        break
      case 'conversation':
        conversations.put([event.conversation])
        break
      case 'contact':
        conversations.contact(event.contact)
        break
      case 'erased':
        conversations.forget([event.conversationId])
        threads.forget(event.conversationId)
        break
      case 'site':
        takeSiteChange(event.what)
        break
    }
  }

  function takeChanged(message: Message): void {
    conversations.changedMessage(message)
    threads.take(message)
  }

  function takeMessage(message: Message): void {
    threads.take(message)
    const known = conversations.message(message)
    // On which number or page somebody wrote, a message does not tell.
    const newThere = message.channel !== undefined && message.author.kind === 'visitor'
    const lost = newThere && !conversations.peek(message.conversationId)?.thread
    if (!known || lost) void fetchConversation(message.conversationId).catch(noop)
    if (message.cid) outbox.settle(message.cid)
    if (message.author.kind !== 'visitor') return
    typing.stop(message.conversationId)
    setTimeout(() => confirmDelivery(message), around.random() * 1_000)
  }

  /** Tells the relay that the team has it, unless a colleague's inbox was quicker. */
  function confirmDelivery({ conversationId, seq }: Message): void {
    const known = conversations.peek(conversationId)?.marks.membersDelivered ?? 0
    if (known < seq) live.send({ type: 'seen', conversationId, delivered: seq })
  }

  function takeSiteChange(what: string): void {
    changes.value = { ...changes.peek(), [what]: (changes.peek()[what] ?? 0) + 1 }
    const id = shown.peek()
    // Whether the channel it is answered over works; others are fetched when they are shown.
    if (what === 'channels' && id && conversations.peek(id)?.thread) {
      void fetchConversation(id).catch(noop)
    }
    if (what === 'tags') tags.refresh()
    if (what === 'canned_replies') cannedReplies.refresh()
    if (IN_SITE.includes(what)) void reloadSite().catch(noop)
  }

  /** What changed since a view was fetched and before the stream began is told by nobody. */
  function takeSiteChanges(): void {
    resets.value += 1
    tags.refresh()
    cannedReplies.refresh()
    if (site.peek()) void reloadSite().catch(noop)
  }

  function takeFrame(frame: ServerFrame): void {
    if (frame.type === 'sent' || frame.type === 'refused') sender.answer(frame)
    if (frame.type === 'typing') typing.take(frame)
    if (frame.type === 'presence') online.value = frame.online
    if (frame.type === 'visitors') visits.value = frame.visits
  }

  async function refresh(): Promise<void> {
    const open = VIEWS.map((view) => lists[view]).filter((list) => list.state.peek() !== 'idle')
    const fresh = new Set((await Promise.all(open.map((list) => list.refresh()))).flat())
    const failed = open.some((list) => list.state.peek() === 'failed')
    if (!failed) {
      const known = [...conversations.all()].map(({ id }) => id)
      conversations.forget(known.filter((id) => !fresh.has(id) && id !== shown.peek()))
    }
    const id = shown.peek()
    if (id) await fetchConversation(id).catch(noop)
    threads.reset(id)
  }

  async function fetchConversation(id: string): Promise<void> {
    conversations.put([await siteApi.conversation(id)])
  }

  /** Only for whoever has more shops than the one on screen. */
  async function lookElsewhere(): Promise<void> {
    const { sites } = await waitingEverywhere(api)
    const others = sites.filter((site) => site.siteId !== siteId)
    elsewhere.value = new Map(others.map((site) => [site.siteId, site.waiting]))
  }

  async function reloadSite(): Promise<void> {
    site.value = await siteApi.site()
  }

  return {
    me,
    membership,
    language,
    api,
    siteApi,
    keep,
    site,
    conversations,
    lists,
    threads,
    outbox,
    tags,
    cannedReplies,
    drafts: createDrafts(keep),
    typing,
    live: liveState,
    online,
    visits,
    elsewhere,
    changesOf: (what) => (changes.value[what] ?? 0) + resets.value,
    now,
    shown,
    members: () => site.value?.members ?? [],
    memberName: (id) => site.value?.members.find((member) => member.id === id)?.name,
    reloadSite,
    fetchConversation,
    async change(id, change) {
      conversations.put([await siteApi.change(id, change)])
    },
    async changeContact(id, change) {
      conversations.contact(await siteApi.changeContact(id, change))
    },
    async correct({ conversationId, id }, text) {
      const message = await (text === undefined
        ? siteApi.withdraw(conversationId, id)
        : siteApi.correct(conversationId, id, text))
      takeChanged(message)
    },
    retry: ({ conversationId, id }) => siteApi.retryMessage(conversationId, id),
    react: ({ conversationId, id }, emoji) => siteApi.react(conversationId, id, emoji),
    async fetchVisits() {
      visits.value = await siteApi.visits()
    },
    sayTyping: (conversationId, on) => void live.send({ type: 'typing', conversationId, on }),
    seen(conversationId, seen) {
      if (live.send({ type: 'seen', conversationId, ...seen })) return
      siteApi.seen(conversationId, seen).catch(noop)
    },
    check: live.check,
    start() {
      live.start()
      ticking = setInterval(tick, 1_000)
      if (me.sites.length < 2) return
      const look = () => void lookElsewhere().catch(noop)
      looking = setInterval(look, LOOK_ELSEWHERE)
      look()
    },
    stop() {
      live.stop()
      clearInterval(ticking)
      clearInterval(looking)
    },
  }
}

/** Milliseconds between two looks at the other shops. */
const LOOK_ELSEWHERE = 15_000

/** Kinds of change that the answer about the shop itself holds. */
const IN_SITE = ['settings', 'team', 'deliveries', 'channels']

/** What did not work is asked for again by whoever shows it. */
function noop(): void {}

function socketUrl(relayUrl: string): string {
  const url = new URL('/live', new URL(relayUrl || '/', location.href))
  url.protocol = url.protocol.replace('http', 'ws')
  return url.href
}
