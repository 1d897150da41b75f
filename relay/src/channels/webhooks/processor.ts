import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/database.ts'
import { orderedId } from '../../db/ordered-id.ts'
import type { Row } from '../../db/schema.ts'
import type { Writer, WriteTx } from '../../db/writer.ts'
import { RelayError } from '../../errors.ts'
import type { Metrics } from '../../health/metrics.ts'
import type { Logger } from '../../logger.ts'
import { retryDelay } from '../../outbox/retry.ts'
import { siteChanged } from '../../sites/site-changed.ts'
import type { ChannelAccount, ChannelKind } from '../account.ts'
import type { ChannelAdapter } from '../adapter.ts'
import type { ChannelService } from '../channel.service.ts'
import type { Addressed, UpdateTaker } from '../update.ts'
import { parseBody, slices, splitBody, UnreadableBody } from './envelope.ts'
import { createOffer } from './offer.ts'
import {
  deleteWebhook,
  findDue,
  insertWebhooks,
  takeDue,
  updateWebhook,
} from './webhook.repository.ts'

/** Characters worked off in one transaction, about; a dozen messages. Longer ones would keep acknowledgements waiting. */
const BATCH = 8_192
/** Updates of one webhook worked off in one transaction; one with more is taken apart. */
const SLICE = 12
/** Milliseconds between looks for what another process stored, or whose time came by itself. */
const POLL = 1_000
/** Times one is tried again before it is given up. */
const RETRIES = 5

export interface ProcessorDeps {
  db: Database
  writer: Writer
  clock: () => number
  /** 0 to 1. */
  random: () => number
  log: Logger
  metrics: Metrics
  channels: ChannelService
  adapters: Partial<Record<ChannelKind, ChannelAdapter>>
  takers: readonly UpdateTaker[]
}

/**
 * Works off what networks told: each webhook in one transaction with all that follows from it, so
 * that it is worked off exactly once, however often the process dies (T45).
 */
export interface WebhookProcessor {
  /** Begins to work: at once, on every wake, and by a poll. */
  start(): void
  /** Something may be due. */
  wake(): void
  /** Works until nothing is due by the clock. */
  settle(): Promise<void>
  /** Takes nothing new and finishes what it is doing. */
  stop(): Promise<void>
}

