import type { Lead, LeadAnswer, LeadRequest } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { labelContact } from '../contacts/contact.service.ts'
import { type Append, append, type Change, type OutboxPlanner } from '../conversations/append.ts'
import { toContact } from '../conversations/conversation.view.ts'
import { maskEmail, maskPhone, setReplyEmail } from '../conversations/reply-address.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import type { VisitorPrincipal } from '../http/principal.ts'
import { enqueue } from '../outbox/outbox-row.ts'
import { siteChanged } from '../sites/site-changed.ts'
import { findLeads, findOpenLead, leadRows, moveLeads as moveRows } from './lead.repository.ts'

/** What shoppers left to be reached at. */
export interface LeadService {
  /**
   * A shopper leaves an address or number, with or without a question. The same again changes nothing.
   * @throws RelayError blocked
   */
  leave(who: VisitorPrincipal, lead: LeadRequest): Promise<LeadAnswer>
  /** A lead nobody dealt with yet; undefined when it is gone or dealt with. */
  open(siteId: string, id: string): Promise<Row<'leads'> | undefined>
  list(siteId: string, handled: boolean): Promise<Lead[]>
  /** @throws RelayError not_found */
  setHandled(siteId: string, id: string, handled: boolean): Promise<void>
}

/** Hands one contact's leads to another, inside the transaction that makes the two one. */
export function moveLeads(tx: WriteTx, siteId: string, from: string, to: string): Promise<void> {
  return moveRows(tx.db, siteId, from, to)
}

/** Decides who is told of a lead, how and when. Pure. */
export type LeadPlanner = (left: {
  siteId: string
  conversationId: string
  lead: { id: string; kind: LeadRequest['kind'] }
  /** Number of its line in the thread. */
  seq: number
  now: number
}) => Row<'outbox'>[]

export interface LeadDeps {
  db: Database
  writer: Writer
  plan: OutboxPlanner
  planLead: LeadPlanner
  contactRows(siteId: string, ids: string[]): Promise<Map<string, Row<'contacts'>>>
}

export function createLeadService(deps: LeadDeps): LeadService {
  return {
    leave: (who, lead) => deps.writer.run((tx) => leave(tx, deps, who, lead)),
    async open(siteId, id) {
      const row = await leadRows.find(deps.db.read, siteId, id)
      return row?.handled_at === null ? row : undefined
    },
    async list(siteId, handled) {
      const rows = await findLeads(deps.db.read, siteId, handled)
      const ids = [...new Set(rows.map((row) => row.contact_id))]
      const contacts = await deps.contactRows(siteId, ids)
      return rows.flatMap((row) => {
        const contact = contacts.get(row.contact_id)
        return contact ? [toLead(row, contact)] : []
      })
    },
    setHandled: (siteId, id, handled) =>
      deps.writer.run(async (tx) => {
        const change = { handled_at: handled ? tx.now : null }
        if (!(await leadRows.update(tx.db, siteId, id, change))) throw notFound('This lead')
        siteChanged(tx, siteId, 'leads')
      }),
  }
}

async function leave(
  tx: WriteTx,
  deps: Pick<LeadDeps, 'plan' | 'planLead'>,
  who: VisitorPrincipal,
  lead: LeadRequest,
): Promise<LeadAnswer> {
  const row = toRow(who, lead, tx.now)
  const known = await findOpenLead(tx.db, row)
  const id = known?.id ?? row.id
  const said = await say(tx, deps.plan, { ...row, id }, who, lead)
  if (!known) {
    await keep(tx, row, who, lead)
    // A question that begins a wait is told of by the alerts of that wait.
    if (!said.beganWait) await enqueue(tx, planLeft(deps.planLead, row, said.seq))
  }
  return { id, reachableAt: masked(lead) }
}

/**
 * The question as the shopper's message, then the line that says what was left; both only once.
 * @returns the line's number, and whether the question began a wait
 */
async function say(
  tx: WriteTx,
  plan: OutboxPlanner,
  row: Row<'leads'>,
  who: VisitorPrincipal,
  lead: LeadRequest,
): Promise<{ seq: number; beganWait: boolean }> {
  const where = {
    siteId: who.siteId,
    conversationId: who.conversationId,
    audience: 'all' as const,
  }
  const question: Append[] = lead.question
    ? [
        {
          ...where,
          ...lead.question,
          kind: 'text',
          author: { kind: 'visitor', id: who.visitorId },
        },
      ]
    : []
  const line: Append = {
    ...where,
    cid: row.id,
    kind: 'line',
    author: { kind: 'visitor', id: who.visitorId },
    text: '',
    line: { code: 'lead', data: { kind: lead.kind, leadId: row.id, reachableAt: masked(lead) } },
  }
  let beganWait = false
  const watched = (change: Change) => {
    beganWait ||= change.message.kind === 'text' && change.before.waiting_since === null
    return plan(change)
  }
  let seq = 0
  for (const outcome of await append(tx, [...question, line], watched)) {
    if (!outcome.ok) throw outcome.error
    seq = outcome.value.seq
  }
  return { seq, beganWait }
}

function planLeft(plan: LeadPlanner, row: Row<'leads'>, seq: number): Row<'outbox'>[] {
  return plan({
    siteId: row.site_id,
    conversationId: row.conversation_id,
    lead: { id: row.id, kind: row.kind as LeadRequest['kind'] },
    seq,
    now: row.created_at,
  })
}

async function keep(
  tx: WriteTx,
  row: Row<'leads'>,
  who: VisitorPrincipal,
  lead: LeadRequest,
): Promise<void> {
  const { siteId, conversationId, contactId } = who
  await leadRows.insert(tx.db, row)
  await labelContact(tx, siteId, contactId, { name: lead.name, [lead.kind]: lead.value })
  if (lead.kind === 'email') await setReplyEmail(tx, siteId, conversationId, lead.value)
  siteChanged(tx, siteId, 'leads')
  tx.emit({ siteId, conversationId, type: 'conversation', at: tx.now })
}

function toRow(who: VisitorPrincipal, lead: LeadRequest, now: number): Row<'leads'> {
  return {
    site_id: who.siteId,
    id: nanoid(),
    conversation_id: who.conversationId,
    contact_id: who.contactId,
    kind: lead.kind,
    value: lead.value,
    created_at: now,
    handled_at: null,
  }
}

function masked(lead: LeadRequest): string {
  return lead.kind === 'email' ? maskEmail(lead.value) : maskPhone(lead.value)
}

function toLead(row: Row<'leads'>, contact: Row<'contacts'>): Lead {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    kind: row.kind as Lead['kind'],
    value: row.value,
    contact: toContact(contact),
    createdAt: row.created_at,
    ...(row.handled_at !== null && { handledAt: row.handled_at }),
  }
}
