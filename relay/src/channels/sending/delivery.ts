import type { Delivery, DeliveryState, Failure } from '@loods/protocol'
import { changeMessage, storedMessage } from '../../conversations/change-message.ts'
import { fromJson, toJson } from '../../db/json.ts'
import type { Row } from '../../db/schema.ts'
import type { WriteTx } from '../../db/writer.ts'
import { hurry } from '../../outbox/outbox.service.ts'
import {
  claimChannelMessage,
  findChannelMessage,
  updateChannelMessage,
} from '../channel-message.repository.ts'
import { closeWindow } from '../thread.repository.ts'
import { isFurther, ofParts } from './delivery-state.ts'
import { readRef } from './ref.ts'
import { findSentAs } from './sent.repository.ts'

/** How far something we sent has come, by the network's answer or by a status of it. */
export interface Told {
  externalId: string
  ref?: string | undefined
  state: DeliveryState
  /** Milliseconds, by the network's clock where it tells. */
  at: number
  failure?: Failure | undefined
}

/**
 * Keeps how far something we sent has come: the one place that ranks states, whoever tells first.
 * What belongs to no message we know stays under the network's id, for the answer that is still to
 * come. Being told the same again changes nothing.
 */
export async function noteDelivery(
  tx: WriteTx,
  channel: { id: string; siteId: string },
  told: Told,
): Promise<void> {
  if (told.ref?.startsWith(REACTION_REF)) return
  const known = await findChannelMessage(tx.db, channel.id, told.externalId)
  const ref = readRef(known?.ref ?? told.ref)
  const message = await messageOf(tx, channel.siteId, known?.message_id ?? ref?.messageId)
  const further = isFurther(told.state, known?.state as DeliveryState | undefined)
  const state = further ? told.state : (known?.state as DeliveryState)
  if (known) await keep(tx, known, { state, message, ref: told.ref })
  else if (!(await claimChannelMessage(tx.db, { ...asRow(channel, told), ...of(message) }))) {
    // Another process was told at the same time.
    return noteDelivery(tx, channel, told)
  }
  if (ref) await hurry(tx, ref.rowId)
  const fresh = !known?.message_id
  if (!message || !(fresh || further)) return
  const parts = await partsOf(tx, channel.id, message, ref?.rowId)
  if (parts.length > 1) await put(tx, message, ofParts(parts) ?? state, told.failure)
  else await show(tx, message, { ...told, state }, fresh)
}

/** Marks a message that never came to its network, or was refused there. */
export async function noteFailure(tx: WriteTx, messageId: string, failure: Failure): Promise<void> {
  const message = await storedMessage(tx.db, messageId)
  if (!message || !isFurther('failed', deliveryOf(message)?.state)) return
  await changeMessage(tx, message, { delivery: toJson({ state: 'failed', failure }) })
  await heedFailure(tx, message, failure)
}

/** The network knows best until when somebody may be answered. */
async function heedFailure(
  tx: WriteTx,
  message: Row<'messages'>,
  failure: Failure | undefined,
): Promise<void> {
  if (failure?.code !== 'window_closed') return
  const { site_id: siteId, conversation_id: conversationId, created_at: saidAt } = message
  if (!(await closeWindow(tx.db, conversationId, saidAt))) return
  tx.emit({ siteId, conversationId, type: 'conversation', at: tx.now })
}

/** How far a message has come on its channel; undefined for one that goes over none. */
export function deliveryOf(message: Row<'messages'>): Delivery | undefined {
  return message.delivery === null ? undefined : (fromJson(message.delivery) as Delivery)
}

/** Reactions have no way to go but there: nobody looks at how far they are. */
export const REACTION_REF = 'r.'

async function messageOf(
  tx: WriteTx,
  siteId: string,
  id: string | undefined,
): Promise<Row<'messages'> | undefined> {
  const message = id === undefined ? undefined : await storedMessage(tx.db, id)
  return message?.site_id === siteId ? message : undefined
}

async function keep(
  tx: WriteTx,
  known: Row<'channel_messages'>,
  now: { state: DeliveryState; message: Row<'messages'> | undefined; ref: string | undefined },
): Promise<void> {
  const ref = known.ref ?? now.ref ?? null
  const adopted = known.message_id === null && now.message !== undefined
  if (!adopted && known.state === now.state && known.ref === ref) return
  const { channel_id, external_id } = known
  const change = { state: now.state, ref, ...(adopted && of(now.message)) }
  await updateChannelMessage(tx.db, channel_id, external_id, change)
}

/** How far each part has come that a row sent a message in. */
async function partsOf(
  tx: WriteTx,
  channelId: string,
  message: Row<'messages'>,
  rowId: string | undefined,
): Promise<DeliveryState[]> {
  const rows = await findSentAs(tx.db, channelId, message)
  const ofRow = rows.filter(({ ref }) => rowId !== undefined && readRef(ref)?.rowId === rowId)
  return ofRow.map(({ state }) => state as DeliveryState)
}

/** A message that failed and was sent again begins anew with what it is called now. */
async function show(
  tx: WriteTx,
  message: Row<'messages'>,
  { state, failure }: Pick<Told, 'state' | 'failure'>,
  fresh: boolean,
): Promise<void> {
  const shown = deliveryOf(message)?.state
  const anew = fresh && shown === 'failed' && state !== 'failed'
  if (anew || isFurther(state, shown)) await put(tx, message, state, failure)
}

async function put(
  tx: WriteTx,
  message: Row<'messages'>,
  state: DeliveryState,
  failure: Failure | undefined,
): Promise<void> {
  const before = deliveryOf(message)
  if (before?.state === state) return
  const delivery: Delivery = { state, ...(state === 'failed' && failure && { failure }) }
  await changeMessage(tx, message, { delivery: toJson(delivery) })
  if (state === 'failed') await heedFailure(tx, message, failure)
}

function of(message: Row<'messages'> | undefined) {
  return {
    conversation_id: message?.conversation_id ?? null,
    message_id: message?.id ?? null,
  }
}

function asRow(channel: { id: string; siteId: string }, told: Told) {
  return {
    channel_id: channel.id,
    external_id: told.externalId,
    site_id: channel.siteId,
    direction: 'out' as const,
    ref: told.ref ?? null,
    state: told.state,
    at: told.at,
  }
}
