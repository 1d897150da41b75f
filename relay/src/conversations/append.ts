import { hash } from 'node:crypto'
import type {
  Author,
  Card,
  Channel,
  ChannelCard,
  Delivery,
  LineCode,
  Message,
} from '@loods/protocol'
import type { Transaction } from 'kysely'
import type { OutgoingTemplate } from '../channels/adapter.ts'
import {
  checkSendable,
  findReach,
  isElsewhere,
  type Reach,
  reachKey,
} from '../channels/sending/reach.ts'
import type { EventDraft } from '../db/event-numbers.ts'
import { toJson } from '../db/json.ts'
import { orderedId } from '../db/ordered-id.ts'
import type { Row, Schema } from '../db/schema.ts'
import type { Command, Outcome, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import { type Claims, claim, loadClaims, saveClaims } from '../files/claim.ts'
import { enqueue } from '../outbox/outbox-row.ts'
import { lockConversations, saveConversations } from './conversation.repository.ts'
import { findSent, insertMessages } from './message.repository.ts'
import { refuseBlocked } from './saying.ts'

/** One thing to be added to a conversation's thread. */
export interface Append {
  siteId: string
  conversationId: string
  /** The sender's own id; sending the same again gives the same answer and adds nothing. */
  cid: string
  audience: Message['audience']
  kind: Message['kind']
  author: Author
  text: string
  fileId?: string
  line?: { code: LineCode; data: Record<string, unknown> }
  /** Ids of the site's members a note calls. */
  mentions?: string[]
  card?: Card
  /** What came over a channel and is more than text. */
  detail?: ChannelCard
  /** What it came over, where that is not our own page, and when its sender sent it. */
  channel?: Channel
  sentAt?: number
  /** Place of the message it answers; 0 for one we do not have. */
  quoteSeq?: number
  /** From before its channel was connected: nobody waits for it or is told of it. */
  history?: true
  /** Leaves as a template of its channel's, which may be sent at any time. */
  template?: OutgoingTemplate
}

export interface Appended {
  id: string
  seq: number
  ts: number
  /** Its event; `ev` is set once the batch is numbered. */
  event: EventDraft
  dup: boolean
}

/** What the outbox planner is told: the conversation before and after, and the new message. */
export interface Change {
  before: Row<'conversations'>
  after: Row<'conversations'>
  message: Row<'messages'>
  template?: OutgoingTemplate | undefined
}

/** Decides what else a message sets in motion: alerts, mails, channel deliveries. Pure. */
export type OutboxPlanner = (change: Change) => Row<'outbox'>[]

/**
 * The command every message goes through, from any host or channel. For each input: the same
 * `cid` again gives the first answer back (`dup`), another body under the same `cid` is refused;
 * otherwise message, counters, event and outbox rows are written together.
 */
export function createAppendCommand(plan: OutboxPlanner): Command<Append, Appended> {
  return { name: 'append', run: (tx, inputs) => append(tx, inputs, plan) }
}

interface Batch {
  tx: WriteTx
  plan: OutboxPlanner
  conversations: Map<string, Row<'conversations'>>
  /** Messages under their conversation and cid: stored before, or added by this batch. */
  known: Map<string, { hash: string; appended: Appended }>
  messages: Row<'messages'>[]
  outbox: Row<'outbox'>[]
  changed: Set<string>
  /** Uploaded files the messages name. */
  files: Claims
  /** How the people of conversations on other networks are reached. */
  reach: Map<string, Reach>
}

/** Adds to threads inside a transaction that is already open; used by commands that change more than the thread. */
export async function append(
  tx: WriteTx,
  inputs: Append[],
  plan: OutboxPlanner,
): Promise<Outcome<Appended>[]> {
  const batch = await openBatch(tx, inputs, plan)
  const outcomes = inputs.map((input) => attempt(() => appendOne(batch, input)))
  await saveBatch(batch)
  return outcomes
}

async function openBatch(tx: WriteTx, inputs: Append[], plan: OutboxPlanner): Promise<Batch> {
  const ids = [...new Set(inputs.map((input) => input.conversationId))].sort()
  const rows = await lockConversations(tx.db, ids)
  return {
    tx,
    plan,
    conversations: new Map(rows.map((row) => [row.id, row])),
    known: await loadKnown(tx.db, inputs),
    messages: [],
    outbox: [],
    changed: new Set(),
    reach: await findReach(tx.db, elsewhere(rows, inputs)),
    files: await loadClaims(
      tx,
      inputs.map((input) => input.fileId).filter((id) => id !== undefined),
    ),
  }
}

/** Conversations of these whose next message leaves by another network. */
function elsewhere(rows: Row<'conversations'>[], inputs: Append[]): string[] {
  if (!rows.some(({ channel }) => isElsewhere(channel))) return []
  const said = new Set(inputs.filter(isAnswer).map(({ conversationId }) => conversationId))
  return rows.filter(({ id, channel }) => isElsewhere(channel) && said.has(id)).map(({ id }) => id)
}

/** What has a channel came over it; the shop's own app may have sent it. */
function isAnswer({ kind, author, channel }: Append): boolean {
  return kind === 'text' && author.kind !== 'visitor' && channel === undefined
}

async function loadKnown(db: Transaction<Schema>, inputs: Append[]): Promise<Batch['known']> {
  const known: Batch['known'] = new Map()
  for (const row of await findSent(db, inputs)) {
    const event: EventDraft = { siteId: row.site_id, type: 'message', at: row.created_at }
    if (row.ev !== null) event.ev = row.ev
    if (row.cev !== null) event.cev = row.cev
    known.set(`${row.conversation_id} ${row.cid}`, {
      hash: row.body_hash,
      appended: { id: row.id, seq: row.seq, ts: row.created_at, event, dup: true },
    })
  }
  return known
}

function attempt<T>(work: () => T): Outcome<T> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    return { ok: false, error: error as Error }
  }
}

