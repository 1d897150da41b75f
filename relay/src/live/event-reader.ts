import type { Conversation, EventBody, FileInfo } from '@loods/protocol'
import type { Kysely } from 'kysely'
import { toContact, toMarks, toMessage } from '../conversations/conversation.view.ts'
import type { EventDraft } from '../db/event-numbers.ts'
import { fromJson } from '../db/json.ts'
import type { Row, Schema } from '../db/schema.ts'

/** What the event log needs of other concepts to word an event for a screen. */
export interface EventSources {
  db: Kysely<Schema>
  /** Files of messages, signed for now, by file id. */
  fileInfos(ids: string[]): Promise<Map<string, FileInfo>>
  /** Conversations as members see them, by id. */
  conversationViews(siteId: string, ids: string[]): Promise<Map<string, Conversation>>
  memberName(siteId: string, memberId: string): Promise<string | undefined>
}

/** A stored event with its words: `shopper` is absent when only members may see it. */
export interface ReadEvent {
  ev: number
  cev: number | null
  conversationId: string | null
  member: EventBody | undefined
  shopper: EventBody | undefined
}

/** Reads a site's events after a number, in order; members see all of them. */
export async function readSiteEvents(
  sources: EventSources,
  siteId: string,
  after: number,
  limit: number,
): Promise<ReadEvent[]> {
  const rows = await sources.db
    .selectFrom('events')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('ev', '>', after)
    .orderBy('ev')
    .limit(limit)
    .execute()
  return word(sources, siteId, rows)
}

/**
 * Words events that this process has just committed, without reading them back.
 * @returns undefined unless they follow on `after` and each is a message with nothing but words
 */
export function wordCommitted(
  drafts: readonly EventDraft[],
  after: number,
): ReadEvent[] | undefined {
  const events: ReadEvent[] = []
  for (const { ev, cev, message } of drafts) {
    if (ev !== after + events.length + 1 || !message || message.file_id !== null) return undefined
    const body: EventBody = { type: 'message', message: toMessage(message, undefined) }
    events.push({
      ev,
      cev: cev ?? null,
      conversationId: message.conversation_id,
      member: body,
      shopper: cev === undefined ? undefined : body,
    })
  }
  return events
}

/** Reads a conversation's events after a number, in order: what its shopper may see. */
export async function readConversationEvents(
  sources: EventSources,
  siteId: string,
  conversationId: string,
  after: number,
  limit: number,
): Promise<ReadEvent[]> {
  const rows = await sources.db
    .selectFrom('events')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('site_id', '=', siteId)
    .where('cev', '>', after)
    .orderBy('cev')
    .limit(limit)
    .execute()
  return word(sources, siteId, rows)
}

/** The newest number of a site's stream. */
export async function readSiteHead(db: Kysely<Schema>, siteId: string): Promise<number> {
  const row = await db
    .selectFrom('site_streams')
    .select('last_ev')
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  return row?.last_ev ?? 0
}

/** The newest number of a conversation's stream. */
export async function readConversationHead(db: Kysely<Schema>, id: string): Promise<number> {
  const row = await db
    .selectFrom('conversations')
    .select('last_cev')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.last_cev ?? 0
}

/** Number of the oldest event kept of a site, or of a conversation; undefined when none is kept. */
export async function readOldest(
  db: Kysely<Schema>,
  siteId: string,
  conversationId: string | undefined,
): Promise<number | undefined> {
  const query = db.selectFrom('events').where('site_id', '=', siteId)
  const row = conversationId
    ? await query
        .where('conversation_id', '=', conversationId)
        .select((eb) => eb.fn.min('cev').as('oldest'))
        .executeTakeFirst()
    : await query.select((eb) => eb.fn.min('ev').as('oldest')).executeTakeFirst()
  return row?.oldest ?? undefined
}

async function word(
  sources: EventSources,
  siteId: string,
  rows: Row<'events'>[],
): Promise<ReadEvent[]> {
  if (rows.length === 0) return []
  const parts = await loadParts(sources, siteId, rows)
  return rows.map((row) => ({
    ev: row.ev,
    cev: row.cev,
    conversationId: row.conversation_id,
    member: memberBody(row, parts),
    shopper: row.cev === null ? undefined : shopperBody(row, parts),
  }))
}

interface Parts {
  messages: Map<string, EventBody & { type: 'message' }>
  conversations: Map<string, Conversation>
  marks: Map<string, Row<'conversations'>>
  contacts: Map<string, Row<'contacts'>>
  names: Map<string, string | undefined>
}

