import type {
  Card,
  ChannelThread,
  Conversation,
  FileInfo,
  Message,
  TemplateUse,
} from '@loods/protocol'
import { isElsewhere } from '../channels/sending/reach.ts'
import type { ReadOn } from '../channels/sending/receipts.ts'
import type { SaidTemplate } from '../channels/templates/template.service.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import type { MemberPrincipal, VisitorPrincipal } from '../http/principal.ts'
import {
  type Append,
  type Appended,
  append,
  createAppendCommand,
  type OutboxPlanner,
} from './append.ts'
import { cardText, keepInShop } from './card.ts'
import {
  type ConversationFilter,
  countWaiting,
  findConversation,
  findTagIds,
  listConversations,
} from './conversation.repository.ts'
import { toConversation, toMessage } from './conversation.view.ts'
import { markSeen } from './marks.ts'
import { findLastTexts, findMessage, findMessages } from './message.repository.ts'

/** What a person says, from either side. */
export interface Saying {
  cid: string
  text?: string | undefined
  fileId?: string | undefined
}

/** What a member says: an answer, or a note that may call colleagues. */
export interface MemberSaying extends Saying {
  note?: boolean | undefined
  mentions?: string[] | undefined
  card?: Card | undefined
  /** Place of the message this answers. */
  quoteSeq?: number | undefined
  template?: TemplateUse | undefined
}

export interface HistoryPage {
  /** In order, oldest first. */
  messages: Message[]
  /** Whether older ones exist. */
  more: boolean
}

export interface ConversationDeps {
  db: Database
  writer: Writer
  plan: OutboxPlanner
  fileInfos(ids: string[]): Promise<Map<string, FileInfo>>
  contactRows(siteId: string, ids: string[]): Promise<Map<string, Row<'contacts'>>>
  memberName(siteId: string, memberId: string): Promise<string | undefined>
  /** How shoppers of these conversations are reached elsewhere, by conversation. */
  threads(siteId: string, of: Row<'conversations'>[]): Promise<Map<string, ChannelThread>>
  /** Fills a template of the conversation's channel in. */
  sayTemplate(siteId: string, conversationId: string, use: TemplateUse): Promise<SaidTemplate>
  /** Members on whose phones these conversations are talked about now. */
  onPhones(siteId: string, ids: string[]): Promise<Map<string, string[]>>
  /** Told when members have read on in a conversation on another network. */
  onRead(told: ReadOn): void
  /** What tells a shop's own addresses from others. */
  ownAddresses(siteId: string): Promise<(url: string) => boolean>
}

/** Conversations and their messages, for those who may see them. */
export interface ConversationService {
  sayAsVisitor(who: VisitorPrincipal, saying: Saying): Promise<Appended>
  sayAsMember(who: MemberPrincipal, conversationId: string, saying: MemberSaying): Promise<Appended>
  /** Adds a quiet line to a thread: something that happened. */
  addLine(line: Omit<Append, 'kind' | 'author' | 'text'>): Promise<Appended>
  /** Adds a quiet line if the shopper still waits since that moment; undefined when somebody answered. */
  addLineWhileWaiting(
    line: Omit<Append, 'kind' | 'author' | 'text'>,
    since: number,
  ): Promise<Appended | undefined>
  history(
    siteId: string,
    conversationId: string,
    page: { before?: number | undefined; limit: number; audience: 'members' | 'all' },
  ): Promise<HistoryPage>
  views(siteId: string, ids: string[]): Promise<Map<string, Conversation>>
  list(siteId: string, filter: ConversationFilter): Promise<Conversation[]>
  /** How many shoppers wait for an answer. */
  countWaiting(siteId: string): Promise<number>
  /** @throws RelayError not_found */
  get(siteId: string, id: string): Promise<Conversation>
  row(siteId: string, id: string): Promise<Row<'conversations'>>
  /** What a message says now, and who said it; undefined once it is gone or withdrawn. */
  said(
    siteId: string,
    conversationId: string,
    messageId: string,
  ): Promise<{ text: string; by: string | null } | undefined>
  /** Raises how far one side has received or read; lower numbers change nothing. */
  mark(
    siteId: string,
    conversationId: string,
    side: 'visitor' | 'members',
    seen: { delivered?: number | undefined; read?: number | undefined },
  ): Promise<void>
}

