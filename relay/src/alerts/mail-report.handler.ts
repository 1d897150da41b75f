import * as v from 'valibot'
import type { ConversationService } from '../conversations/conversation.service.ts'
import { fromJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import { outboxRow } from '../outbox/outbox-row.ts'
import { addAlertLine } from './alert-line.ts'

const payload = v.variant('about', [
  v.object({
    about: v.literal('alert'),
    channel: v.literal('email'),
    step: v.number(),
    received: v.boolean(),
    /** Each member with the row of the mail to them. */
    recipients: v.array(v.object({ id: v.string(), name: v.string(), rowId: v.string() })),
  }),
  v.object({ about: v.literal('reply'), rowId: v.string(), through: v.number(), to: v.string() }),
])
type MailReport = v.InferOutput<typeof payload>

/** Milliseconds after handing over mails at which a first look at them is worth while. */
const FIRST_LOOK = 2_000

/** How rows ended; those still under way are left out. */
export type FindEnded = (ids: string[]) => Promise<Map<string, { sent: boolean; error: string }>>

/** A row that looks how mails went and says so in the thread. */
export function mailReportRow(
  after: Row<'outbox'>,
  report: MailReport,
  now: number,
): Row<'outbox'> {
  return outboxRow({
    siteId: after.site_id,
    ...(after.conversation_id && { conversationId: after.conversation_id }),
    ...(after.message_id && { messageId: after.message_id }),
    kind: 'mail.report',
    lane: `mail.report ${after.id}`,
    place: after.place,
    payload: report,
    now,
    dueAt: now + FIRST_LOOK,
  })
}

/** A reply's mail that is tried again gets a report of its own: the first one said that it failed. */
export function reportAgain(row: Row<'outbox'>, now: number): Row<'outbox'>[] {
  if (row.kind !== 'mail.reply') return []
  const { to } = v.parse(v.object({ to: v.string() }), fromJson(row.payload))
  return [mailReportRow(row, { about: 'reply', rowId: row.id, through: row.place, to }, now)]
}

/** Tells members in the thread what became of mails that left because of it. */
export function mailReportHandler(deps: {
  conversations: ConversationService
  findEnded: FindEnded
}): OutboxHandler {
  return defineHandler({
    kind: 'mail.report',
    payload,
    handle: (row, report) =>
      report.about === 'alert' ? tellOfAlert(deps, row, report) : tellOfReply(deps, row, report),
  })
}

type Deps = { conversations: ConversationService; findEnded: FindEnded }

const WAITING: OutboxResult = { outcome: 'retry', reason: 'mails are under way' }

async function tellOfAlert(
  { conversations, findEnded }: Deps,
  row: Row<'outbox'>,
  { recipients, channel, step, received }: MailReport & { about: 'alert' },
): Promise<OutboxResult> {
  const ended = await findEnded(recipients.map(({ rowId }) => rowId))
  if (ended.size < recipients.length) return WAITING
  const reached = recipients.filter(({ rowId }) => ended.get(rowId)?.sent)
  const members = (reached.length > 0 ? reached : recipients).map(({ id, name }) => ({ id, name }))
  const data = { channel, step, received, members, count: reached.length }
  if (reached.length > 0) await addAlertLine(conversations, row, 'alert_sent', data)
  else await addAlertLine(conversations, row, 'alert_failed', { ...data, reason: 'refused' })
  return { outcome: 'done' }
}

async function tellOfReply(
  { conversations, findEnded }: Deps,
  row: Row<'outbox'>,
  { rowId, through, to }: MailReport & { about: 'reply' },
): Promise<OutboxResult> {
  const ended = (await findEnded([rowId])).get(rowId)
  if (!ended) return WAITING
  await conversations.addLine({
    siteId: row.site_id,
    conversationId: row.conversation_id ?? '',
    cid: row.id,
    audience: 'members',
    line: {
      code: ended.sent ? 'email_sent' : 'email_failed',
      data: { through, to, ...(!ended.sent && { reason: ended.error }) },
    },
  })
  return { outcome: 'done' }
}
