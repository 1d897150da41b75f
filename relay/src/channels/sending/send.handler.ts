import type { FailureCode } from '@loods/protocol'
import * as v from 'valibot'
import { storedMessage } from '../../conversations/change-message.ts'
import type { Row } from '../../db/schema.ts'
import type { Writer, WriteTx } from '../../db/writer.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../../outbox/handler.ts'
import { CUT_OFF } from '../../outbox/outbox-row.ts'
import { MAX_ATTEMPTS } from '../../outbox/retry.ts'
import type { ChannelAccount } from '../account.ts'
import type { Adapters, ChannelAdapter, Outgoing, SendResult } from '../adapter.ts'
import { noteReached } from '../arrival/person.ts'
import type { ChannelService } from '../channel.service.ts'
import { type ComposeDeps, compose } from './compose.ts'
import { noteDelivery, noteFailure, type Told } from './delivery.ts'
import { PAUSED_WAIT, pausedReason } from './paused.ts'
import { findReach, freely, reachKey } from './reach.ts'
import { writeRef } from './ref.ts'
import { SEND, UNSURE } from './send-row.ts'
import { findByRef } from './sent.repository.ts'

/**
 * Milliseconds we wait for a status of what may be out, before it is sent again. One that comes
 * earlier ends the wait (`noteDelivery`).
 */
const UNSURE_WAIT = 60_000

const templateValue = v.array(v.object({ name: v.optional(v.string()), text: v.string() }))
const payload = v.object({
  template: v.optional(
    v.object({
      name: v.string(),
      language: v.string(),
      header: templateValue,
      body: templateValue,
      buttons: v.optional(v.array(v.object({ index: v.number(), payload: v.string() }))),
    }),
  ),
})
type Payload = v.InferOutput<typeof payload>

export interface SendDeps extends ComposeDeps {
  writer: Writer
  clock: () => number
  channels: Pick<ChannelService, 'byId' | 'pause'>
  adapters: Adapters
}

/** Sends what members say in conversations on other networks, in order, and never twice knowingly. */
export function sendHandler(deps: SendDeps): OutboxHandler {
  return defineHandler({ kind: SEND, payload, handle: (row, payload) => send(deps, row, payload) })
}

async function send(deps: SendDeps, row: Row<'outbox'>, payload: Payload): Promise<OutboxResult> {
  const message = await storedMessage(deps.db.read, row.message_id ?? '')
  if (!message || message.withdrawn_at !== null) return { outcome: 'cancel', reason: 'taken back' }
  const { conversation_id, channel } = message
  const reach = (await findReach(deps.db.read, [conversation_id])).get(
    reachKey(conversation_id, channel),
  )
  if (!reach) return fail(row, 'unreachable')
  const account = await deps.channels.byId(reach.channelId)
  const adapter = deps.adapters[reach.kind]
  if (!adapter) return later(row, 'nobody here talks to this network', undefined)
  const may = payload.template ? 'free' : freely(reach, deps.clock())
  const ref = writeRef({ messageId: message.id, rowId: row.id })
  const how = { ref, reach, human: may === 'human', template: payload.template }
  const parts = await unsent(deps, account, adapter.parts(await compose(deps, message, how)))
  if (parts.length === 0) return { outcome: 'done' }
  if (row.error === CUT_OFF) return later(row, UNSURE, UNSURE_WAIT)
  if (may === 'closed') return fail(row, 'window_closed')
  if (account.state === 'paused') return pause(account)
  return sendParts(deps, { row, account, adapter }, parts)
}

/** What of it is not out yet, by what the network answered or told. */
async function unsent(
  { db }: SendDeps,
  account: ChannelAccount,
  parts: Outgoing[],
): Promise<Outgoing[]> {
  const out = await Promise.all(parts.map(({ ref }) => findByRef(db.read, account.id, ref)))
  return parts.filter((_, n) => out[n] === undefined)
}

interface Sending {
  row: Row<'outbox'>
  account: ChannelAccount
  adapter: ChannelAdapter
}

/** One after the other; each that is out is kept at once, so that it is not sent again for the others' sake. */
async function sendParts(
  deps: SendDeps,
  sending: Sending,
  [part, ...others]: Outgoing[],
): Promise<OutboxResult> {
  if (!part) return { outcome: 'done' }
  const { account, adapter } = sending
  const result = await adapter.send(account, part)
  if (result.outcome !== 'taken') return conclude(deps, sending, result)
  const told = toldOf(account, part.ref, result.externalId, deps.clock())
  const record = async (tx: WriteTx) => {
    await noteReached(tx, account, part.to, result.person)
    await noteDelivery(tx, account, told)
  }
  if (others.length === 0) return { outcome: 'done', externalId: result.externalId, record }
  await deps.writer.run(record)
  return sendParts(deps, sending, others)
}

function conclude(
  deps: SendDeps,
  { row, account }: Sending,
  result: Exclude<SendResult, { outcome: 'taken' }>,
): OutboxResult {
  switch (result.outcome) {
    case 'later':
      return later(row, result.reason, result.afterMs)
    case 'unsure':
      return later(row, UNSURE, UNSURE_WAIT)
    case 'refused':
      return {
        outcome: 'done',
        record: (tx) => noteFailure(tx, row.message_id ?? '', result.failure),
      }
    case 'stopped': {
      const { trouble: code, number, detail } = result
      const trouble = { code, at: deps.clock(), number, detail }
      const record = (tx: WriteTx) => deps.channels.pause(tx, account, trouble)
      if (code !== 'payment') return { ...pause(account), record }
      // Only what is charged is refused: answers behind it are not to wait.
      return {
        outcome: 'done',
        async record(tx) {
          await record(tx)
          await noteFailure(tx, row.message_id ?? '', { code, number, detail })
        },
      }
    }
  }
}

/** WhatsApp has only accepted it, and tells by a status when it is sent; Messenger tells no such thing. */
function toldOf({ kind }: ChannelAccount, ref: string, externalId: string, at: number): Told {
  return { externalId, ref, state: kind === 'whatsapp' ? 'queued' : 'sent', at }
}

function later(row: Row<'outbox'>, reason: string, afterMs: number | undefined): OutboxResult {
  if (row.attempts >= MAX_ATTEMPTS) return fail(row, 'gave_up')
  return { outcome: 'retry', reason, ...(afterMs !== undefined && { afterMs }) }
}

function pause({ id }: ChannelAccount): OutboxResult {
  return { outcome: 'wait', afterMs: PAUSED_WAIT, reason: pausedReason(id) }
}

/** The bubble says that it failed and why; the row has done what it could. */
function fail(row: Row<'outbox'>, code: FailureCode): OutboxResult {
  return { outcome: 'done', record: (tx) => noteFailure(tx, row.message_id ?? '', { code }) }
}
