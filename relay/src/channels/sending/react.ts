import type { Reaction } from '@loods/protocol'
import * as v from 'valibot'
import type { OutboxPlanner } from '../../conversations/append.ts'
import { changeMessage, storedMessage } from '../../conversations/change-message.ts'
import { appendLines, type Line } from '../../conversations/line.ts'
import { fromJson, toJson } from '../../db/json.ts'
import type { Row } from '../../db/schema.ts'
import type { Writer, WriteTx } from '../../db/writer.ts'
import { notFound, RelayError } from '../../errors.ts'
import type { MemberPrincipal } from '../../http/principal.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../../outbox/handler.ts'
import { enqueue, outboxRow } from '../../outbox/outbox-row.ts'
import { MAX_ATTEMPTS } from '../../outbox/retry.ts'
import type { Adapters } from '../adapter.ts'
import type { ChannelService } from '../channel.service.ts'
import { REACTION_REF } from './delivery.ts'
import { PAUSED_WAIT, pausedReason } from './paused.ts'
import { findReach, freely, type Reach, reachKey, windowClosed } from './reach.ts'
import { messageOf, type Where } from './send-again.ts'
import { channelLane } from './send-row.ts'
import { findExternalId } from './sent.repository.ts'

const REACT = 'channel.react'
const payload = v.object({
  channelId: v.string(),
  target: v.string(),
  to: v.object({ phone: v.optional(v.string()), id: v.optional(v.string()) }),
  emoji: v.string(),
})
type Payload = v.InferOutput<typeof payload>

/**
 * A member reacts to what was said on another network, where the shop is one person with one
 * reaction; an empty emoji takes it back. @throws RelayError not_found, invalid, window_closed
 */
export async function react(
  writer: Writer,
  who: MemberPrincipal,
  where: Where,
  emoji: string,
): Promise<void> {
  await writer.run(async (tx) => {
    const message = await messageOf(tx, who, where)
    const reach = (await findReach(tx.db, [where.conversationId])).get(
      reachKey(where.conversationId, message.channel),
    )
    if (!reach) throw notThere()
    if (freely(reach, tx.now) !== 'free') throw windowClosed()
    const target = await findExternalId(tx.db, reach.channelId, message)
    if (target === undefined) throw notFound('This message')
    await changeMessage(tx, message, { reactions: withReaction(message, who.memberId, emoji) })
    await enqueue(tx, [toRow(message, { reach, target, emoji }, tx.now)])
  })
}

function notThere(): RelayError {
  return new RelayError(
    'invalid',
    'Reactions are possible on WhatsApp and Messenger only. Nothing was sent; write an answer instead.',
    { field: 'emoji' },
  )
}

/** All members' reactions are the shop's one. @returns JSON, or null for none */
function withReaction(message: Row<'messages'>, memberId: string, emoji: string): string | null {
  const before = message.reactions === null ? [] : (fromJson(message.reactions) as Reaction[])
  const others = before.filter(({ by }) => by !== 'member')
  const own: Reaction[] = emoji === '' ? [] : [{ by: 'member', id: memberId, emoji }]
  const all = [...others, ...own]
  return all.length > 0 ? toJson(all) : null
}

function toRow(
  message: Row<'messages'>,
  { reach, target, emoji }: { reach: Reach; target: string; emoji: string },
  now: number,
): Row<'outbox'> {
  const { channelId, to } = reach
  return outboxRow({
    siteId: message.site_id,
    conversationId: message.conversation_id,
    messageId: message.id,
    kind: REACT,
    lane: channelLane(message.conversation_id),
    place: message.seq,
    payload: { channelId, target, to, emoji } satisfies Payload,
    now,
  })
}

interface ReactDeps {
  channels: Pick<ChannelService, 'byId' | 'pause'>
  adapters: Adapters
  clock: () => number
  plan: OutboxPlanner
}

/** Brings reactions to the network; one that it refuses goes from the thread, which says so. */
export function reactHandler(deps: ReactDeps): OutboxHandler {
  return defineHandler({
    kind: REACT,
    payload,
    handle: (row, payload) => deliver(deps, row, payload),
  })
}

async function deliver(
  deps: ReactDeps,
  row: Row<'outbox'>,
  { channelId, target, to, emoji }: Payload,
): Promise<OutboxResult> {
  const account = await deps.channels.byId(channelId)
  const waiting = {
    outcome: 'wait',
    afterMs: PAUSED_WAIT,
    reason: pausedReason(channelId),
  } as const
  if (account.state === 'paused') return waiting
  const { phone, id } = to
  const person = { ...(phone !== undefined && { phone }), ...(id !== undefined && { id }) }
  const result = await deps.adapters[account.kind]?.react(
    account,
    person,
    target,
    emoji,
    REACTION_REF + row.id,
  )
  switch (result?.outcome) {
    case 'taken':
      return { outcome: 'done', externalId: result.externalId }
    case 'stopped': {
      const { trouble: code, number, detail } = result
      const trouble = { code, at: deps.clock(), number, detail }
      return { ...waiting, record: (tx) => deps.channels.pause(tx, account, trouble) }
    }
    case 'refused':
      return { outcome: 'done', record: (tx) => takeAway(tx, deps.plan, row, emoji) }
    default:
      // Reacting twice is reacting once, so what is unsure is simply done again.
      if (row.attempts >= MAX_ATTEMPTS) {
        return { outcome: 'done', record: (tx) => takeAway(tx, deps.plan, row, emoji) }
      }
      return { outcome: 'retry', reason: result?.reason ?? 'nobody here talks to this network' }
  }
}

async function takeAway(
  tx: WriteTx,
  plan: OutboxPlanner,
  row: Row<'outbox'>,
  emoji: string,
): Promise<void> {
  const message = await storedMessage(tx.db, row.message_id ?? '')
  if (!message || message.reactions === null) return
  const left = (fromJson(message.reactions) as Reaction[]).filter(
    (one) => one.by !== 'member' || one.emoji !== emoji,
  )
  await changeMessage(tx, message, { reactions: left.length > 0 ? toJson(left) : null })
  const where = { siteId: message.site_id, conversationId: message.conversation_id }
  const data = { emoji, channel: message.channel }
  const line: Line = { code: 'reaction_failed', audience: 'members', data, cid: `${row.id}-failed` }
  if (emoji !== '') await appendLines(tx, where, [line], plan)
}
