import type { Message } from '@loods/protocol'
import { sameDay } from '../../parts/time.ts'
import type { Unsent } from '../../store/outbox.ts'

/** What stands in a thread, from top to bottom. */
export type ThreadItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'new'; key: string }
  | { kind: 'line'; key: string; message: Message }
  | ({ kind: 'bubble'; key: string; message: Message } & Laid)
  | { kind: 'unsent'; key: string; unsent: Unsent; first: boolean }

interface Laid {
  side: Side
  first: boolean
  /** The end of a run of one author. */
  last: boolean
  /** Whether time and state stand under it: at the end of a run, and where it tells more than the next. */
  told: boolean
}

export type Side = 'visitor' | 'member' | 'note'

/** Milliseconds after which the same author begins a new run of bubbles. */
const RUN = 5 * 60_000

/**
 * Lays a thread out: a divider where the day changes, runs of bubbles by one author, quiet lines,
 * the mark before what is new, and at the end what is still on its way.
 * @param newFrom seq of the first message nobody had read when the conversation was opened
 */
export function layOut(
  messages: Message[],
  unsent: Unsent[],
  newFrom: number | undefined,
): ThreadItem[] {
  const items = messages.flatMap((message, at) =>
    itemsFor(message, messages[at - 1], messages[at + 1], newFrom),
  )
  const known = new Set(messages.map(({ cid }) => cid))
  const waiting = unsent.filter(({ cid }) => !known.has(cid))
  return [...items, ...waiting.map((each, at) => unsentItem(each, waiting[at - 1]))]
}

function itemsFor(
  message: Message,
  before: Message | undefined,
  after: Message | undefined,
  newFrom: number | undefined,
): ThreadItem[] {
  const items: ThreadItem[] = []
  if (!before || !sameDay(before.ts, message.ts)) {
    items.push({ kind: 'day', key: `day${message.seq}`, at: message.ts })
  }
  if (message.seq === newFrom) items.push({ kind: 'new', key: 'new' })
  const key = message.id
  if (message.kind === 'line') return [...items, { kind: 'line', key, message }]
  const side = sideOf(message)
  const first = message.seq === newFrom || !sameRun(before, message)
  const last = !sameRun(message, after) || after?.seq === newFrom
  const told = last || message.sentAt !== undefined || stateOf(message) !== stateOf(after)
  return [...items, { kind: 'bubble', key, message, side, first, last, told }]
}

function unsentItem(unsent: Unsent, before: Unsent | undefined): ThreadItem {
  return { kind: 'unsent', key: unsent.cid, unsent, first: before?.note !== unsent.note }
}

function sameRun(a: Message | undefined, b: Message | undefined): boolean {
  if (!a || !b || a.kind !== b.kind || a.kind === 'line') return false
  const author = a.author.kind === b.author.kind && a.author.id === b.author.id
  return author && a.channel === b.channel && b.ts - a.ts < RUN && sameDay(a.ts, b.ts)
}

function stateOf(message: Message | undefined): string | undefined {
  return message?.delivery?.state
}

/** Whether what people said in a thread came over several channels. */
export function isMixed(messages: Message[]): boolean {
  const said = messages.filter(({ kind }) => kind === 'text')
  return said.some(({ channel }) => channel !== said[0]?.channel)
}

function sideOf(message: Message): Side {
  if (message.kind === 'note') return 'note'
  return message.author.kind === 'visitor' ? 'visitor' : 'member'
}