function appendOne(batch: Batch, input: Append): Appended {
  const before = batch.conversations.get(input.conversationId)
  if (!before || before.site_id !== input.siteId) throw notFound('This conversation')
  const bodyHash = hashBody(input)
  const again = batch.known.get(`${input.conversationId} ${input.cid}`)
  if (again) return repeat(again, bodyHash)
  refuseBlocked(before, input.author)
  const leaves = isAnswer(input) && isElsewhere(before.channel)
  if (input.template && !leaves) throw notFound('The channel of this template')
  if (leaves) {
    const reach = batch.reach.get(reachKey(before.id, before.channel))
    checkSendable(reach, input, batch.tx.now)
  }
  const after = advance(before, input, batch.tx.now)
  const message = {
    ...toRow(input, bodyHash, after, batch.tx.now),
    ...(leaves && { channel: before.channel, delivery: QUEUED }),
  }
  if (input.fileId) claim(batch.files, { ...input, fileId: input.fileId }, message.id)
  const appended = {
    ...record(batch, input, { before, after, message, template: input.template }),
    dup: false,
  }
  batch.known.set(`${input.conversationId} ${input.cid}`, {
    hash: bodyHash,
    appended: { ...appended, dup: true },
  })
  return appended
}

const QUEUED = toJson({ state: 'queued' } satisfies Delivery)

function repeat(again: { hash: string; appended: Appended }, hash: string): Appended {
  if (again.hash === hash) return again.appended
  throw new RelayError(
    'cid_conflict',
    'Another message was sent under the same id. Send this one under a new id.',
  )
}

