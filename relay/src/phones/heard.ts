import type { MessageUpdate } from '../channels/update.ts'
import { toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { outboxRow } from '../outbox/outbox-row.ts'
import type { Owned } from './phone-people.ts'
import { placeAfter, sayRow } from './phone-rows.ts'
import type { Say } from './says.ts'

/** What came from a phone, and whose it is. */
export interface Heard {
  row: Row<'phone_heard'>
  update: MessageUpdate
  /** The phone at each shop it answers for, on the number it wrote to. */
  phones: Row<'phones'>[]
  owned: Owned
  /** Place up to which the bubble it quotes tells of its conversation. */
  told?: number
}

/** What follows from something heard. */
export interface Reaction {
  rows: Row<'outbox'>[]
  /** Written together with them. */
  record?: (tx: WriteTx) => Promise<void>
  /** Its words wait for a chat to be chosen. */
  asks?: boolean
}

/** Says something as an answer to what was heard. */
export function saying(
  { clock }: { clock: () => number },
  { row, owned }: Heard,
  say: Say,
): Reaction {
  return { rows: [sayRow(owned.phone, { quote: row.external_id, ...say }, clock())] }
}

export function heardRow(
  phone: Pick<Row<'phones'>, 'id' | 'site_id'>,
  channelId: string,
  externalId: string,
  now: number,
): Row<'outbox'> {
  return outboxRow({
    siteId: phone.site_id,
    kind: 'phone.heard',
    lane: `phone.heard ${phone.id}`,
    place: placeAfter(now),
    payload: { channelId, externalId },
    now,
  })
}

export function newHeard(
  phoneId: string,
  channelId: string,
  update: MessageUpdate,
  now: number,
): Row<'phone_heard'> {
  return {
    channel_id: channelId,
    external_id: update.externalId,
    phone_id: phoneId,
    said: toJson(update),
    state: 'new',
    at: now,
  }
}
