import { createHash } from 'node:crypto'
import { contactOfIdentity, introduceContact } from '../../contacts/identities.ts'
import {
  type Append,
  type Appended,
  append,
  type OutboxPlanner,
} from '../../conversations/append.ts'
import {
  markPastRead,
  readConversation,
  replyOver,
  seqOf,
  tellMembersOf,
} from '../../conversations/channel-side.ts'
import type { Row } from '../../db/schema.ts'
import type { WriteTx } from '../../db/writer.ts'
import { enqueue, outboxRow } from '../../outbox/outbox-row.ts'
import type { ChannelAccount } from '../account.ts'
import {
  claimChannelMessage,
  deleteChannelMessage,
  findChannelMessage,
  updateChannelMessage,
} from '../channel-message.repository.ts'
import type { TakeAlong } from '../handover/take-along.ts'
import { MEDIA_KIND, type MediaPayload } from '../media/media-payload.ts'
import type { ChannelUpdate, MessageUpdate } from '../update.ts'
import { wasRevoked, withdraw } from './afterthoughts.ts'
import { type Part, partsOf } from './content.ts'
import { askName } from './name.handler.ts'
import { identityKeys, labelsOf } from './person.ts'
import { catchUp } from './status.ts'
import { isBlocked, noteInbound, noteVisit, threadOf } from './thread.ts'

/** Milliseconds a message may take to us before its own time is shown. */
const LATE = 60_000

export interface MessageDeps {
  plan: OutboxPlanner
  takeAlong: TakeAlong
}

/**
 * Puts a message into the thread of who sent it, once, however often it is told.
 * @returns whether it is known whose it is
 */
export async function takeMessage(
  tx: WriteTx,
  deps: MessageDeps,
  to: ChannelAccount,
  update: MessageUpdate,
): Promise<boolean> {
  if (!(await claim(tx, to, update))) return true
  const keys = identityKeys(to, update.person)
  const contactId = await contactOfIdentity(tx, to.siteId, keys, update.sentAt)
  if (contactId === undefined || (!update.echo && (await isBlocked(tx, to, contactId)))) {
    await deleteChannelMessage(tx.db, to.id, update.externalId)
    return contactId !== undefined
  }
  const taken = isLive(update) ? await deps.takeAlong(tx, to, { ...update, contactId }) : undefined
  const thread = await openThread(tx, to, taken?.contactId ?? contactId, update)
  const conversation = await arriveIn(tx, to, thread, update)
  await taken?.announce(conversation.id)
  const revoked = await wasRevoked(tx, to, update.externalId)
  const content = taken ? taken.content : revoked ? {} : update.content
  const said =
    content && (await appendParts(tx, deps.plan, to, conversation, { ...update, content }))
  await updateChannelMessage(tx.db, to.id, update.externalId, {
    conversation_id: conversation.id,
    message_id: said?.id ?? null,
  })
  if (said && update.echo) await catchUp(tx, to, update.externalId, said.id)
  if (said && revoked) await withdraw(tx, said.id)
  await taken?.confirm(conversation.id)
  if (said && update.history) await markPastRead(tx, to.siteId, conversation.id, said.seq)
  return true
}

/** Whether a shopper wrote it just now. */
function isLive({ echo, history }: MessageUpdate): boolean {
  return !echo && !history
}

/** Somebody came by a link with a code, and has said nothing. */
export async function takeToken(
  tx: WriteTx,
  deps: MessageDeps,
  to: ChannelAccount,
  { person, token, at }: Extract<ChannelUpdate, { type: 'token' }>,
): Promise<void> {
  const contactId = await contactOfIdentity(tx, to.siteId, identityKeys(to, person), at)
  if (contactId === undefined || (await isBlocked(tx, to, contactId))) return
  const taken = await deps.takeAlong(tx, to, { contactId, person, token, content: {} })
  if (!taken) return
  const thread = await threadOf(tx, to, taken.contactId, person)
  await noteVisit(tx, thread, at)
  await comeTo(tx, to, thread)
  await taken.announce(thread.conversation_id)
  await taken.confirm(thread.conversation_id)
}

/** Where a contact's messages go. */
async function openThread(
  tx: WriteTx,
  to: ChannelAccount,
  contactId: string,
  update: MessageUpdate,
): Promise<Row<'channel_threads'>> {
  const { person, echo } = update
  if (!echo) await introduceContact(tx, to.siteId, contactId, labelsOf(person))
  const thread = await threadOf(tx, to, contactId, person)
  if (isLive(update)) await askName(tx, to, thread, update)
  return thread
}