export function createWebhookProcessor(deps: ProcessorDeps): WebhookProcessor {
  const { db, writer, clock, random, log, metrics, adapters } = deps
  const offer = createOffer(deps)
  let timer: NodeJS.Timeout | undefined
  let wanted = false
  let looking: Promise<void> | undefined

  /** Each has a savepoint of its own in the batch the writer makes of them. */
  async function look(): Promise<number> {
    const ids = await findDue(db.read, clock(), BATCH)
    const ended = await Promise.all(ids.map(workOff))
    return ended.filter(Boolean).length
  }

  /** @returns whether something came of it, so that looking on is worth while */
  async function workOff(id: string): Promise<boolean> {
    try {
      return await writer.run((tx) => process(tx, id))
    } catch (error) {
      if (isStorage(error)) {
        log.warn({ error }, 'storage was away; webhooks are worked off as soon as it is back')
        return false
      }
      await writer.run((tx) => fail(tx, id, error as Error))
      return true
    }
  }

  async function process(tx: WriteTx, id: string): Promise<boolean> {
    const row = await takeDue(tx.db, db.dialect, id, tx.now)
    if (!row) return false
    const { adapter, peers } = await sideOf(row)
    const body = parseBody(row.body)
    const all = readBy(adapter, body)
    const parts = all.length > SLICE ? inOrder(adapter, splitBody(body)) : []
    if (parts.length > SLICE) {
      await replace(tx, row, slices(parts, SLICE))
      return true
    }
    for (const addressed of all) await offer(tx, peers, addressed)
    await deleteWebhook(tx.db, id)
    metrics.webhooks.inc({ outcome: 'done' })
    return true
  }

  /** Who reads it, and the channels it may be about; neither where its channel was disconnected meanwhile. */
  async function sideOf(row: Row<'webhooks'>): Promise<Side> {
    const channels = await deps.channels.of(row.site_id)
    const kind = channels.find(({ id }) => id === row.channel_id)?.kind
    if (!kind) return { adapter: undefined, peers: [] }
    return { adapter: adapters[kind], peers: channels.filter((channel) => channel.kind === kind) }
  }

  async function fail(tx: WriteTx, id: string, error: Error): Promise<void> {
    const row = await takeDue(tx.db, db.dialect, id, tx.now)
    if (!row) return
    log.error({ error, attempts: row.attempts + 1 }, 'a webhook could not be worked off')
    if (error instanceof UnreadableBody) return giveUp(tx, row, error)
    const parts = await partsOf(row)
    if (parts.length > 1) return replace(tx, row, parts)
    if (row.attempts >= RETRIES) return giveUp(tx, row, error)
    const attempts = row.attempts + 1
    const next_at = tx.now + (retryDelay(attempts, random()) ?? 0)
    await updateWebhook(tx.db, id, { attempts, next_at, error: error.name })
    metrics.webhooks.inc({ outcome: 'retried' })
  }

  /** One update that cannot be taken must not hold up those it came with. */
  async function partsOf(row: Row<'webhooks'>): Promise<unknown[]> {
    const { adapter } = await sideOf(row)
    return inOrder(adapter, splitBody(parseBody(row.body)))
  }

  async function replace(tx: WriteTx, row: Row<'webhooks'>, parts: unknown[]): Promise<void> {
    await deleteWebhook(tx.db, row.id)
    const begin = tx.now - parts.length
    await insertWebhooks(
      tx.db,
      parts.map((part, i) => ({
        ...row,
        id: orderedId(begin + i),
        body: JSON.stringify(part),
        attempts: 0,
        // The earlier one is due first.
        next_at: begin + i,
      })),
    )
    metrics.webhooks.inc({ outcome: 'split' })
  }

  async function giveUp(tx: WriteTx, row: Row<'webhooks'>, error: Error): Promise<void> {
    const reason = error instanceof UnreadableBody ? 'unreadable body' : 'not worked off'
    await updateWebhook(tx.db, row.id, {
      state: 'dead',
      attempts: row.attempts + 1,
      next_at: tx.now,
      error: reason,
    })
    siteChanged(tx, row.site_id, 'deliveries')
    metrics.webhooks.inc({ outcome: 'dead' })
    log.error({ reason, channel: row.channel_id }, 'a webhook was given up')
  }

  function wake(): void {
    wanted = true
    if (timer) looking ??= lookWhileWanted()
  }

  async function lookWhileWanted(): Promise<void> {
    // Leave this turn first: who wakes us may be about to store more.
    await Promise.resolve()
    while (wanted && timer) {
      wanted = false
      const began = performance.now()
      const some = await look().catch((error: unknown) => {
        log.error({ error }, 'looking for webhooks failed')
        return 0
      })
      // More is coming in, and what comes in goes first: nobody calls again for what we have.
      if (wanted && some > 0) await sleep(performance.now() - began)
      if (some > 0) wanted = true
    }
    looking = undefined
  }

  return {
    wake,
    start() {
      timer = setInterval(wake, POLL).unref()
      wake()
    },
    async settle() {
      do await looking
      while ((await look()) > 0)
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await looking
    },
  }
}

interface Side {
  adapter: ChannelAdapter | undefined
  peers: ChannelAccount[]
}

function readBy(adapter: ChannelAdapter | undefined, body: unknown): Addressed[] {
  if (!adapter) return [{ update: { type: 'unknown', what: 'channel that is gone' } }]
  return byTime(adapter.read(body))
}

/** Parts of one webhook, earliest first. */
function inOrder(adapter: ChannelAdapter | undefined, parts: unknown[]): unknown[] {
  if (parts.length < 2) return parts
  const placed = parts.map((part) => ({ part, at: timeOf(readBy(adapter, part)[0]) ?? 0 }))
  return placed.toSorted((a, b) => a.at - b.at).map(({ part }) => part)
}

/** Oldest first; what tells no time stays behind what it came after. */
function byTime(found: Addressed[]): Addressed[] {
  let last = 0
  return found
    .map((addressed) => {
      last = timeOf(addressed) ?? last
      return { addressed, at: last }
    })
    .sort((a, b) => a.at - b.at)
    .map(({ addressed }) => addressed)
}

/** When it was, by the network's clock. */
function timeOf(addressed: Addressed | undefined): number | undefined {
  const update = addressed?.update
  if (update && 'sentAt' in update) return update.sentAt
  return update && 'at' in update ? update.at : undefined
}

/** Postgres: a deadlock or a serialisation that another process won. */
const LOST_RACE = new Set(['40P01', '40001'])

/** Whether the fault lies with storage and not with what came: it is no attempt then. */
function isStorage(error: unknown): boolean {
  if (error instanceof RelayError) return ['unavailable', 'storage_full'].includes(error.code)
  return LOST_RACE.has((error as { code?: string }).code ?? '')
}
