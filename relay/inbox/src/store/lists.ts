import {
  CHANNEL_RED_AFTER,
  type Conversation,
  type ListAnswer,
  WAIT_RED_AFTER,
} from '@loods/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { SiteApi, View } from '../api/site-api.ts'
import type { Conversations } from './conversations.ts'

export type ListState = 'idle' | 'loading' | 'ready' | 'failed'

/** One list of the inbox: what is known of it, and how far it has been fetched. */
export interface List {
  view: View
  state: ReadonlySignal<ListState>
  /** In the order they are shown. */
  rows: ReadonlySignal<Conversation[]>
  /** Whether older ones wait at the relay. */
  more: ReadonlySignal<boolean>
  /** Fetches the first page, or the next one. Does nothing while a page is on its way. */
  load(): Promise<void>
  /** Fetches anew as many as are here, after a hole in the stream. @returns their ids */
  refresh(): Promise<string[]>
}

export type Lists = Record<View, List> & {
  /** Those who wait, and behind them everybody else who is open: nobody is out of sight. */
  waitingFirst: List
}

export const VIEWS: View[] = ['waiting', 'mine', 'unassigned', 'all', 'closed']

/** Fetched at once of those who wait: the longest waiting comes first, so all must be here. */
const MAX_WAITING = 1_000

export function createLists(
  api: Pick<SiteApi, 'list'>,
  conversations: Conversations,
  memberId: string,
): Lists {
  const make = (view: View) => createList(api, conversations, memberId, view)
  const lists = Object.fromEntries(VIEWS.map((view) => [view, make(view)])) as Record<View, List>
  return { ...lists, waitingFirst: waitingFirst(lists) }
}

function waitingFirst({ waiting, all }: Record<View, List>): List {
  return {
    view: 'waiting',
    state: computed(() =>
      waiting.state.value === 'ready' ? all.state.value : waiting.state.value,
    ),
    rows: computed(() => {
      const first = waiting.rows.value
      const others = all.rows.value.filter((each) => each.status === 'open' && !waits(each))
      return [...first, ...others]
    }),
    more: all.more,
    async load() {
      const loads = waiting.state.peek() === 'ready' ? [all] : [waiting, all]
      await Promise.all(loads.map((list) => list.load()))
    },
    refresh: all.refresh,
  }
}

function createList(
  api: Pick<SiteApi, 'list'>,
  conversations: Conversations,
  memberId: string,
  view: View,
): List {
  const state = signal<ListState>('idle')
  /** Everything last active at this moment or later has been fetched. */
  const horizon = signal(Number.POSITIVE_INFINITY)
  /** Where the next page begins; undefined when all is here, or nothing yet. */
  const next = signal<string>()
  /** How many were fetched, so that fetching anew loses nobody's place. */
  let fetched = 0
  const more = computed(() => next.value !== undefined)
  const rows = computed(() => {
    const from = more.value ? horizon.value : 0
    return [...conversations.all()]
      .filter((each) => fits(each, view, memberId) && each.lastMessageAt >= from)
      .sort(view === 'waiting' ? soonestRed : lastActive)
  })

  /** Fetches pages, one or as many as hold `count`; what is shown grows or changes once, at the end. */
  async function fetchPages(before: string | undefined, count = 1): Promise<string[]> {
    const ids: string[] = []
    let page: ListAnswer = { conversations: [], more: true, next: before }
    do {
      page = await api.list(view, page.next)
      conversations.put(page.conversations)
      ids.push(...page.conversations.map(({ id }) => id))
    } while (page.next !== undefined && ids.length < count)
    batch(() => {
      horizon.value = page.conversations.at(-1)?.lastMessageAt ?? 0
      next.value = page.next
    })
    return ids
  }

  /** From the top: the list of those who wait as a whole, others as far as they were here. */
  async function fetchAnew(): Promise<string[]> {
    const ids = await fetchPages(undefined, view === 'waiting' ? MAX_WAITING : fetched)
    fetched = ids.length
    return ids
  }

  async function fetchMore(): Promise<string[]> {
    const ids = await fetchPages(next.value)
    fetched += ids.length
    return ids
  }

  async function guarded(work: () => Promise<string[]>): Promise<string[]> {
    state.value = 'loading'
    try {
      const ids = await work()
      state.value = 'ready'
      return ids
    } catch {
      state.value = 'failed'
      return []
    }
  }

  return {
    view,
    state,
    rows,
    more,
    async load() {
      if (state.value === 'loading') return
      const first = horizon.value === Number.POSITIVE_INFINITY
      await guarded(first ? fetchAnew : fetchMore)
    },
    refresh: () => guarded(fetchAnew),
  }
}

/** Whether a list shows a conversation; the relay's own rule, so that events alone keep lists right. */
export function fits(conversation: Conversation, view: View, memberId: string): boolean {
  const active = conversation.status !== 'closed'
  switch (view) {
    case 'waiting':
      return waits(conversation)
    case 'mine':
      return active && conversation.assigneeId === memberId
    case 'unassigned':
      return active && conversation.assigneeId === undefined
    case 'all':
      return active
    case 'closed':
      return !active
  }
}

function waits({ status, waitingSince }: Conversation): boolean {
  return status === 'open' && waitingSince !== undefined
}

function lastActive(a: Conversation, b: Conversation): number {
  return b.lastMessageAt - a.lastMessageAt || (a.id < b.id ? -1 : 1)
}

function soonestRed(a: Conversation, b: Conversation): number {
  return redAt(a) - redAt(b) || lastActive(a, b)
}

/** When somebody will have waited too long, which on other channels is later. */
function redAt({ waitingSince = 0, channel }: Conversation): number {
  return waitingSince + (channel === 'web' ? WAIT_RED_AFTER : CHANNEL_RED_AFTER)
}