export function createConversationService(deps: ConversationDeps): ConversationService {
  const { db, writer } = deps
  const appendCommand = createAppendCommand(deps.plan)

  const say = (input: Append) => writer.submit(appendCommand, input)

  const service: ConversationService = {
    sayAsVisitor: (who, saying) =>
      say({
        siteId: who.siteId,
        conversationId: who.conversationId,
        cid: saying.cid,
        audience: 'all',
        kind: 'text',
        author: { kind: 'visitor', id: who.visitorId },
        text: saying.text ?? '',
        ...(saying.fileId && { fileId: saying.fileId }),
      }),
    async sayAsMember(who, conversationId, saying) {
      const mentions = await checkMentions(deps, who.siteId, saying)
      const card = saying.card && keepInShop(saying.card, await deps.ownAddresses(who.siteId))
      const template =
        saying.template && (await deps.sayTemplate(who.siteId, conversationId, saying.template))
      return say({
        siteId: who.siteId,
        conversationId,
        cid: saying.cid,
        audience: saying.note ? 'members' : 'all',
        kind: saying.note ? 'note' : 'text',
        author: { kind: 'member', id: who.memberId, name: who.name },
        text: template?.text ?? (card ? cardText(card) : (saying.text ?? '')),
        ...(template && { detail: template.detail, template: template.outgoing }),
        ...(card && { card }),
        ...(saying.quoteSeq !== undefined && { quoteSeq: saying.quoteSeq }),
        ...(saying.fileId && { fileId: saying.fileId }),
        ...(mentions.length > 0 && { mentions }),
      })
    },
    addLine: (line) => writer.submit(appendCommand, asAppend(line)),
    addLineWhileWaiting: (line, since) =>
      writer.run(async (tx) => {
        const row = await findConversation(tx.db, line.siteId, line.conversationId)
        if (row?.waiting_since !== since) return undefined
        const [outcome] = await append(tx, [asAppend(line)], deps.plan)
        if (!outcome?.ok) throw outcome?.error
        return outcome.value
      }),
    async history(siteId, conversationId, page) {
      await service.row(siteId, conversationId)
      const rows = await findMessages(db.read, conversationId, { ...page, limit: page.limit + 1 })
      const shown = rows.slice(0, page.limit).reverse()
      const files = await filesOf(deps, shown)
      const messages = shown.map((row) => toMessage(row, files.get(row.file_id ?? '')))
      return { messages, more: rows.length > page.limit }
    },
    async views(siteId, ids) {
      if (ids.length === 0) return new Map()
      const rows = await listConversations(db.read, siteId, { ids, limit: ids.length })
      return toViews(deps, siteId, rows)
    },
    async list(siteId, filter) {
      const rows = await listConversations(db.read, siteId, filter)
      const views = await toViews(deps, siteId, rows)
      return rows.map((row) => views.get(row.id) as Conversation)
    },
    countWaiting: (siteId) => countWaiting(db.read, siteId),
    async get(siteId, id) {
      const view = (await service.views(siteId, [id])).get(id)
      if (!view) throw notFound('This conversation')
      return view
    },
    async row(siteId, id) {
      const row = await findConversation(db.read, siteId, id)
      if (!row) throw notFound('This conversation')
      return row
    },
    async said(siteId, conversationId, messageId) {
      const row = await findMessage(db.read, conversationId, messageId)
      if (row?.site_id !== siteId || row.withdrawn_at !== null) return undefined
      return { text: row.text, by: row.author_name }
    },
    async mark(siteId, conversationId, side, seen) {
      const before = await writer.run((tx) => markSeen(tx, siteId, conversationId, side, seen))
      if (side === 'visitor' || !before || !isElsewhere(before.channel)) return
      const to = Math.min(seen.read ?? 0, before.last_seq)
      const from = before.members_read
      if (to > from) deps.onRead({ siteId, conversationId, from, to })
    },
  }
  return service
}

/** Only members of the site can be called, and only in a note, which the shopper does not see. */
async function checkMentions(
  deps: ConversationDeps,
  siteId: string,
  saying: MemberSaying,
): Promise<string[]> {
  const ids = [...new Set(saying.mentions ?? [])]
  if (ids.length > 0 && !saying.note) {
    throw new RelayError('invalid', 'Colleagues can be called in a note only. Make it a note.', {
      field: 'mentions',
    })
  }
  for (const id of ids) {
    if ((await deps.memberName(siteId, id)) === undefined) throw notFound('This colleague')
  }
  return ids
}

function asAppend(line: Omit<Append, 'kind' | 'author' | 'text'>): Append {
  return { ...line, kind: 'line', author: { kind: 'system' }, text: '' }
}

async function filesOf(
  deps: ConversationDeps,
  rows: Row<'messages'>[],
): Promise<Map<string, FileInfo>> {
  const ids = rows.map((row) => row.file_id).filter((id) => id !== null)
  return ids.length > 0 ? deps.fileInfos(ids) : new Map()
}

async function toViews(
  deps: ConversationDeps,
  siteId: string,
  rows: Row<'conversations'>[],
): Promise<Map<string, Conversation>> {
  if (rows.length === 0) return new Map()
  const ids = rows.map((row) => row.id)
  const contacts = await deps.contactRows(siteId, [...new Set(rows.map((row) => row.contact_id))])
  const tagIds = await findTagIds(deps.db.read, ids)
  const lastRows = await findLastTexts(deps.db.read, ids)
  const files = await filesOf(deps, lastRows)
  const lasts = new Map(
    lastRows.map((row) => [row.conversation_id, toMessage(row, files.get(row.file_id ?? ''))]),
  )
  const threads = await deps.threads(siteId, rows)
  const onPhones = await deps.onPhones(siteId, ids)
  const views = rows.map((row): [string, Conversation] => [
    row.id,
    toConversation(row, {
      contact: contacts.get(row.contact_id) as Row<'contacts'>,
      tagIds: tagIds.get(row.id) ?? [],
      last: lasts.get(row.id),
      thread: threads.get(row.id),
      onPhones: onPhones.get(row.id),
    }),
  ])
  return new Map(views)
}
