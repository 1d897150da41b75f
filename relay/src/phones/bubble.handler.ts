import type { Conversation } from '@loods/protocol'
import * as v from 'valibot'
import { SERVICE_CHANNEL } from '../channels/channel.service.ts'
import { PAUSED_WAIT, pausedReason } from '../channels/sending/paused.ts'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import { isPlanned } from '../outbox/outbox.service.ts'
import { enqueue } from '../outbox/outbox-row.ts'
import { headerOf, nextUnit, type Reader, type Unit } from './bubble.ts'
import { withLeads } from './leads.ts'
import { RESERVE } from './pacing.ts'
import {
  findBubbleByRef,
  findNewestBubble,
  findThread,
  saveThread,
  updatePhones,
} from './phone.repository.ts'
import type { PhoneDeps } from './phone-deps.ts'
import type { Told } from './phone-line.ts'
import { messagesAfter, type Owned, restsUntil } from './phone-people.ts'
import { bubbleRow, laneOf, phoneRow } from './phone-rows.ts'
import { settingsOf } from './phone-settings.ts'
import { alertFailed, alertSent, setTrouble, troubleOf } from './phone-trouble.ts'
import { findSamePhones } from './same-phone.ts'
import type { Content } from './says.ts'
import { ACTIVE } from './which.ts'
import { phoneWords } from './words.ts'

/** Milliseconds a voice message may follow the line that says whose it is. */
const JUST_NOW = 10 * 60_000
/** Milliseconds until a file that is on its way to us is looked for again. */
const LOOK_AGAIN = 3_000
/** Milliseconds at least between two lines that tell of what did not fit. */
export const SUMMARY_GAP = 60_000
/** Milliseconds several bubbles are given to become one such line. */
const SUMMARY_AFTER = 2_000

/** Tells a phone what is new in a conversation, a message at a time. */
export function bubbleHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.bubble',
    payload: v.object({ phoneId: v.string() }),
    async handle(row, { phoneId }) {
      const owned = await deps.people.owned(phoneId)
      if (!owned) return { outcome: 'cancel', reason: 'the phone was forgotten' }
      return forward(deps, row, owned)
    },
  })
}

/** What one look at a conversation found to be told. */
interface News {
  row: Row<'outbox'>
  owned: Owned
  conversation: Conversation
  unit: Unit
  header: string
  thread: Row<'phone_threads'> | undefined
  /** Since when somebody waits for this to be seen. */
  since: number | undefined
}

async function forward(deps: PhoneDeps, row: Row<'outbox'>, owned: Owned): Promise<OutboxResult> {
  const { phone } = owned
  const now = deps.clock()
  const conversation = await deps.conversations.get(phone.site_id, row.conversation_id ?? '')
  if (phone.state === 'away') return { outcome: 'cancel', reason: 'away' }
  const rest = restsUntil(owned, now)
  if (rest !== undefined) {
    return { outcome: 'done', next: [bubbleRow(phone, conversation.id, now, rest)] }
  }
  // What waited goes back to where the phone's messages leave one after the other.
  if (row.lane !== laneOf(phone.id)) return outOfWaiting(deps, owned, conversation)
  const news = await lookAt(deps, row, owned, conversation)
  if (!news) return { outcome: 'cancel', reason: 'nothing new' }
  if (phone.state === 'stopped') {
    await alertFailed(deps, owned, conversation, 'unreachable', news.since)
    return { outcome: 'cancel', reason: 'the phone cannot be reached' }
  }
  const { unit } = news
  if (unit.kind === 'wait') {
    return { outcome: 'wait', afterMs: LOOK_AGAIN, reason: 'its file is on its way' }
  }
  if (unit.kind === 'nothing') {
    const record = news.thread ? (tx: WriteTx) => keepPlace(tx, news) : undefined
    return { outcome: 'cancel', reason: 'nothing for this phone', ...(record && { record }) }
  }
  return settle(deps, news, await send(deps, news))
}

/** What a number that cannot send now was to tell waits until it can, and is then looked at anew. */
async function outOfWaiting(
  deps: PhoneDeps,
  { phone }: Owned,
  { id }: Conversation,
): Promise<OutboxResult> {
  if (await deps.senderRests(phone)) {
    const reason = pausedReason(phone.channel_id ?? SERVICE_CHANNEL)
    return { outcome: 'wait', afterMs: PAUSED_WAIT, reason }
  }
  return { outcome: 'done', next: [bubbleRow(phone, id, deps.clock())] }
}

