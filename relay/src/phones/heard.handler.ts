import { type Conversation, MAX_MEMBER_TEXT, type Message } from '@loods/protocol'
import * as v from 'valibot'
import type { MessageUpdate } from '../channels/update.ts'
import { fromJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import { outboxRow } from '../outbox/outbox-row.ts'
import { cidPrefix } from './bubble.ts'
import { runCommand } from './commands.ts'
import { type Heard, type Reaction, saying } from './heard.ts'
import {
  findAsked,
  findBubble,
  findHeard,
  findThread,
  findThreadsOf,
  insertBubble,
  isUnderWay,
  moveHeard,
  saveThread,
} from './phone.repository.ts'
import type { PhoneDeps } from './phone-deps.ts'
import { messagesAfter, type Owned, principalOf } from './phone-people.ts'
import { reactRow, sayRow } from './phone-rows.ts'
import { findSamePhones } from './same-phone.ts'
import type { Say } from './says.ts'
import { type Meant, understand } from './understand.ts'
import { ACTIVE, whichChat } from './which.ts'

const MINUTE = 60_000
/** Milliseconds a question waits for its answer. */
const QUESTION_LIFE = 15 * MINUTE
/** Milliseconds back in which a chat may still be meant where none is active. */
const REMEMBERED = 7 * 24 * 60 * MINUTE
/** Chats looked through for those that may be meant. */
const MOST = 60
/** Milliseconds a bubble may take to get the name that a quick answer quotes it by. */
const NAMING = MINUTE

const heardPayload = v.object({ channelId: v.string(), externalId: v.string() })

/** Works off what came from a member's phone: an answer, a command, a choice. Nothing stays unanswered. */
export function heardHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.heard',
    payload: heardPayload,
    async handle(_, { channelId, externalId }) {
      const heard = await load(deps, channelId, externalId)
      if (heard?.row.state !== 'new') return { outcome: 'cancel', reason: 'done already' }
      return react(deps, heard)
    },
  })
}

/** A question nobody answered: what was to be sent is not, and its sender hears so. */
export function overHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.over',
    payload: heardPayload,
    async handle(_, { channelId, externalId }): Promise<OutboxResult> {
      const row = await findHeard(deps.db.read, channelId, externalId)
      if (row?.state !== 'asked') return { outcome: 'cancel', reason: 'it was answered' }
      const phone = { id: row.phone_id, site_id: (await siteOf(deps, row)) ?? '' }
      const said = sayRow(phone, { code: 'which_over', quote: externalId }, deps.clock())
      return { outcome: 'done', next: [said], record: (tx) => end(tx, row) }
    },
  })
}

async function siteOf(deps: PhoneDeps, row: Row<'phone_heard'>): Promise<string | undefined> {
  return (await deps.people.owned(row.phone_id))?.phone.site_id
}

async function load(
  deps: PhoneDeps,
  channelId: string,
  externalId: string,
): Promise<Heard | undefined> {
  const row = await findHeard(deps.db.read, channelId, externalId)
  if (!row || row.said === null) return undefined
  const owned = await deps.people.owned(row.phone_id)
  if (!owned) return undefined
  const { phone } = owned
  const phones = await findSamePhones(deps.db.read, phone)
  return { row, owned, phones, update: fromJson(row.said) as MessageUpdate }
}

async function react(deps: PhoneDeps, heard: Heard): Promise<OutboxResult> {
  const meant = understand(heard.update)
  const result = await answerTo(deps, heard, meant)
  if ('outcome' in result) return result
  const { rows, record, asks = false } = result
  return {
    outcome: 'done',
    next: asks ? [...rows, overRow(deps, heard)] : rows,
    async record(tx) {
      await record?.(tx)
      await (asks ? moveHeard(tx.db, heard.row, { state: 'asked' }) : end(tx, heard.row))
    },
  }
}

/** Once it was worked off, its words are in the thread or were refused: they are kept here no longer. */
async function end(tx: WriteTx, row: Row<'phone_heard'>): Promise<void> {
  await moveHeard(tx.db, row, { state: 'done', said: null })
}

