import { blockContact } from '../contacts/contact.service.ts'
import { giveIdentities, introduceContact } from '../contacts/identities.ts'
import { mergeContact, readContact } from '../contacts/verified-contact.ts'
import { joinConversations } from '../conversations/joining.ts'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { moveLeads } from '../leads/lead.service.ts'
import { moveVisitors } from '../visitors/visitor.service.ts'
import {
  deleteThread,
  findThread,
  findThreadsOfContact,
  updateThread,
} from './thread.repository.ts'

/**
 * Makes two contacts that are proven to be one person one contact, inside an open transaction: the
 * one the shop vouches for stays, else `into`. Blocked is blocked in both.
 * @returns who is left; undefined where the shop vouches for two different customers, who stay two
 */
export async function joinContacts(
  tx: WriteTx,
  siteId: string,
  fromId: string,
  intoId: string,
): Promise<string | undefined> {
  if (fromId === intoId) return intoId
  const [from, into] = [
    await readContact(tx, siteId, fromId),
    await readContact(tx, siteId, intoId),
  ]
  if (!from || !into) return into?.id ?? from?.id
  if (from.verified_at === null) return move(tx, siteId, from, into)
  return into.verified_at === null ? move(tx, siteId, into, from) : undefined
}

async function move(
  tx: WriteTx,
  siteId: string,
  from: Row<'contacts'>,
  into: Row<'contacts'>,
): Promise<string> {
  const blocked_at = into.blocked_at ?? from.blocked_at
  if (blocked_at !== into.blocked_at) await blockContact(tx, siteId, into.id, blocked_at)
  await moveVisitors(tx, siteId, from.id, into.id)
  await joinConversations(tx, siteId, from.id, { id: into.id, blocked_at })
  await moveLeads(tx, siteId, from.id, into.id)
  await moveReach(tx, siteId, from.id, into.id)
  await mergeContact(tx, siteId, from.id, into)
  await introduceContact(tx, siteId, into.id, {
    name: from.name ?? undefined,
    email: from.email ?? undefined,
    phone: from.phone ?? undefined,
  })
  return into.id
}

/** Gives how one contact is reached on other networks to another, inside an open transaction. */
export async function moveReach(
  tx: WriteTx,
  siteId: string,
  from: string,
  to: string,
): Promise<void> {
  await giveIdentities(tx, siteId, from, to)
  for (const thread of await findThreadsOfContact(tx.db, siteId, from))
    await giveThread(tx, thread, to)
}

/** A channel has one place for one person: the one they wrote in last. */
async function giveThread(tx: WriteTx, thread: Row<'channel_threads'>, to: string): Promise<void> {
  const { channel_id, contact_id, ...place } = thread
  const there = await findThread(tx.db, channel_id, to)
  if (!there) return updateThread(tx.db, channel_id, contact_id, { contact_id: to })
  await deleteThread(tx.db, channel_id, contact_id)
  if ((place.last_inbound_at ?? 0) > (there.last_inbound_at ?? 0))
    await updateThread(tx.db, channel_id, to, place)
}