/** @returns undefined where nothing has to be told: somebody read it, or there is nothing this phone wants */
async function lookAt(
  deps: PhoneDeps,
  row: Row<'outbox'>,
  owned: Owned,
  conversation: Conversation,
): Promise<News | undefined> {
  const { phone } = owned
  const { conversations, db, clock } = deps
  const thread = await findThread(db.read, phone.id, conversation.id)
  const from = thread?.forwarded_seq ?? 0
  const said = await messagesAfter(conversations, phone.site_id, conversation.id, from)
  const all = await withLeads(deps, phone.site_id, said, owned.owner.language)
  const messages = thread ? all : unanswered(all)
  const unread = messages.some(
    ({ seq, author }) => author.kind === 'visitor' && seq > conversation.marks.membersRead,
  )
  const active = thread !== undefined && thread.last_at >= clock() - ACTIVE
  if (!unread && !active) return undefined
  const reader = await readerOf(deps, owned)
  const header = headerOf(conversation, reader)
  const begin = thread ? from : (messages[0]?.seq ?? 1) - 1
  // An attempt whose end nobody knows is made again as it was, however much was said since.
  const before = await findBubbleByRef(db.read, refOf(phone, row, begin))
  const until = before?.told_seq ?? Infinity
  const same = messages.filter(({ seq }) => seq <= until)
  const unit = nextUnit(same, begin, header, reader, clock())
  const isEcho = unit.kind === 'text' && unit.told === 0
  if (!unread && !isEcho && unit.kind !== 'nothing') return undefined
  const lead = same.find(({ line }) => line?.code === 'lead')
  const since = conversation.waitingSince ?? lead?.ts
  return { row, owned, conversation, unit, header, thread, since }
}

/** What a shopper wrote since the last answer: a phone that knows nothing of a chat begins there. */
function unanswered<T extends { author: { kind: string }; kind: string }>(messages: T[]): T[] {
  const answer = messages.findLastIndex(
    ({ author, kind }) => kind === 'text' && author.kind === 'member',
  )
  return messages.slice(answer + 1)
}

/** A phone that serves several shops is told which one each bubble is of. */
async function readerOf(deps: PhoneDeps, { phone, owner, site }: Owned): Promise<Reader> {
  const same = await findSamePhones(deps.db.read, phone)
  return {
    phoneId: phone.id,
    language: owner.language,
    ...(same.length > 1 && { shop: site.settings.name }),
  }
}

async function send(deps: PhoneDeps, news: News): Promise<Told> {
  const { owned, unit, conversation, row } = news
  const message = {
    ref: refOf(owned.phone, row, unit.from),
    conversationId: conversation.id,
    toldSeq: unit.to,
    keep: RESERVE,
  }
  if (unit.kind === 'text') return deps.line.tell(owned.phone, message, { text: unit.text })
  if (unit.kind !== 'file') throw new Error(`a unit of kind ${unit.kind} is not sent`)
  const said = await announce(deps, news, unit)
  if (said && said.outcome !== 'out') return said
  const content = await fileContent(deps, news, unit)
  return deps.line.tell(owned.phone, message, content)
}

/** What a bubble is called: its phone, the row that sends it, and the place it begins after. */
function refOf({ id }: Row<'phones'>, row: Row<'outbox'>, from: number): string {
  return `p.${id}.${row.id}.${from}`
}

type FileUnit = Extract<Unit, { kind: 'file' }>

/** A voice message has no words of its own: it quotes the line that says whose it is. */
async function announce(deps: PhoneDeps, news: News, unit: FileUnit): Promise<Told | undefined> {
  const { owned, conversation, row, header } = news
  if (unit.caption !== undefined) return undefined
  const newest = await findNewestBubble(deps.db.read, owned.phone.id, conversation.id)
  if (newest && newest.at >= deps.clock() - JUST_NOW) return undefined
  const message = {
    ref: `${refOf(owned.phone, row, unit.from)}.voice`,
    conversationId: conversation.id,
    keep: RESERVE,
  }
  const text = `${header}\n${phoneWords(owned.owner.language).voice}`
  return deps.line.tell(owned.phone, message, { text })
}

async function fileContent(
  deps: PhoneDeps,
  { owned, conversation, header }: News,
  unit: FileUnit,
): Promise<Content> {
  const file = await deps.outgoingFile(unit.fileId)
  if (!file) return { text: `${header}\n${phoneWords(owned.owner.language).empty}` }
  if (unit.caption !== undefined) return { file, text: unit.caption }
  const newest = await findNewestBubble(deps.db.read, owned.phone.id, conversation.id)
  return {
    file,
    ...(newest && !newest.external_id.startsWith('~') && { quote: newest.external_id }),
  }
}