function overRow(deps: PhoneDeps, { row, owned }: Heard): Row<'outbox'> {
  const now = deps.clock()
  return outboxRow({
    siteId: owned.phone.site_id,
    kind: 'phone.over',
    lane: `phone.over ${row.external_id}`,
    place: 0,
    payload: { channelId: row.channel_id, externalId: row.external_id },
    now,
    dueAt: now + QUESTION_LIFE,
  })
}

async function answerTo(
  deps: PhoneDeps,
  heard: Heard,
  meant: Meant,
): Promise<Reaction | OutboxResult> {
  switch (meant.kind) {
    case 'unsupported':
      return saying(deps, heard, { code: 'unsupported' })
    case 'no_command':
      return saying(deps, heard, { code: 'no_command', word: meant.word })
    case 'pressed':
      return { rows: [reactRow(heard.owned.phone, heard.row.external_id, deps.clock())] }
    case 'picked':
      return pick(deps, heard, meant)
    case 'command':
      if (meant.command === 'close' || meant.command === 'note') {
        if (meant.command === 'note' && meant.text === '') {
          return saying(deps, heard, { code: 'note_empty' })
        }
        return inChat(deps, heard, meant)
      }
      return runCommand(deps, heard, meant.command)
    case 'reply':
      if (meant.text.length > MAX_MEMBER_TEXT) return saying(deps, heard, { code: 'too_long' })
      return inChat(deps, heard, meant)
  }
}

type ForChat = Extract<Meant, { kind: 'reply' } | { kind: 'command' }>

/** Finds the chat that is meant, or asks. */
async function inChat(
  deps: PhoneDeps,
  heard: Heard,
  meant: ForChat,
): Promise<Reaction | OutboxResult> {
  const quote = await readQuote(deps, heard)
  if (quote === 'not yet') {
    return { outcome: 'wait', afterMs: 1_000, reason: 'what it quotes has no name yet' }
  }
  const which = whichChat({ quote, ...(await openChats(deps, heard)) })
  if (which.kind === 'none') return saying(deps, heard, { code: 'no_chat' })
  if (which.kind === 'ask') {
    const key = deps.cidOf(heard.row.external_id)
    return { ...saying(deps, heard, { code: 'which', key, chats: which.among }), asks: true }
  }
  const told = quote?.told
  return doIn(deps, { ...heard, ...(told && { told }) }, meant, which.conversationId, false)
}

/** What is quoted, as far as we know it; a bubble that left a moment ago may have no name yet. */
async function readQuote(
  deps: PhoneDeps,
  { update, phones }: Heard,
): Promise<
  { conversationId: string | null | undefined; told?: number | null } | undefined | 'not yet'
> {
  if (!update.quote) return undefined
  const { externalId } = update.quote
  if (externalId === undefined) return { conversationId: undefined }
  const ids = phones.map(({ id }) => id)
  const bubble = await findBubble(deps.db.read, ids, externalId)
  if (bubble) return { conversationId: bubble.conversation_id, told: bubble.told_seq }
  const under = await isUnderWay(deps.db.read, ids, deps.clock() - NAMING)
  return under ? 'not yet' : { conversationId: undefined }
}

/** Open chats that stand on this phone, newest first. */
async function openChats(deps: PhoneDeps, { phones }: Heard) {
  const now = deps.clock()
  const ids = phones.map(({ id }) => id)
  const threads = await findThreadsOf(deps.db.read, ids, now - REMEMBERED, MOST)
  const open = new Set<string>()
  for (const [siteId, own] of Map.groupBy(threads, (thread) => thread.site_id)) {
    const among = own.map((thread) => thread.conversation_id)
    for (const view of (await deps.conversations.views(siteId, among)).values())
      if (view.status === 'open' && !view.contact.blocked) open.add(view.id)
  }
  const still = threads.filter((thread) => open.has(thread.conversation_id))
  const idsOf = (some: Row<'phone_threads'>[]) => [
    ...new Set(some.map((thread) => thread.conversation_id)),
  ]
  return {
    active: idsOf(still.filter(({ last_at }) => last_at >= now - ACTIVE)),
    older: idsOf(still.filter(({ last_at }) => last_at < now - ACTIVE)),
  }
}

