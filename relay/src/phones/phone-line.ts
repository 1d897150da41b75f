import type { Failure } from '@loods/protocol'
import type { ChannelAccount } from '../channels/account.ts'
import type { ChannelAdapter, SendResult } from '../channels/adapter.ts'
import { type ChannelService, SERVICE_CHANNEL } from '../channels/channel.service.ts'
import type { Person } from '../channels/update.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import { take } from './pacing.ts'
import {
  deleteBubble,
  findBubbleByRef,
  findPhone,
  insertBubble,
  updateBubble,
  updatePhones,
} from './phone.repository.ts'
import { findSamePhones, personOf } from './same-phone.ts'
import type { Content } from './says.ts'

/** Milliseconds a message may be under way before it counts as lost: a status would have told of it. */
const UNSURE = 60_000

/** One message to a phone. */
export interface ToPhone {
  /** What we call it: the same again is the same message. */
  ref: string
  conversationId: string | null
  /** Place up to which it tells of the conversation. */
  toldSeq?: number
  /** Pacing: how much must be left for more urgent words. */
  keep?: number
  /** A template may go when the phone's day is over. */
  template?: boolean
}

export type Told =
  | { outcome: 'out'; fresh: boolean }
  /** The phone takes no more just now. */
  | { outcome: 'full'; waitMs: number }
  /** Its 24 hours are over. */
  | { outcome: 'closed' }
  | { outcome: 'wait'; afterMs: number; reason: string }
  | { outcome: 'later'; afterMs: number | undefined; reason: string }
  | { outcome: 'refused'; failure: Failure }
  /** Something is wrong with the number that sends. */
  | { outcome: 'stopped' }

/** Writes to members' phones, one way for all: paced, never twice, and so that a quote of it is known again. */
export interface PhoneLine {
  tell(phone: Row<'phones'>, message: ToPhone, content: Content): Promise<Told>
  react(phone: Row<'phones'>, ref: string, target: string, emoji: string): Promise<Told>
  /** Says something to somebody who is on no phone of ours (any more); nothing is kept of it. */
  tellOnce(channelId: string | null, to: Person, ref: string, content: Content): Promise<void>
  /** The number that writes to a phone; undefined while it is not connected. */
  accountOf(phone: Pick<Row<'phones'>, 'channel_id'>): Promise<ChannelAccount | undefined>
}

export function createPhoneLine(deps: {
  writer: Writer
  channels: ChannelService
  adapter: ChannelAdapter
}): PhoneLine {
  const { writer, channels, adapter } = deps
  const accountOf: PhoneLine['accountOf'] = ({ channel_id }) =>
    channels.find(channel_id ?? SERVICE_CHANNEL)

  async function send(
    phone: Row<'phones'>,
    message: ToPhone,
    work: (from: ChannelAccount, to: Person) => Promise<SendResult>,
  ): Promise<Told> {
    const from = await accountOf(phone)
    if (from?.state !== 'on') return { outcome: 'stopped' }
    const slot = await writer.run((tx) => reserve(tx, phone.id, message))
    if ('outcome' in slot) return slot
    const result = await work(from, personOf(slot.phone))
    return writer.run(async (tx) => {
      if (result.outcome === 'stopped') {
        const { trouble: code, number, detail } = result
        await channels.pause(tx, from, { code, at: tx.now, number, detail })
      }
      return conclude(tx, slot.phone, message.ref, result)
    })
  }

  return {
    accountOf,
    tell: (phone, message, content) =>
      send(phone, message, (from, to) => adapter.send(from, { ...content, ref: message.ref, to })),
    react: (phone, ref, target, emoji) =>
      send(phone, { ref, conversationId: null }, (from, to) =>
        adapter.react(from, to, target, emoji, ref),
      ),
    async tellOnce(channelId, to, ref, content) {
      const from = await accountOf({ channel_id: channelId })
      if (from) await adapter.send(from, { ...content, ref, to })
    },
  }
}

/** What a message is called in our records until the network names it. */
function unnamed(ref: string): string {
  return `~${ref}`
}

/** Takes the place of a message among those of its phone before it leaves: a quick answer may overtake the network's. */
async function reserve(
  tx: WriteTx,
  phoneId: string,
  { ref, conversationId, toldSeq, keep = 0, template = false }: ToPhone,
): Promise<Told | { phone: Row<'phones'> }> {
  const phone = await findPhone(tx.db, phoneId)
  if (!phone) throw notFound('This phone')
  const known = await findBubbleByRef(tx.db, ref)
  if (known && known.external_id !== unnamed(ref)) return { outcome: 'out', fresh: false }
  const until = known ? known.at + UNSURE : 0
  if (until > tx.now) {
    return { outcome: 'wait', afterMs: until - tx.now, reason: 'it may be out already' }
  }
  if (!template && (phone.window_until ?? 0) <= tx.now) return { outcome: 'closed' }
  const full = await takeToken(tx, phone, keep)
  if (full) return full
  const place = { phone_id: phoneId, external_id: unnamed(ref) }
  if (known) await updateBubble(tx.db, place, { state: 'sending', at: tx.now })
  else {
    await insertBubble(tx.db, {
      ...place,
      site_id: phone.site_id,
      ref,
      conversation_id: conversationId,
      told_seq: toldSeq ?? null,
      state: 'sending',
      at: tx.now,
    })
  }
  return { phone }
}

/** The network counts what one number writes to one person, whichever shops it is for. */
async function takeToken(
  tx: WriteTx,
  phone: Row<'phones'>,
  keep: number,
): Promise<Told | undefined> {
  const same = await findSamePhones(tx.db, phone)
  const fullest = same.reduce((a, b) => (b.tokens < a.tokens ? b : a), phone)
  const taken = take({ tokens: fullest.tokens, at: fullest.tokens_at }, tx.now, keep)
  if (!taken.ok) return { outcome: 'full', waitMs: taken.waitMs }
  const ids = [...new Set([phone.id, ...same.map(({ id }) => id)])]
  await updatePhones(tx.db, ids, { tokens: taken.bucket.tokens, tokens_at: taken.bucket.at })
  return undefined
}

async function conclude(
  tx: WriteTx,
  phone: Row<'phones'>,
  ref: string,
  result: SendResult,
): Promise<Told> {
  const place = { phone_id: phone.id, external_id: unnamed(ref) }
  // A status may have told meanwhile that it is out.
  const known = await findBubbleByRef(tx.db, ref)
  if (known && known.external_id !== place.external_id) return { outcome: 'out', fresh: true }
  if (result.outcome === 'taken') {
    await nameBubble(tx, ref, result.externalId)
    const id = result.person?.id
    if (id !== undefined && phone.person_id === null)
      await updatePhones(tx.db, [phone.id], { person_id: id })
    return { outcome: 'out', fresh: true }
  }
  if (result.outcome === 'unsure') {
    await updateBubble(tx.db, place, { state: 'unsure' })
    return { outcome: 'wait', afterMs: UNSURE, reason: result.reason }
  }
  await deleteBubble(tx.db, place)
  if (result.outcome === 'later') {
    return { outcome: 'later', afterMs: result.afterMs, reason: result.reason }
  }
  if (result.outcome === 'refused') return { outcome: 'refused', failure: result.failure }
  return { outcome: 'stopped' }
}

/** Keeps what the network calls a message of ours, told by its answer or, before that, by a status. */
export async function nameBubble(tx: WriteTx, ref: string, externalId: string): Promise<void> {
  const known = await findBubbleByRef(tx.db, ref)
  if (!known || known.external_id === externalId) return
  await updateBubble(tx.db, known, { external_id: externalId, state: 'sent' })
}