/** Whether a message is news. How far what the shop sent elsewhere has come may be told before it, and has its row then. */
async function claim(tx: WriteTx, to: ChannelAccount, update: MessageUpdate): Promise<boolean> {
  if (await claimChannelMessage(tx.db, newClaim(to, update))) return true
  const known = await findChannelMessage(tx.db, to.id, update.externalId)
  if (known?.message_id !== null) return false
  return update.echo === true && known.direction === 'out' && known.ref === null
}

function newClaim(to: ChannelAccount, update: MessageUpdate): Row<'channel_messages'> {
  return {
    channel_id: to.id,
    external_id: update.externalId,
    site_id: to.siteId,
    direction: update.echo ? 'out' : 'in',
    ref: null,
    conversation_id: null,
    message_id: null,
    state: update.echo ? 'sent' : null,
    at: update.sentAt,
  }
}

/** The conversation a message goes into. */
async function arriveIn(
  tx: WriteTx,
  to: ChannelAccount,
  thread: Row<'channel_threads'>,
  update: MessageUpdate,
): Promise<Row<'conversations'>> {
  if (isLive(update) && (await noteInbound(tx, thread, update))) return comeTo(tx, to, thread)
  const found = await readConversation(tx, to.siteId, thread.conversation_id)
  return found as Row<'conversations'>
}

/** The shopper is on this channel now: replies go there. */
async function comeTo(
  tx: WriteTx,
  to: ChannelAccount,
  thread: Row<'channel_threads'>,
): Promise<Row<'conversations'>> {
  const found = await readConversation(tx, to.siteId, thread.conversation_id)
  const conversation = found as Row<'conversations'>
  await replyOver(tx, conversation, to.kind)
  tellMembersOf(tx, to.siteId, conversation.id)
  return conversation
}

/** Adds what was sent to the thread. @returns the message that is called by the network's id */
async function appendParts(
  tx: WriteTx,
  plan: OutboxPlanner,
  to: ChannelAccount,
  conversation: Row<'conversations'>,
  update: MessageUpdate,
): Promise<Appended> {
  const quoteSeq = await quotedSeq(tx, to, conversation.id, update)
  const parts = partsOf(update.content)
  const inputs = parts.map((part, i) => toAppend(tx, to, conversation, update, part, i, quoteSeq))
  const outcomes = await append(tx, inputs, plan)
  for (const outcome of outcomes) if (!outcome.ok) throw outcome.error
  const added = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
  await fetchMedia(tx, to, conversation.id, parts, added)
  return added.at(-1) as Appended
}

function toAppend(
  tx: WriteTx,
  to: ChannelAccount,
  conversation: Row<'conversations'>,
  update: MessageUpdate,
  { text, detail }: Part,
  index: number,
  quoteSeq: number | undefined,
): Append {
  const isLate = update.history === true || tx.now - update.sentAt > LATE
  return {
    siteId: to.siteId,
    conversationId: conversation.id,
    cid: cidOf(to, update, index),
    audience: 'all',
    kind: 'text',
    author: { kind: update.echo ? 'member' : 'visitor' },
    text,
    ...(detail && { detail }),
    channel: to.kind,
    ...(isLate && { sentAt: update.sentAt }),
    ...(quoteSeq !== undefined && { quoteSeq }),
    ...(update.history && { history: true }),
  }
}

/** An id of ours for the network's, which has no fixed length or alphabet. */
function cidOf(to: ChannelAccount, { externalId }: MessageUpdate, index: number): string {
  const name = `${to.id} ${externalId} ${index}`
  return createHash('sha256').update(name).digest('base64url').slice(0, 32)
}

/** Place of the message that is quoted; 0 for one that is not here. */
async function quotedSeq(
  tx: WriteTx,
  to: ChannelAccount,
  conversationId: string,
  { quote }: MessageUpdate,
): Promise<number | undefined> {
  if (!quote) return undefined
  if (quote.externalId === undefined) return 0
  const known = await findChannelMessage(tx.db, to.id, quote.externalId)
  if (known?.message_id == null || known.conversation_id !== conversationId) return 0
  return (await seqOf(tx, known.message_id)) ?? 0
}

/** Files follow their messages: they are fetched after the commit. */
async function fetchMedia(
  tx: WriteTx,
  to: ChannelAccount,
  conversationId: string,
  parts: Part[],
  added: Appended[],
): Promise<void> {
  const rows = parts.flatMap(({ media }, i) => {
    const message = added[i]
    if (!media || media.error !== undefined || !message) return []
    const payload: MediaPayload = { messageId: message.id, channelId: to.id, media }
    return outboxRow({
      siteId: to.siteId,
      conversationId,
      messageId: message.id,
      kind: MEDIA_KIND,
      lane: `${MEDIA_KIND} ${message.id}`,
      place: message.seq,
      payload,
      now: tx.now,
    })
  })
  await enqueue(tx, rows)
}
