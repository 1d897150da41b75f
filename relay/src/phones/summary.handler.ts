import type { Conversation } from '@loods/protocol'
import * as v from 'valibot'
import { toJson } from '../db/json.ts'
import type { WriteTx } from '../db/writer.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import { withLeads } from './leads.ts'
import { findThread, saveThread, updatePhones } from './phone.repository.ts'
import type { PhoneDeps } from './phone-deps.ts'
import { messagesAfter, type Owned, restsUntil } from './phone-people.ts'
import { bubbleRow, phoneRow } from './phone-rows.ts'
import { settingsOf } from './phone-settings.ts'
import { resultOf } from './say.handler.ts'
import { phoneWords } from './words.ts'

/** Conversations looked through for what a phone was not told of. */
const MOST = 200

/** One line for all that did not fit: how much is new in how many chats, with a link to them. */
export function summaryHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.summary',
    payload: v.object({ phoneId: v.string() }),
    async handle(row, { phoneId }) {
      const owned = await deps.people.owned(phoneId)
      if (owned?.phone.state !== 'on') return { outcome: 'cancel', reason: 'not there' }
      const untold = await findUntold(deps, owned)
      const messages = untold.reduce((sum, { count }) => sum + count, 0)
      if (messages === 0) return { outcome: 'cancel', reason: 'nothing new' }
      const words = phoneWords(owned.owner.language)
      const text = words.summary(messages, untold.length)
      const link = { title: words.openInbox, url: deps.inboxUrl + placeOf(owned, untold) }
      const shop = owned.site.settings.name
      const told = await deps.line.tell(
        owned.phone,
        { ref: `p.${phoneId}.${row.id}`, conversationId: null },
        { text: `*${shop}* · ${text}`, link },
      )
      if (told.outcome !== 'out') return resultOf(row, told)
      return { outcome: 'done', record: (tx) => keepPlaces(tx, owned, untold) }
    },
  })
}

/** The chat if there is only one, else the list of the shop. Whoever follows it signs in as always. */
function placeOf({ phone }: Owned, untold: Untold[]): string {
  const [only, ...others] = untold
  const chat = only && others.length === 0 ? `/c/${only.conversation.id}` : ''
  return `#/${phone.site_id}${chat}`
}

/** Tells a phone all that waits and that it was not told of: it is back, or may be written to again. */
export function catchUpHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.catch-up',
    payload: v.object({ phoneId: v.string() }),
    async handle(_, { phoneId }): Promise<OutboxResult> {
      const owned = await deps.people.owned(phoneId)
      if (!owned) return { outcome: 'cancel', reason: 'the phone was forgotten' }
      const now = deps.clock()
      const rest = restsUntil(owned, now)
      if (rest !== undefined) {
        const again = phoneRow('phone.catch-up', owned.phone, now, { dueAt: rest })
        return { outcome: 'done', next: [again] }
      }
      const untold = await findUntold(deps, owned)
      return {
        outcome: 'done',
        next: untold.map(({ conversation }) => bubbleRow(owned.phone, conversation.id, now)),
      }
    },
  })
}

export interface Untold {
  conversation: Conversation
  /** The shopper's messages this phone was not told of. */
  count: number
}

/** Chats that wait, or in which an address was left, and that this phone should hear of: longest waiting first. */
export async function findUntold(deps: PhoneDeps, owned: Owned): Promise<Untold[]> {
  const { phone } = owned
  const waiting = await deps.conversations.list(phone.site_id, {
    status: ['open'],
    waiting: true,
    limit: MOST,
  })
  const left = await deps.conversations.views(phone.site_id, await deps.leadChats(phone.site_id))
  for (const { id } of waiting) left.delete(id)
  const found: Untold[] = []
  for (const conversation of [...waiting.reverse(), ...left.values()]) {
    if (conversation.contact.blocked) continue
    const hearing = await deps.people.hearing(conversation, phone.site_id, phone.id)
    if (!hearing.some(({ id }) => id === phone.id)) continue
    const count = await countUntold(deps, owned, conversation)
    if (count > 0) found.push({ conversation, count })
  }
  return found
}

async function countUntold(
  deps: PhoneDeps,
  { phone, owner }: Owned,
  { id, marks }: Conversation,
): Promise<number> {
  const thread = await findThread(deps.db.read, phone.id, id)
  const from = Math.max(thread?.forwarded_seq ?? 0, marks.membersRead)
  const said = await messagesAfter(deps.conversations, phone.site_id, id, from)
  const messages = await withLeads(deps, phone.site_id, said, owner.language)
  return messages.filter(({ author, kind }) => author.kind === 'visitor' && kind === 'text').length
}

async function keepPlaces(tx: WriteTx, { phone }: Owned, untold: Untold[]): Promise<void> {
  for (const { conversation } of untold) {
    await saveThread(tx.db, {
      site_id: phone.site_id,
      phone_id: phone.id,
      conversation_id: conversation.id,
      forwarded_seq: conversation.lastSeq,
      last_at: tx.now,
    })
  }
  const settings = toJson({ ...settingsOf(phone), summedAt: tx.now })
  await updatePhones(tx.db, [phone.id], { settings })
}