/** What came of one message decides what follows. */
async function settle(deps: PhoneDeps, news: News, told: Told): Promise<OutboxResult> {
  const { owned, conversation } = news
  const { phone } = owned
  const now = deps.clock()
  switch (told.outcome) {
    case 'out':
      if (settingsOf(phone).trouble)
        await deps.writer.run((tx) => setTrouble(tx, phone.id, undefined))
      if (isNews(news.unit)) await alertSent(deps, owned, conversation, news.since)
      return {
        outcome: 'done',
        record: (tx) => keepPlace(tx, news),
        // There may be more, which has a row of its own to be known by.
        next: [bubbleRow(phone, conversation.id, now)],
      }
    case 'full':
      return tooMuch(news, now)
    case 'closed':
      return { outcome: 'done', next: [knockRow(news, now)] }
    case 'wait':
      return told
    case 'later':
      return retryLater(news.row, told)
    case 'stopped':
      await alertFailed(deps, owned, conversation, 'sender', news.since)
      return {
        outcome: 'cancel',
        reason: 'its sender is in trouble',
        record: await untilMended(deps, owned, conversation.id),
      }
    case 'refused':
      return refused(deps, news, told)
  }
}

/** Lets a chat that a phone could not be told of be looked at again once the number that sends is mended. */
export async function untilMended(
  deps: PhoneDeps,
  { phone }: Owned,
  conversationId: string,
): Promise<(tx: WriteTx) => Promise<void>> {
  const now = deps.clock()
  // Of the operator's own number nobody hears when it is mended.
  const wait = (await deps.senderRests(phone)) ? 1 : PAUSED_WAIT
  const row = bubbleRow(phone, conversationId, now, now + wait)
  return async (tx) => {
    if (!(await isPlanned(tx, row.lane))) await enqueue(tx, [row])
  }
}

async function closeWindow(tx: WriteTx, phoneId: string): Promise<void> {
  await updatePhones(tx.db, [phoneId], { window_until: tx.now })
}

function isNews(unit: Unit): boolean {
  return unit.kind === 'file' || (unit.kind === 'text' && unit.told > 0)
}

/** The network asks for 4^n seconds between attempts (error 131056). */
export function retryLater(
  row: Row<'outbox'>,
  told: { afterMs: number | undefined; reason: string },
): OutboxResult {
  const afterMs = told.afterMs ?? 1_000 * 4 ** Math.min(row.attempts - 1, 5)
  return { outcome: 'retry', afterMs, reason: told.reason }
}

function knockRow({ owned, conversation }: News, now: number): Row<'outbox'> {
  return phoneRow('phone.knock', owned.phone, now, { conversationId: conversation.id })
}

/** What does not fit is told of in one line; what colleagues said is left out. */
function tooMuch(news: News, now: number): OutboxResult {
  if (!isNews(news.unit)) return { outcome: 'cancel', reason: 'the phone takes no more just now' }
  const { phone } = news.owned
  const { summedAt = 0 } = settingsOf(phone)
  const dueAt = Math.max(now + SUMMARY_AFTER, summedAt + SUMMARY_GAP)
  const row = phoneRow('phone.summary', phone, now, { dueAt })
  return {
    outcome: 'cancel',
    reason: 'one line tells of it',
    async record(tx) {
      if (!(await isPlanned(tx, row.lane))) await enqueue(tx, [row])
    },
  }
}

async function refused(
  deps: PhoneDeps,
  news: News,
  told: Extract<Told, { outcome: 'refused' }>,
): Promise<OutboxResult> {
  const { owned, conversation } = news
  if (told.failure.code === 'window_closed') {
    await deps.writer.run((tx) => closeWindow(tx, owned.phone.id))
    return { outcome: 'done', next: [knockRow(news, deps.clock())] }
  }
  await alertFailed(deps, owned, conversation, troubleOf(told.failure), news.since)
  // What the network does not take as it is would hold up all that follows.
  const record = (tx: WriteTx) => keepPlace(tx, news)
  return { outcome: 'cancel', reason: told.failure.code, record }
}

/** Remembers how far the phone has been told, and tells screens where this chat is answered now. */
async function keepPlace(
  tx: WriteTx,
  { row, owned, conversation, unit, thread }: News,
): Promise<void> {
  const { phone } = owned
  // A status may have told already that it never arrived.
  const bubble = await findBubbleByRef(tx.db, refOf(phone, row, unit.from))
  if (bubble?.state === 'failed') return
  const fresh = await findThread(tx.db, phone.id, conversation.id)
  const last = isNews(unit) ? tx.now : (thread?.last_at ?? 0)
  await saveThread(tx.db, {
    site_id: phone.site_id,
    phone_id: phone.id,
    conversation_id: conversation.id,
    forwarded_seq: Math.max(unit.to, fresh?.forwarded_seq ?? 0),
    last_at: last,
  })
  if ((thread?.last_at ?? 0) < tx.now - ACTIVE && last === tx.now) {
    tx.emit({
      siteId: phone.site_id,
      conversationId: conversation.id,
      type: 'conversation',
      at: tx.now,
    })
  }
}
