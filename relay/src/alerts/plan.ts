import type { ReplyTimePayload } from '../availability/reply-time.handler.ts'
import { sendRow } from '../channels/sending/send-row.ts'
import type { Change } from '../conversations/append.ts'
import type { Row } from '../db/schema.ts'
import type { LeadPlanner } from '../leads/lead.service.ts'
import { type OutboxDraft, outboxRow } from '../outbox/outbox-row.ts'
import type { ReplyChannelPayload } from './reply-channel.handler.ts'
import type { ReplyMailPayload } from './reply-mail.handler.ts'
import { AGAIN_AFTER, LINE_STEPS, MAIL_STEP, PUSH_STEPS, REPLY_MAIL_STEP } from './steps.ts'
import type { WaitLinePayload, WaitPayload } from './wait.ts'

/**
 * What a message sets in motion. Each row looks again when its time comes whether it is still
 * wanted, so an answer needs to take nothing back.
 */
export function planOutbox(change: Change): Row<'outbox'>[] {
  const { before, message } = change
  if (message.kind !== 'text') return []
  if (message.author_kind === 'visitor') {
    if (before.waiting_since === null) return planWait(change)
    return isBack(change) ? planAlerts(change) : []
  }
  if (message.author_kind === 'member') return planAnswer(change)
  return message.delivery === null ? [] : [sendRow(message, message.created_at)]
}

/** The first message nobody answered yet: alerts to members, honest words to the shopper. */
function planWait(change: Change): Row<'outbox'>[] {
  const lines = change.after.channel === 'web' ? LINE_STEPS : []
  const line = ([code, step]: (typeof LINE_STEPS)[number]) =>
    waitRow(change, 'wait.line', step, { code } satisfies Pick<WaitLinePayload, 'code'>)
  return [...planAlerts(change), ...lines.map(line)]
}

function planAlerts(change: Change): Row<'outbox'>[] {
  return [
    ...PUSH_STEPS.map((step) => waitRow(change, 'alert.push', step)),
    waitRow(change, 'alert.mail', MAIL_STEP),
  ]
}

/** Who still waits and writes again after so long that the first alerts are forgotten, or were missed. */
function isBack({ before, message }: Change): boolean {
  return message.created_at - before.last_message_at >= AGAIN_AFTER
}

/** A step of the wait a message begins, or goes on with after long. */
function waitRow(change: Change, kind: string, step: number, more: object = {}): Row<'outbox'> {
  const { before, after, message } = change
  const now = message.created_at
  const since = after.waiting_since ?? now
  const from = before.waiting_since === null ? since : now
  const payload: WaitPayload = { since, from, seq: message.seq, step }
  return about(change, {
    kind,
    lane: `${kind} ${message.id} ${step}`,
    dueAt: Math.max(now, from + step * 1_000),
    payload: { ...payload, ...more },
  })
}

/** A lead nobody waits beside: its own alerts, until a member opens it or deals with it. */
export const planLead: LeadPlanner = ({ siteId, conversationId, lead, seq, now }) => {
  const row = (kind: string, step: number) =>
    outboxRow({
      siteId,
      conversationId,
      kind,
      lane: `${kind} ${lead.id} ${step}`,
      place: seq,
      payload: { since: now, from: now, seq, step, lead } satisfies WaitPayload,
      now,
      dueAt: now + step * 1_000,
    })
  return [...PUSH_STEPS.map((step) => row('alert.push', step)), row('alert.mail', MAIL_STEP)]
}

/** An answer: it ends a wait that is measured, and follows a shopper who left an address. */
function planAnswer(change: Change): Row<'outbox'>[] {
  const { before, after, message } = change
  const now = message.created_at
  const rows: Row<'outbox'>[] = []
  if (message.delivery !== null) rows.push(sendRow(message, now, change.template))
  if (before.waiting_since !== null) {
    const payload: ReplyTimePayload = { since: before.waiting_since, answeredAt: now }
    rows.push(about(change, { kind: 'reply.time', lane: `reply.time ${message.id}`, payload }))
  }
  if (after.channel === 'web') rows.push(...planFollowing(change))
  return rows
}

/** A reply on the page follows a shopper who has gone: to where they took the chat before, or by mail. */
function planFollowing(change: Change): Row<'outbox'>[] {
  const { reply_channel, reply_email, id } = change.after
  const { seq, created_at } = change.message
  const to = reply_email ?? undefined
  const dueAt = created_at + REPLY_MAIL_STEP * 1_000
  if (reply_channel !== null) {
    const payload: ReplyChannelPayload = { seq, channel: reply_channel, ...(to && { to }) }
    return [about(change, { kind: 'reply.channel', lane: `reply.channel ${id}`, dueAt, payload })]
  }
  if (to === undefined) return []
  const payload: ReplyMailPayload = { seq, to }
  return [about(change, { kind: 'reply.mail', lane: `reply.mail ${id}`, dueAt, payload })]
}

function about(
  { after, message }: Change,
  draft: Pick<OutboxDraft, 'kind' | 'lane' | 'dueAt'> & { payload: object },
): Row<'outbox'> {
  return outboxRow({
    ...draft,
    siteId: after.site_id,
    conversationId: after.id,
    messageId: message.id,
    place: message.seq,
    payload: { ...draft.payload },
    now: message.created_at,
  })
}