/** Loads what the events speak of, one query a kind, so that a batch of a hundred costs as one. */
async function loadParts(
  sources: EventSources,
  siteId: string,
  rows: Row<'events'>[],
): Promise<Parts> {
  const conversations = await sources.conversationViews(siteId, idsOf(rows, ['conversation']))
  return {
    messages: await loadMessages(sources, rows),
    conversations,
    marks: await loadConversationRows(sources.db, idsOf(rows, ['marks'])),
    contacts: await loadContacts(sources.db, rows),
    names: await loadAssignees(sources, siteId, conversations),
  }
}

function idsOf(rows: Row<'events'>[], types: string[]): string[] {
  const wanted = rows.filter((row) => types.includes(row.type)).map((row) => row.conversation_id)
  return [...new Set(wanted.filter((id) => id !== null))]
}

async function loadMessages(
  sources: EventSources,
  rows: Row<'events'>[],
): Promise<Parts['messages']> {
  const ids = rows.map((row) => row.message_id).filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const messages = await sources.db
    .selectFrom('messages')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute()
  const fileIds = messages.map((row) => row.file_id).filter((id) => id !== null)
  const files = fileIds.length > 0 ? await sources.fileInfos(fileIds) : new Map<string, FileInfo>()
  return new Map(
    messages.map((row) => [
      row.id,
      { type: 'message', message: toMessage(row, files.get(row.file_id ?? '')) },
    ]),
  )
}

async function loadConversationRows(
  db: Kysely<Schema>,
  ids: string[],
): Promise<Map<string, Row<'conversations'>>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('conversations').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function loadContacts(
  db: Kysely<Schema>,
  rows: Row<'events'>[],
): Promise<Map<string, Row<'contacts'>>> {
  const ids = rows.filter((row) => row.type === 'contact').map((row) => contactId(row))
  if (ids.length === 0) return new Map()
  const contacts = await db.selectFrom('contacts').selectAll().where('id', 'in', ids).execute()
  return new Map(contacts.map((row) => [row.id, row]))
}

async function loadAssignees(
  sources: EventSources,
  siteId: string,
  conversations: Map<string, Conversation>,
): Promise<Map<string, string | undefined>> {
  const ids = [...conversations.values()]
    .map((view) => view.assigneeId)
    .filter((id) => id !== undefined)
  const names = new Map<string, string | undefined>()
  for (const id of new Set(ids)) names.set(id, await sources.memberName(siteId, id))
  return names
}

function contactId(row: Row<'events'>): string {
  return (fromJson(row.data ?? '{}') as { contactId?: string }).contactId ?? ''
}

function memberBody(row: Row<'events'>, parts: Parts): EventBody | undefined {
  switch (row.type) {
    case 'message':
      return parts.messages.get(row.message_id ?? '')
    case 'message_changed':
      return changed(parts.messages.get(row.message_id ?? ''))
    case 'marks':
      return withUnread(parts.marks.get(row.conversation_id ?? ''))
    case 'conversation': {
      const conversation = parts.conversations.get(row.conversation_id ?? '')
      return conversation && { type: 'conversation', conversation }
    }
    case 'contact': {
      const contact = parts.contacts.get(contactId(row))
      return contact && { type: 'contact', contact: toContact(contact) }
    }
    case 'erased':
      return { type: 'erased', conversationId: row.conversation_id ?? '' }
    case 'site':
      return { type: 'site', ...(fromJson(row.data ?? '{}') as { what: string }) }
    default:
      return undefined
  }
}

function shopperBody(row: Row<'events'>, parts: Parts): EventBody | undefined {
  if (row.type === 'marks') return marksBody(parts.marks.get(row.conversation_id ?? ''))
  if (row.type !== 'conversation') return memberBody(row, parts)
  const view = parts.conversations.get(row.conversation_id ?? '')
  if (!view) return undefined
  const name = parts.names.get(view.assigneeId ?? '')
  return {
    type: 'thread',
    conversationId: view.id,
    status: view.status,
    ...(name && { assigneeName: name }),
  }
}

function changed(body: (EventBody & { type: 'message' }) | undefined): EventBody | undefined {
  return body && { type: 'message_changed', message: body.message }
}

function marksBody(
  row: Row<'conversations'> | undefined,
): (EventBody & { type: 'marks' }) | undefined {
  return row && { type: 'marks', conversationId: row.id, marks: toMarks(row) }
}

/** Members' other screens count down with the one that reads. */
function withUnread(row: Row<'conversations'> | undefined): EventBody | undefined {
  const body = marksBody(row)
  return body && { ...body, unread: row?.unread ?? 0 }
}

/** An event whose subject is gone still fills its number: clients count on numbers without gaps. */
export const GONE: EventBody = { type: 'site', what: 'gone' }