/** A chat was chosen for words that waited for it. */
async function pick(
  deps: PhoneDeps,
  heard: Heard,
  { key, conversationId }: Extract<Meant, { kind: 'picked' }>,
): Promise<Reaction | OutboxResult> {
  const ids = heard.phones.map(({ id }) => id)
  const asked = await findAsked(deps.db.read, ids)
  const row = asked.find(({ external_id }) => deps.cidOf(external_id) === key)
  const kept = row && (await load(deps, row.channel_id, row.external_id))
  if (!kept) return saying(deps, heard, { code: 'chosen_over' })
  const meant = understand(kept.update)
  if (meant.kind !== 'reply' && meant.kind !== 'command') {
    return saying(deps, heard, { code: 'chosen_over' })
  }
  const result = await doIn(deps, kept, meant, conversationId, true)
  if ('outcome' in result) return result
  return {
    ...result,
    async record(tx) {
      await result.record?.(tx)
      await end(tx, kept.row)
    },
  }
}

/** Does in one chat what was meant. @param sure whether the member saw and chose it */
async function doIn(
  deps: PhoneDeps,
  heard: Heard,
  meant: ForChat,
  conversationId: string,
  sure: boolean,
): Promise<Reaction | OutboxResult> {
  const found = await findIn(deps, heard, conversationId)
  if (!found) return saying(deps, heard, { code: 'gone' })
  const { owned, conversation } = found
  const here = { ...heard, owned }
  if (meant.kind === 'command' && meant.command === 'close') {
    await deps.changes.change(principalOf(owned), conversationId, { status: 'closed' })
    return saying(deps, here, { code: 'closed', chats: [conversationId] })
  }
  if (meant.kind === 'reply' && conversation.status === 'closed' && !sure) {
    return closedMeanwhile(deps, here, conversation)
  }
  return write(deps, here, meant, conversation)
}

/** A conversation, with the phone as it is at its shop. */
async function findIn(
  deps: PhoneDeps,
  { phones }: Heard,
  id: string,
): Promise<{ owned: Owned; conversation: Conversation } | undefined> {
  for (const phone of phones) {
    const conversation = (await deps.conversations.views(phone.site_id, [id])).get(id)
    const owned = conversation && (await deps.people.owned(phone.id))
    if (owned) return { owned, conversation }
  }
  return undefined
}

/** Somebody closed it: the answer waits for a yes. */
async function closedMeanwhile(
  deps: PhoneDeps,
  heard: Heard,
  { id, closedAt, marks }: Conversation,
): Promise<Reaction> {
  const siteId = heard.owned.phone.site_id
  const page = { limit: 20, audience: 'all' } as const
  const { messages } = await deps.conversations.history(siteId, id, page)
  const line = messages.findLast((message) => message.line?.code === 'closed')
  const by = String(line?.line?.data.by ?? '')
  const at = closedAt ?? line?.ts ?? marks.membersRead
  const key = deps.cidOf(heard.row.external_id)
  return { ...saying(deps, heard, { code: 'was_closed', key, by, at, chats: [id] }), asks: true }
}

/** Writes an answer or a note into the thread, as if its member were at a desk. */
async function write(
  deps: PhoneDeps,
  heard: Heard,
  meant: ForChat,
  conversation: Conversation,
): Promise<Reaction | OutboxResult> {
  const { owned, row } = heard
  const { phone } = owned
  const file = await takeFile(deps, heard, meant, conversation)
  if (file && 'outcome' in file) return file
  if (file && 'code' in file) return saying(deps, heard, file)
  const cid = cidPrefix(phone.id) + deps.cidOf(row.external_id)
  const note = meant.kind === 'command'
  try {
    const who = principalOf(owned)
    const text = meant.text
    const saying = { cid, text, ...(file && { fileId: file.fileId }), ...(note && { note: true }) }
    await deps.conversations.sayAsMember(who, conversation.id, saying)
  } catch (error) {
    const code = refusalOf(error)
    if (code) return saying(deps, heard, { code })
  }
  const late = note ? undefined : await answeredBy(deps, heard, conversation)
  await markRead(deps, heard, conversation)
  return {
    rows: [
      reactRow(phone, row.external_id, deps.clock()),
      ...(late ? saying(deps, heard, late).rows : []),
    ],
    record: (tx) => keepAsBubble(tx, heard, conversation.id),
  }
}

