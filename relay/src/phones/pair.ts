import { nanoid } from 'nanoid'
import type { Person } from '../channels/update.ts'
import { toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { isMember } from '../members/is-member.ts'
import { siteChanged } from '../sites/site-changed.ts'
import { fullBucket } from './pacing.ts'
import { deletePhones, findPhoneOf, findPhonesOfPerson, insertPhone } from './phone.repository.ts'
import type { PhoneSettings } from './phone-settings.ts'

export interface Pairing {
  siteId: string
  memberId: string
  /** The channel it wrote to; null for the operator's own number. */
  channelId: string | null
  person: Person
  /** The words its owner sent. */
  agreedTo: string
  windowUntil: number
}

/**
 * Makes a phone a member's at one shop, inside an open transaction: one phone a member, and one member
 * a phone.
 * @returns undefined when its owner left the team meanwhile
 */
export async function pair(tx: WriteTx, pairing: Pairing): Promise<Row<'phones'> | undefined> {
  const { siteId, memberId, person, agreedTo } = pairing
  if (!(await isMember(tx, siteId, memberId))) return undefined
  const before = await findPhoneOf(tx.db, siteId, memberId)
  const others = await findPhonesOfPerson(tx.db, person, { siteId })
  const gone = [...others, ...(before ? [before] : [])].map(({ id }) => id)
  if (gone.length > 0) await deletePhones(tx.db, gone)
  const [elsewhere] = await findPhonesOfPerson(tx.db, person, { channelId: pairing.channelId })
  const bucket = fullBucket(tx.now)
  const settings: PhoneSettings = { agreedTo }
  const phone: Row<'phones'> = {
    site_id: siteId,
    id: nanoid(),
    member_id: memberId,
    channel_id: pairing.channelId,
    phone: person.phone ?? null,
    person_id: person.id ?? null,
    name: person.name ?? null,
    state: 'on',
    settings: toJson(settings),
    window_until: pairing.windowUntil,
    tokens: elsewhere?.tokens ?? bucket.tokens,
    tokens_at: elsewhere?.tokens_at ?? bucket.at,
    paired_at: tx.now,
  }
  await insertPhone(tx.db, phone)
  siteChanged(tx, siteId, 'team')
  return phone
}
