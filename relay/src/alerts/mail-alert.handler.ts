import type { Row } from '../db/schema.ts'
import type { MemberService } from '../members/member.service.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import { outboxRow } from '../outbox/outbox-row.ts'
import { named } from './alert-line.ts'
import { mailReportRow } from './mail-report.handler.ts'
import {
  findWait,
  isOpened,
  isReceived,
  type WaitPayload,
  type WaitSources,
  waitPayload,
} from './wait.ts'

export interface MailAlertDeps extends WaitSources {
  members: MemberService
  clock: () => number
  /** Whether mails leave at all (SMTP_URL). */
  mailsLeave: boolean
}

/** At 120 s: an e-mail to every member who wants one, each a row of its own, and a report of how they went. */
export function mailAlertHandler(deps: MailAlertDeps): OutboxHandler {
  return defineHandler({
    kind: 'alert.mail',
    payload: waitPayload,
    handle: (row, wait) => alert(deps, row, wait),
  })
}

async function alert(
  deps: MailAlertDeps,
  row: Row<'outbox'>,
  wait: WaitPayload,
): Promise<OutboxResult> {
  const conversation = await findWait(deps, row, wait)
  if (!conversation) return { outcome: 'cancel', reason: 'answered' }
  // Opening is no answer to who waits; whoever opened a lead knows where to reach its shopper.
  if (wait.lead && isOpened(conversation, wait)) return { outcome: 'cancel', reason: 'opened' }
  const people = (await deps.members.people(row.site_id)).filter(
    ({ notifications }) => notifications.email,
  )
  if (people.length === 0) return { outcome: 'cancel', reason: 'nobody wants mail' }
  // Settings say plainly that no mail leaves; a line under every chat would say it too often.
  if (!deps.mailsLeave) return { outcome: 'cancel', reason: 'no mail server' }
  const now = deps.clock()
  const mails = people.map((person) =>
    outboxRow({
      siteId: row.site_id,
      conversationId: conversation.id,
      ...(row.message_id && { messageId: row.message_id }),
      kind: wait.lead ? 'mail.lead' : 'mail.alert',
      lane: `mail ${row.id} ${person.memberId}`,
      place: wait.seq,
      payload: {
        to: person.email,
        language: person.language,
        conversationId: conversation.id,
        ...(wait.lead
          ? { leadId: wait.lead.id }
          : {
              messageId: row.message_id,
              waitedSeconds: Math.round((now - wait.since) / 1_000),
            }),
      },
      now,
    }),
  )
  const recipients = named(people).map((member, i) => ({ ...member, rowId: mails[i]?.id ?? '' }))
  const received = isReceived(conversation, wait)
  const told = { about: 'alert' as const, channel: 'email' as const, step: wait.step, received }
  const report = mailReportRow(row, { ...told, recipients }, now)
  return { outcome: 'done', next: [...mails, report] }
}