/** Fetches what was sent along. @returns what to say where it cannot be */
async function takeFile(
  deps: PhoneDeps,
  { owned }: Heard,
  meant: ForChat,
  conversation: Conversation,
): Promise<{ fileId: string } | Say | OutboxResult | undefined> {
  const media = meant.kind === 'reply' ? meant.media : undefined
  if (!media) return undefined
  const fetched = await deps.fetchMedia(owned.phone, media)
  if (fetched.outcome === 'later') {
    return { outcome: 'retry', reason: fetched.reason, ...after(fetched.afterMs) }
  }
  if (fetched.outcome === 'gone') {
    return {
      code: fetched.why === 'expired' || fetched.why === 'failed' ? 'file_gone' : 'file_refused',
    }
  }
  const fileId = await deps.keepFile(owned, conversation.id, media, fetched)
  return fileId === undefined ? { code: 'file_refused' } : { fileId }
}

function after(afterMs: number | undefined): { afterMs?: number } {
  return afterMs === undefined ? {} : { afterMs }
}

/** What to tell of a refusal; undefined where the same was written before. */
function refusalOf(error: unknown): Say['code'] | undefined {
  if (!(error instanceof RelayError)) throw error
  switch (error.code) {
    // It is in the thread, of an attempt whose end we did not hear of.
    case 'cid_conflict':
      return undefined
    case 'not_found':
      return 'gone'
    case 'window_closed':
      return 'shopper_closed'
    default:
      if (error.status >= 500 || error.code === 'rate_limited') throw error
      return 'failed'
  }
}

/** Whether a colleague answered first, in words this phone has not been told. */
async function answeredBy(
  deps: PhoneDeps,
  { owned, row }: Heard,
  { id, marks }: Conversation,
): Promise<Say | undefined> {
  const { phone, owner } = owned
  const thread = await findThread(deps.db.read, phone.id, id)
  const from = thread?.forwarded_seq ?? marks.membersRead
  const messages = await messagesAfter(deps.conversations, phone.site_id, id, from)
  const first = messages.find((message) => isColleagues(message, owner.memberId))
  if (!first) return undefined
  return { code: 'was_answered', by: first.author.name ?? '', at: first.ts, quote: row.external_id }
}

function isColleagues({ kind, author }: Message, memberId: string): boolean {
  return kind === 'text' && author.kind === 'member' && author.id !== memberId
}

/** Who answers has read what they answer. */
async function markRead(
  deps: PhoneDeps,
  { owned: { phone }, told = 0 }: Heard,
  { id }: Conversation,
): Promise<void> {
  const thread = await findThread(deps.db.read, phone.id, id)
  const read = Math.max(thread?.forwarded_seq ?? 0, told)
  if (read > 0) await deps.conversations.mark(phone.site_id, id, 'members', { read })
}

/** A quote of what a member wrote themselves means the chat it went to, which is talked about now. */
async function keepAsBubble(tx: WriteTx, { owned, row, told = 0 }: Heard, conversationId: string) {
  const { phone } = owned
  const place = { phone_id: phone.id, external_id: row.external_id }
  if (!(await findBubble(tx.db, [phone.id], row.external_id))) {
    const rest = { site_id: phone.site_id, ref: null, told_seq: null, state: 'own', at: tx.now }
    await insertBubble(tx.db, { ...place, ...rest, conversation_id: conversationId })
  }
  const thread = await findThread(tx.db, phone.id, conversationId)
  // What it quotes may be out without our having heard so.
  await saveThread(tx.db, {
    site_id: phone.site_id,
    phone_id: phone.id,
    conversation_id: conversationId,
    forwarded_seq: Math.max(thread?.forwarded_seq ?? 0, told),
    last_at: tx.now,
  })
}
