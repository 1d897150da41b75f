import type { Database } from '../../db/database.ts'
import type { Logger } from '../../logger.ts'
import type { Adapters } from '../adapter.ts'
import type { ChannelService } from '../channel.service.ts'
import { findCurrentReach, freely, type Reach } from './reach.ts'
import { findReadMessage } from './sent.repository.ts'

/** Milliseconds between two signs that somebody types: the network shows each for 25 seconds. */
const TYPING_EVERY = 20_000
/** Conversations whose last sign is remembered, before the old ones are let go. */
const REMEMBERED = 1_000

/** Members have read on, from one place in a thread to another. */
export interface ReadOn {
  siteId: string
  conversationId: string
  from: number
  to: number
}

/** Shows people on other networks that they are read and answered. Best effort: nothing is tried again. */
export interface Receipts {
  read(told: ReadOn): void
  typing(siteId: string, conversationId: string): void
}

export function createReceipts(deps: {
  db: Database
  clock: () => number
  log: Logger
  channels: Pick<ChannelService, 'byId' | 'settings'>
  adapters: Adapters
}): Receipts {
  const { db, clock, log } = deps
  /** How far a conversation is to be marked once the mark that is on its way has arrived. */
  const marking = new Map<string, ReadOn | undefined>()
  const typed = new Map<string, number>()

  async function tell(reach: Reach | undefined, externalId: string | undefined, typing: boolean) {
    if (!reach || externalId === undefined || freely(reach, clock()) === 'closed') return
    const account = await deps.channels.byId(reach.channelId)
    if (account.state === 'paused' || (await deps.channels.settings(account.id)).noReceipts) return
    await deps.adapters[reach.kind]?.markRead(account, reach.to, externalId, typing)
  }

  async function mark(told: ReadOn): Promise<void> {
    const { siteId, conversationId } = told
    const reach = await findCurrentReach(db.read, siteId, conversationId)
    const externalId = reach && (await findReadMessage(db.read, reach.channelId, told))
    await tell(reach, externalId, false)
  }

  async function markOn(told: ReadOn): Promise<void> {
    const { conversationId } = told
    marking.set(conversationId, undefined)
    try {
      await mark(told)
    } finally {
      const next = marking.get(conversationId)
      marking.delete(conversationId)
      if (next) track(markOn(next))
    }
  }

  async function showTyping(siteId: string, conversationId: string): Promise<void> {
    const reach = await findCurrentReach(db.read, siteId, conversationId)
    await tell(reach, reach?.lastExternalId, true)
  }

  function track(work: Promise<void>): void {
    work.catch((error: unknown) => log.debug({ error }, 'a network was not told what is read'))
  }

  return {
    read(told) {
      const { conversationId } = told
      if (!marking.has(conversationId)) return track(markOn(told))
      const waiting = marking.get(conversationId)
      marking.set(conversationId, { ...told, from: waiting?.from ?? told.from })
    },
    typing(siteId, conversationId) {
      const now = clock()
      if (now - (typed.get(conversationId) ?? -TYPING_EVERY) < TYPING_EVERY) return
      if (typed.size >= REMEMBERED) typed.clear()
      typed.set(conversationId, now)
      track(showTyping(siteId, conversationId))
    },
  }
}
