import type { Kysely } from 'kysely'
import type { Schema } from '../../db/schema.ts'
import { notFound, RelayError } from '../../errors.ts'
import type { ChannelKind } from '../account.ts'
import type { Person } from '../update.ts'
import { humanUntil } from '../window.ts'
import { findReachRows, type ReachRow } from './reach.repository.ts'

/** How the person of a conversation is reached on another network. */
export interface Reach {
  channelId: string
  kind: ChannelKind
  to: Person
  /** The newest message of theirs, by the network's id. */
  lastExternalId: string | undefined
  windowUntil: number
  /** Until when a person may answer by hand after the window; 0 where there is no such thing. */
  humanUntil: number
}

/** Whether what is said in a conversation leaves by another network. */
export function isElsewhere(channel: string | null): channel is ChannelKind {
  return channel === 'whatsapp' || channel === 'messenger'
}

/** How people are reached, by conversation and network (`reachKey`). */
export async function findReach(
  db: Kysely<Schema>,
  conversationIds: readonly string[],
): Promise<Map<string, Reach>> {
  if (conversationIds.length === 0) return new Map()
  const rows = await findReachRows(db, conversationIds)
  return new Map(rows.map((row) => [reachKey(row.conversation_id, row.kind), toReach(row)]))
}

/** How the person of one conversation is reached where they wrote last; undefined for our own page. */
export async function findCurrentReach(
  db: Kysely<Schema>,
  siteId: string,
  conversationId: string,
): Promise<Reach | undefined> {
  const rows = await findReachRows(db, [conversationId])
  const current = rows.findLast((row) => row.site_id === siteId && row.kind === row.channel)
  return current && toReach(current)
}

export function reachKey(conversationId: string, kind: string | null): string {
  return `${conversationId} ${kind}`
}

/** How a free answer may be sent: as any, as one a person wrote by hand, or not at all. */
export function freely(reach: Reach, now: number): 'free' | 'human' | 'closed' {
  if (now < reach.windowUntil) return 'free'
  return now < reach.humanUntil ? 'human' : 'closed'
}

/**
 * Refuses what the network would refuse, before it is said.
 * @throws RelayError window_closed, or not_found where the channel is no longer connected
 */
export function checkSendable(
  reach: Reach | undefined,
  saying: { template?: unknown },
  now: number,
): void {
  if (!reach) throw notFound('The channel this shopper wrote on')
  if (saying.template === undefined && freely(reach, now) === 'closed') throw windowClosed()
}

export function windowClosed(): RelayError {
  return new RelayError(
    'window_closed',
    'The shopper wrote too long ago for a free answer on this channel. Nothing was sent. Send a template.',
  )
}

function toReach(row: ReachRow): Reach {
  const human = row.kind === 'messenger' && row.last_inbound_at !== null
  return {
    channelId: row.channel_id,
    kind: row.kind,
    to: {
      ...(row.phone !== null && { phone: row.phone }),
      ...(row.person_id !== null && { id: row.person_id }),
    },
    lastExternalId: row.last_external_id ?? undefined,
    windowUntil: row.window_until ?? 0,
    humanUntil: human ? humanUntil(row.last_inbound_at as number) : 0,
  }
}