/** The conversation as it is once this message is in it. */
function advance(before: Row<'conversations'>, input: Append, now: number): Row<'conversations'> {
  const after = { ...before, last_seq: before.last_seq + 1 }
  if (input.audience === 'all') after.last_cev += 1
  if (input.kind !== 'text') return after
  after.rev += 1
  if (input.history) return remember(before, after, input.sentAt ?? now)
  after.last_message_at = now
  if (before.status !== 'open')
    Object.assign(after, { status: 'open', snoozed_until: null, closed_at: null })
  if (input.author.kind === 'visitor') {
    after.waiting_since = before.waiting_since ?? Math.min(input.sentAt ?? now, now)
    after.unread += 1
    if (input.channel === undefined) after.channel = 'web'
  }
  if (input.author.kind === 'member') after.waiting_since = null
  return after
}

/** The past: a thread that begins with it is closed, and nobody waits. */
function remember(
  before: Row<'conversations'>,
  after: Row<'conversations'>,
  sentAt: number,
): Row<'conversations'> {
  const isFirst = before.last_seq === 0
  after.last_message_at = isFirst ? sentAt : Math.max(before.last_message_at, sentAt)
  if (isFirst || before.status === 'closed')
    Object.assign(after, { status: 'closed', closed_at: after.last_message_at })
  return after
}

function toRow(
  input: Append,
  hash: string,
  conversation: Row<'conversations'>,
  now: number,
): Row<'messages'> {
  return {
    site_id: input.siteId,
    id: orderedId(now),
    conversation_id: input.conversationId,
    seq: conversation.last_seq,
    cid: input.cid,
    body_hash: hash,
    audience: input.audience,
    kind: input.kind,
    author_kind: input.author.kind,
    author_id: input.author.id ?? null,
    author_name: input.author.name ?? null,
    text: input.text,
    file_id: input.fileId ?? null,
    line: input.line ? toJson(input.line) : null,
    mentions: input.mentions ? toJson(input.mentions) : null,
    card: input.card ? toJson(input.card) : null,
    detail: input.detail ? toJson(input.detail) : null,
    channel: input.channel ?? null,
    sent_at: input.sentAt ?? null,
    quote_seq: input.quoteSeq ?? null,
    delivery: null,
    reactions: null,
    created_at: now,
    edited_at: null,
    withdrawn_at: null,
    rev: 1,
  }
}

function record(batch: Batch, input: Append, change: Change): Omit<Appended, 'dup'> {
  const { after, message } = change
  batch.conversations.set(after.id, after)
  batch.changed.add(after.id)
  batch.messages.push(message)
  if (!input.history) batch.outbox.push(...batch.plan(change))
  const event = batch.tx.emit({
    siteId: after.site_id,
    conversationId: after.id,
    ...(message.audience === 'all' && { cev: after.last_cev }),
    type: 'message',
    messageId: message.id,
    message,
    at: batch.tx.now,
  })
  if (isNewToLists(change)) tellMembers(batch, after)
  return { id: message.id, seq: message.seq, ts: message.created_at, event }
}

function isNewToLists({ before, after }: Change): boolean {
  return before.status !== after.status || before.channel !== after.channel || before.last_seq === 0
}

/** Members' lists hear of a conversation that is new, open again or on another channel; the thread's own readers need not. */
function tellMembers(batch: Batch, conversation: Row<'conversations'>): void {
  batch.tx.emit({
    siteId: conversation.site_id,
    conversationId: conversation.id,
    type: 'conversation',
    at: batch.tx.now,
  })
}

async function saveBatch(batch: Batch): Promise<void> {
  if (batch.messages.length === 0) return
  await insertMessages(batch.tx.db, batch.messages)
  await saveClaims(batch.tx, batch.files)
  await saveConversations(
    batch.tx.db,
    [...batch.changed].map((id) => batch.conversations.get(id) as Row<'conversations'>),
  )
  await enqueue(batch.tx, batch.outbox)
}

/** What makes two sends under one cid the same send. */
function hashBody(input: Append): string {
  const body = [
    input.author.kind,
    input.author.id ?? '',
    input.kind,
    input.text,
    input.fileId ?? '',
  ]
  return hash('sha256', JSON.stringify(body), 'base64url')
}
