import { readContact } from '../../contacts/verified-contact.ts'
import { readConversation } from '../../conversations/channel-side.ts'
import { dropEmpty } from '../../conversations/joining.ts'
import { openConversation } from '../../conversations/open-conversation.ts'
import type { Row } from '../../db/schema.ts'
import type { WriteTx } from '../../db/writer.ts'
import type { ChannelAccount } from '../account.ts'
import { findThread, insertThread, updateThread } from '../thread.repository.ts'
import type { MessageUpdate, Person } from '../update.ts'
import { freeUntil } from '../window.ts'
import { knownPerson } from './person.ts'

type Thread = Row<'channel_threads'>

/** A contact's place on a channel, with a conversation to show it in; both are made where there are none. */
export async function threadOf(
  tx: WriteTx,
  to: ChannelAccount,
  contactId: string,
  person: Person,
): Promise<Thread> {
  return (await findThread(tx.db, to.id, contactId)) ?? begin(tx, to, contactId, person)
}

async function begin(
  tx: WriteTx,
  to: ChannelAccount,
  contactId: string,
  person: Person,
): Promise<Thread> {
  const { siteId, kind: channel } = to
  const conversationId = await openConversation(tx, { siteId, contactId, channel, context: {} })
  const thread: Thread = {
    site_id: siteId,
    channel_id: to.id,
    contact_id: contactId,
    conversation_id: conversationId,
    phone: person.phone ?? null,
    person_id: person.id ?? null,
    username: person.username ?? null,
    last_inbound_at: null,
    last_external_id: null,
    window_until: null,
    created_at: tx.now,
  }
  if (await insertThread(tx.db, thread)) return thread
  // Another process was first.
  await dropEmpty(tx, siteId, conversationId)
  return (await findThread(tx.db, to.id, contactId)) as Thread
}

/** Whether a member blocked somebody, or the conversation they would write in. */
export async function isBlocked(
  tx: WriteTx,
  to: ChannelAccount,
  contactId: string,
): Promise<boolean> {
  if ((await readContact(tx, to.siteId, contactId))?.blocked_at != null) return true
  const thread = await findThread(tx.db, to.id, contactId)
  if (!thread) return false
  return (await readConversation(tx, to.siteId, thread.conversation_id))?.blocked_at != null
}

/** The same of somebody who need not be known. */
export async function isKnownBlocked(
  tx: WriteTx,
  to: ChannelAccount,
  person: Person,
  at: number,
): Promise<boolean> {
  const contactId = await knownPerson(tx, to, person, at)
  return contactId !== undefined && (await isBlocked(tx, to, contactId))
}

/**
 * Notes where and how somebody is reached, and since when they may be answered. What comes late
 * changes nothing that is newer.
 * @returns whether this is the newest they wrote
 */
export async function noteInbound(
  tx: WriteTx,
  thread: Thread,
  update: MessageUpdate,
): Promise<boolean> {
  const isNewest = update.sentAt >= (thread.last_inbound_at ?? 0)
  const { phone, id, username } = update.person
  await updateThread(tx.db, thread.channel_id, thread.contact_id, {
    phone: (isNewest ? phone : undefined) ?? thread.phone ?? phone ?? null,
    person_id: (isNewest ? id : undefined) ?? thread.person_id ?? id ?? null,
    username: (isNewest ? username : undefined) ?? thread.username ?? username ?? null,
    ...(isNewest && {
      last_inbound_at: update.sentAt,
      last_external_id: update.externalId,
      window_until: freeUntil(update.sentAt),
    }),
  })
  return isNewest
}

/** Coming by a link opens the window as a message does (Messenger: m.me with a reference). */
export async function noteVisit(tx: WriteTx, thread: Thread, at: number): Promise<void> {
  const window_until = Math.max(thread.window_until ?? 0, freeUntil(at))
  await updateThread(tx.db, thread.channel_id, thread.contact_id, { window_until })
}
