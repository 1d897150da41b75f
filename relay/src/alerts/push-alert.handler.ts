import type { AlertData, VisitorContext } from '@loods/protocol'
import { fromJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { MemberService, Person } from '../members/member.service.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import type { PushReport, PushService } from '../push/push.service.ts'
import { leadText, waitingText } from '../push/push-text.ts'
import type { Site } from '../sites/site.service.ts'
import { addAlertLine, named } from './alert-line.ts'
import { PUSH_STEPS } from './steps.ts'
import {
  findWait,
  isOpened,
  isOvertaken,
  isReceived,
  type WaitPayload,
  type WaitSources,
  waitPayload,
} from './wait.ts'

export interface PushAlertDeps extends WaitSources {
  members: MemberService
  push: PushService
  clock: () => number
  site(siteId: string): Promise<Site>
}

/** Tells members' devices that somebody waits or left an address; again at 20 s and 60 s as long as nobody opened the chat. */
export function pushAlertHandler(deps: PushAlertDeps): OutboxHandler {
  return defineHandler({
    kind: 'alert.push',
    payload: waitPayload,
    handle: (row, wait) => alert(deps, row, wait),
  })
}

async function alert(
  deps: PushAlertDeps,
  row: Row<'outbox'>,
  wait: WaitPayload,
): Promise<OutboxResult> {
  if (isOvertaken(wait, PUSH_STEPS, deps.clock())) {
    return { outcome: 'cancel', reason: 'the next alert is due as well' }
  }
  const conversation = await findWait(deps, row, wait)
  if (!conversation) return { outcome: 'cancel', reason: 'answered' }
  if (isOpened(conversation, wait)) return { outcome: 'cancel', reason: 'opened' }
  const site = await deps.site(row.site_id)
  if (wait.step > 0 && site.settings.availability === 'away') {
    return { outcome: 'cancel', reason: 'the shop is away' }
  }
  const people = await wanted(deps, conversation)
  const report = await send(deps, site, conversation, wait, people)
  return tell(deps, { row, wait, conversation, people, report })
}

/** Whoever wants pushes. */
async function wanted(deps: PushAlertDeps, conversation: Row<'conversations'>): Promise<Person[]> {
  const people = await deps.members.people(conversation.site_id)
  return people.filter((person) => person.notifications.push)
}

/** The first alert of an assigned conversation goes to its member; everybody hears the later ones. */
async function send(
  deps: PushAlertDeps,
  site: Site,
  conversation: Row<'conversations'>,
  wait: WaitPayload,
  people: Person[],
): Promise<PushReport> {
  const text = await textOf(deps, conversation, wait, people)
  const where = { shop: site.settings.name, siteId: site.id, conversationId: conversation.id }
  const page = (fromJson(conversation.context) as VisitorContext).page
  const message = ({ language, notifications }: Person) =>
    wait.lead
      ? leadText({ language, ...where, kind: wait.lead.kind })
      : waitingText({ language, ...where, page, text: notifications.pushText ? text : undefined })
  const to = (person: Person) => ({ accountId: person.accountId, message: message(person) })
  const own = people.filter(({ memberId }) => memberId === conversation.assignee_id)
  if (wait.step === 0 && own.length > 0) {
    const first = await deps.push.send(own.map(to))
    if (first.accepted > 0) return first
  }
  return deps.push.send(people.map(to))
}

async function textOf(
  deps: PushAlertDeps,
  conversation: Row<'conversations'>,
  wait: WaitPayload,
  people: Person[],
): Promise<string | undefined> {
  if (wait.lead || !people.some((person) => person.notifications.pushText)) return undefined
  const { messages } = await deps.conversations.history(conversation.site_id, conversation.id, {
    before: wait.seq + 1,
    limit: 1,
    audience: 'all',
  })
  return messages[0]?.text
}

interface Sent {
  row: Row<'outbox'>
  wait: WaitPayload
  conversation: Row<'conversations'>
  people: Person[]
  report: PushReport
}

async function tell(deps: PushAlertDeps, sent: Sent): Promise<OutboxResult> {
  const { row, wait, conversation, people, report } = sent
  const data: AlertData = {
    channel: 'push',
    step: wait.step,
    members: named(people.filter(({ accountId }) => report.reached.includes(accountId))),
    count: report.accepted,
    received: isReceived(conversation, wait),
  }
  if (report.accepted > 0) {
    await addAlertLine(deps.conversations, row, 'alert_sent', data)
    return { outcome: 'done' }
  }
  if (report.devices === 0) {
    // Worth a line once, and only if no open inbox has the message either.
    const worthIt = wait.step === FIRST_REPEAT && !data.received
    if (!worthIt || (await isToldOnPhone(deps, row, wait))) {
      return { outcome: 'cancel', reason: 'no devices' }
    }
    await addAlertLine(deps.conversations, row, 'alert_failed', { ...data, reason: 'no_devices' })
    return { outcome: 'cancel', reason: 'no devices' }
  }
  const reason = report.retryable ? 'unreachable' : 'refused'
  await addAlertLine(deps.conversations, row, 'alert_failed', { ...data, reason })
  return { outcome: report.retryable ? 'retry' : 'dead', reason: `every push was ${reason}` }
}

/** Whether somebody was told in WhatsApp: then nothing is missed where no devices are. */
async function isToldOnPhone(
  { conversations }: PushAlertDeps,
  row: Row<'outbox'>,
  { since }: WaitPayload,
): Promise<boolean> {
  const newest = { limit: 20, audience: 'members' } as const
  const { messages } = await conversations.history(row.site_id, row.conversation_id ?? '', newest)
  return messages.some(
    ({ line, ts }) =>
      ts >= since && line?.code === 'alert_sent' && line.data.channel === 'whatsapp',
  )
}

/** Seconds into a wait by which an open inbox has long said that it received the message. */
const FIRST_REPEAT = 20
