import type { Kysely } from 'kysely'
import type { Person } from '../channels/update.ts'
import type { Row, Schema } from '../db/schema.ts'
import { findPhonesOfPerson } from './phone.repository.ts'

/** Whom a phone belongs to, as the network names them. */
export function personOf({ phone, person_id }: Row<'phones'>): Person {
  return {
    ...(phone !== null && { phone }),
    ...(person_id !== null && { id: person_id }),
  }
}

/** A phone at each shop it answers for through the same number, oldest first. */
export function findSamePhones(db: Kysely<Schema>, phone: Row<'phones'>): Promise<Row<'phones'>[]> {
  return findPhonesOfPerson(db, personOf(phone), { channelId: phone.channel_id })
}
