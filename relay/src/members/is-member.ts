import type { WriteTx } from '../db/writer.ts'
import { findMember } from './member.repository.ts'

/** Whether somebody is on a shop's team, inside an open transaction. */
export async function isMember(tx: WriteTx, siteId: string, memberId: string): Promise<boolean> {
  return (await findMember(tx.db, siteId, memberId)) !== undefined
}
