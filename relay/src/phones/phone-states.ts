import type { PhoneState } from '@loods/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { deletePhones, findPhoneOf, findPhones, findTellers } from './phone.repository.ts'
import { ACTIVE } from './which.ts'

/** How it is with the phones of a shop's members, by member. */
export async function phoneStates(
  db: Kysely<Schema>,
  siteId: string,
): Promise<Map<string, PhoneState>> {
  const phones = await findPhones(db, siteId)
  return new Map(phones.map(({ member_id, state }) => [member_id, state as PhoneState]))
}

/** Members on whose phones conversations are talked about now, by conversation. */
export async function onPhones(
  db: Kysely<Schema>,
  conversationIds: string[],
  now: number,
): Promise<Map<string, string[]>> {
  const rows = await findTellers(db, conversationIds, now - ACTIVE)
  const byConversation = Map.groupBy(rows, (row) => row.conversation_id)
  return new Map(
    [...byConversation].map(([id, own]) => [id, own.map(({ member_id }) => member_id)]),
  )
}

/** Forgets the phone of a member who leaves the team, inside an open transaction. */
export async function forgetPhoneOf(tx: WriteTx, siteId: string, memberId: string): Promise<void> {
  const phone = await findPhoneOf(tx.db, siteId, memberId)
  if (phone) await deletePhones(tx.db, [phone.id])
}
