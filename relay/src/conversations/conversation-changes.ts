import { type ConversationChange, MAX_SNOOZE } from '@loods/protocol'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import type { MemberPrincipal } from '../http/principal.ts'
import type { OutboxPlanner } from './append.ts'
import {
  blockConversations,
  findConversation,
  findDueSnoozed,
  nextCev,
  replaceTags,
  updateConversation,
} from './conversation.repository.ts'
import { appendLines, type Line } from './line.ts'

export interface ChangeDeps {
  writer: Writer
  plan: OutboxPlanner
  memberName(siteId: string, memberId: string): Promise<string | undefined>
  /** Of these ids, those that are tags of the site. */
  knownTagIds(tx: WriteTx, siteId: string, ids: string[]): Promise<string[]>
  /** Marks a contact as blocked since a moment, or not. */
  blockContact(tx: WriteTx, siteId: string, contactId: string, at: number | null): Promise<void>
}

/** What members do with a conversation besides answering. */
export interface ConversationChanges {
  /**
   * Changes what is named, with a quiet line for each thing that happened, in one transaction.
   * @throws RelayError not_found (conversation, colleague, tag) or invalid (when to wake)
   */
  change(who: MemberPrincipal, conversationId: string, wanted: ConversationChange): Promise<void>
  /** Opens conversations whose snooze is over. Gives how many. */
  wakeDue(): Promise<number>
}

/** Conversations woken in one transaction. */
const WAKE_BATCH = 100

export function createConversationChanges(deps: ChangeDeps): ConversationChanges {
  return {
    change: (who, conversationId, wanted) =>
      deps.writer.run((tx) => change(tx, deps, who, conversationId, wanted)),
    wakeDue: () => deps.writer.run((tx) => wakeDue(tx, deps.plan)),
  }
}

type Columns = Partial<Row<'conversations'>>

async function change(
  tx: WriteTx,
  deps: ChangeDeps,
  who: MemberPrincipal,
  conversationId: string,
  wanted: ConversationChange,
): Promise<void> {
  const before = await findConversation(tx.db, who.siteId, conversationId)
  if (!before) throw notFound('This conversation')
  const by = { by: who.name, byId: who.memberId }
  const columns: Columns = { ...statusColumns(before, wanted, tx.now) }
  const lines: Line[] = statusLines(before, columns, by)
  lines.push(...(await assign(deps, before, wanted.assigneeId, columns, by)))
  lines.push(...(await block(tx, deps, before, wanted.blocked, by)))
  const tagged = await retag(tx, deps, before, wanted.tagIds)
  if (lines.length === 0 && !tagged && Object.keys(columns).length === 0) return
  const where = { siteId: who.siteId, conversationId }
  await updateConversation(tx.db, who.siteId, conversationId, columns)
  await appendLines(tx, where, lines, deps.plan)
  const shopperToo = columns.status !== undefined || columns.assignee_id !== undefined
  await tell(tx, where, shopperToo)
}

/** What a wished status means for the row: empty when it is that already. */
function statusColumns(
  before: Row<'conversations'>,
  { status, snoozedUntil }: ConversationChange,
  now: number,
): Columns {
  if (status === 'snoozed') {
    const until = checkSnooze(snoozedUntil, now)
    if (before.status === 'snoozed' && before.snoozed_until === until) return {}
    return { status, snoozed_until: until, closed_at: null }
  }
  if (status === undefined || status === before.status) return {}
  if (status === 'closed') {
    return { status, closed_at: now, snoozed_until: null, waiting_since: null }
  }
  return { status, closed_at: null, snoozed_until: null }
}

function checkSnooze(until: number | undefined, now: number): number {
  if (until !== undefined && until > now && until <= now + MAX_SNOOZE) return until
  throw new RelayError('invalid', 'Choose a moment within the coming year to be reminded.', {
    field: 'snoozedUntil',
  })
}

type By = { by: string; byId: string }

function statusLines(before: Row<'conversations'>, after: Columns, by: By): Line[] {
  switch (after.status) {
    case 'closed':
      return [{ code: 'closed', audience: 'all', data: by }]
    case 'snoozed':
      return [{ code: 'snoozed', audience: 'members', data: { ...by, until: after.snoozed_until } }]
    case 'open':
      return before.status === 'closed'
        ? [{ code: 'reopened', audience: 'all', data: by }]
        : [{ code: 'woken', audience: 'members', data: by }]
    default:
      return []
  }
}

async function assign(
  deps: ChangeDeps,
  before: Row<'conversations'>,
  assigneeId: string | null | undefined,
  columns: Columns,
  by: By,
): Promise<Line[]> {
  if (assigneeId === undefined || assigneeId === before.assignee_id) return []
  columns.assignee_id = assigneeId
  if (assigneeId === null) return [{ code: 'unassigned', audience: 'members', data: by }]
  const to = await deps.memberName(before.site_id, assigneeId)
  if (to === undefined) throw notFound('This colleague')
  return [{ code: 'assigned', audience: 'members', data: { ...by, to, toId: assigneeId } }]
}

async function block(
  tx: WriteTx,
  deps: ChangeDeps,
  before: Row<'conversations'>,
  blocked: boolean | undefined,
  by: By,
): Promise<Line[]> {
  if (blocked === undefined || blocked === (before.blocked_at !== null)) return []
  const at = blocked ? tx.now : null
  await deps.blockContact(tx, before.site_id, before.contact_id, at)
  await blockConversations(tx.db, before.site_id, before.contact_id, at)
  return [{ code: blocked ? 'blocked' : 'unblocked', audience: 'members', data: by }]
}

/** Whether tags were named, and so set. */
async function retag(
  tx: WriteTx,
  deps: ChangeDeps,
  before: Row<'conversations'>,
  tagIds: string[] | undefined,
): Promise<boolean> {
  if (tagIds === undefined) return false
  const wanted = [...new Set(tagIds)]
  const known = await deps.knownTagIds(tx, before.site_id, wanted)
  if (known.length < wanted.length) throw notFound('This tag')
  await replaceTags(tx.db, before.site_id, before.id, wanted)
  return true
}

async function tell(
  tx: WriteTx,
  where: { siteId: string; conversationId: string },
  shopperToo: boolean,
): Promise<void> {
  const cev = shopperToo ? { cev: await nextCev(tx.db, where.conversationId) } : {}
  tx.emit({ ...where, ...cev, type: 'conversation', at: tx.now })
}

async function wakeDue(tx: WriteTx, plan: OutboxPlanner): Promise<number> {
  const due = await findDueSnoozed(tx.db, tx.now, WAKE_BATCH)
  for (const row of due) {
    const where = { siteId: row.site_id, conversationId: row.id }
    await updateConversation(tx.db, row.site_id, row.id, { status: 'open', snoozed_until: null })
    await appendLines(tx, where, [{ code: 'woken', audience: 'members', data: {} }], plan)
    await tell(tx, where, true)
  }
  return due.length
}
