import type { ChannelCard } from '@loods/protocol'
import { changeMessage, storedMessage } from '../../conversations/change-message.ts'
import type { Database } from '../../db/database.ts'
import { fromJson, toJson } from '../../db/json.ts'
import type { Row } from '../../db/schema.ts'
import type { Writer, WriteTx } from '../../db/writer.ts'
import { RelayError } from '../../errors.ts'
import type { Brought } from '../../files/brought.ts'
import type { FileService } from '../../files/file.service.ts'
import type { Limits } from '../../limits/limits.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../../outbox/handler.ts'
import type { Adapters, MediaResult } from '../adapter.ts'
import type { ChannelService } from '../channel.service.ts'
import type { MediaRef } from '../update.ts'
import { MEDIA_KIND, type MediaPayload, mediaPayload } from './media-payload.ts'
import { secondsOf } from './sound-length.ts'

export interface MediaDeps {
  db: Database
  writer: Writer
  files: Pick<FileService, 'bring' | 'attach' | 'discard'>
  channels: Pick<ChannelService, 'byId'>
  adapters: Adapters
  limits: Pick<Limits, 'channelFile'>
}

type Gone = Extract<MediaResult, { outcome: 'gone' }>['why']

/** Fetches what somebody sent over a channel, for the message that waits for it. */
export function mediaHandler(deps: MediaDeps): OutboxHandler {
  return defineHandler({
    kind: MEDIA_KIND,
    payload: mediaPayload,
    async handle(_row, payload) {
      const message = await storedMessage(deps.db.read, payload.messageId)
      if (!message || !isWaiting(message)) return GONE
      const wait = await waitBefore(deps, message)
      if (wait) return wait
      const result = await fetchFrom(deps, payload)
      if (result.outcome === 'fetched') return place(deps, message, payload, result)
      if (result.outcome === 'later') return { ...result, outcome: 'retry' }
      await deps.writer.run((tx) => noteGone(tx, message.id, result.why))
      return DONE
    },
  })
}

/** Files that come faster than a person sends them are fetched later: the network keeps them for days. */
async function waitBefore(
  { limits }: MediaDeps,
  message: Row<'messages'>,
): Promise<OutboxResult | undefined> {
  try {
    await limits.channelFile(message.conversation_id)
    return undefined
  } catch (error) {
    if (!(error instanceof RelayError) || error.code !== 'rate_limited') throw error
    const afterMs = (error.retryAfter ?? 60) * 1_000
    return { outcome: 'wait', afterMs, reason: 'many files at once' }
  }
}

/** Says in the thread that a file never came, and why, inside an open transaction. */
export async function noteGone(tx: WriteTx, messageId: string, why: Gone): Promise<void> {
  const waiting = await waitingNow(tx, messageId)
  if (!waiting) return
  const card = fromJson(waiting.detail as string) as Extract<ChannelCard, { kind: 'media' }>
  await changeMessage(tx, waiting, { detail: toJson({ ...card, state: why }) })
}

const GONE: OutboxResult = { outcome: 'cancel', reason: 'nothing waits for it' }
const DONE: OutboxResult = { outcome: 'done' }

async function fetchFrom(
  { channels, adapters }: MediaDeps,
  { channelId, media }: MediaPayload,
): Promise<MediaResult> {
  try {
    const channel = await channels.byId(channelId)
    const adapter = adapters[channel.kind]
    // Optional keys are absent, not undefined: a payload says what MediaRef says.
    if (adapter) return await adapter.fetchMedia(channel, media as MediaRef)
    return { outcome: 'later', reason: 'nobody here talks for it' }
  } catch (error) {
    // Disconnected meanwhile, and its token with it.
    if (error instanceof RelayError && error.code === 'not_found') return FAILED
    throw error
  }
}

const FAILED: MediaResult = { outcome: 'gone', why: 'failed' }

/** Whether a file would be welcome: none is there, and asking for it may still help. */
function isWaiting({ detail, file_id, withdrawn_at }: Row<'messages'>): boolean {
  if (file_id !== null || withdrawn_at !== null || detail === null) return false
  const card = fromJson(detail) as ChannelCard
  return card.kind === 'media' && (card.state === 'coming' || card.state === 'failed')
}

async function place(
  deps: MediaDeps,
  message: Row<'messages'>,
  payload: MediaPayload,
  fetched: Extract<MediaResult, { outcome: 'fetched' }>,
): Promise<OutboxResult> {
  const uploader = {
    kind: message.author_kind === 'member' ? 'member' : 'visitor',
    id: message.author_id ?? '',
  } as const
  const where = { siteId: message.site_id, conversationId: message.conversation_id, uploader }
  const file = await bringMedia(deps.files, where, payload.media.kind, fetched)
  if (!file) {
    await deps.writer.run((tx) => noteGone(tx, message.id, 'refused'))
    return DONE
  }
  const attached = await deps.writer.run(async (tx) => {
    const waiting = await waitingNow(tx, message.id)
    if (!waiting) return false
    await deps.files.attach(tx, file, waiting.id)
    await changeMessage(tx, waiting, { file_id: file.id, detail: null })
    return true
  })
  if (attached) return DONE
  await deps.files.discard([file.id])
  return GONE
}

/**
 * Takes in what somebody sent over a channel, checked by its bytes.
 * @returns undefined for what it was not sent as, or what is nothing at all
 */
export async function bringMedia(
  files: Pick<FileService, 'bring'>,
  where: Pick<Brought, 'siteId' | 'conversationId' | 'uploader'>,
  kind: MediaRef['kind'],
  { bytes, mimeType, fileName }: Extract<MediaResult, { outcome: 'fetched' }>,
): Promise<Row<'files'> | undefined> {
  const as = KINDS[kind]
  try {
    return await files.bring({
      ...where,
      bytes,
      as,
      contentType: mimeType,
      name: fileName ?? NAMES[as],
      seconds: as === 'audio' ? await secondsOf(bytes) : undefined,
    })
  } catch (error) {
    const refused = error instanceof RelayError && REFUSED.has(error.code)
    if (refused) return undefined
    throw error
  }
}

const KINDS: Record<MediaRef['kind'], Brought['as']> = {
  image: 'image',
  sticker: 'image',
  video: 'video',
  audio: 'audio',
  voice: 'audio',
  document: 'document',
}

const NAMES: Record<Brought['as'], string> = {
  image: 'photo',
  video: 'video',
  audio: 'audio',
  document: 'document',
}

const REFUSED = new Set(['unsupported_file', 'empty', 'too_large'])

async function waitingNow(tx: WriteTx, id: string): Promise<Row<'messages'> | undefined> {
  const message = await storedMessage(tx.db, id)
  return message && isWaiting(message) ? message : undefined
}
