import { createHash } from 'node:crypto'
import {
  type ChannelThread,
  type ChannelTrouble,
  type ChannelTroubleCode,
  MILD_TROUBLES,
  type SiteAnswer,
} from '@loods/protocol'
import { channelAlertRow } from '../alerts/channel-alert-row.ts'
import type { Config } from '../config.ts'
import { seal, unseal } from '../crypto/seal.ts'
import { deriveKey, mintSecret } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import type { Logger } from '../logger.ts'
import { endWaiting } from '../outbox/outbox.service.ts'
import { enqueue } from '../outbox/outbox-row.ts'
import { siteChanged } from '../sites/site-changed.ts'
import type {
  ChannelAccount,
  ChannelKind,
  ChannelSecrets,
  ChannelSettings,
  SecretPurpose,
} from './account.ts'
import {
  deleteChannel,
  findAllChannels,
  findChannel,
  findChannelByExternal,
  findChannelsOf,
  findThreadsOf,
  insertChannel,
  noteWebhook,
  updateChannel,
} from './channel.repository.ts'
import { pausedReason } from './sending/paused.ts'
import { humanUntil } from './window.ts'

/** Milliseconds between notes of when a channel was heard of. */
const HEARD_EVERY = 5_000
/** Stands for the operator's own number wherever a channel's id is asked for. */
export const SERVICE_CHANNEL = 'service'

/** What a channel is made with. Its values must have been tried out before. */
export interface NewChannel {
  siteId: string
  kind: ChannelKind
  externalId: string
  businessId: string | null
  name: string
  address: string
  token: string
  appSecret: string
}

/** A shop's numbers and pages on other networks. */
export interface ChannelService {
  /** @throws RelayError not_found */
  byId(id: string): Promise<ChannelAccount>
  /** The channel a network's own id belongs to. */
  byExternal(kind: ChannelKind, externalId: string): Promise<ChannelAccount | undefined>
  /** The same; undefined where it is not connected. */
  find(id: string): Promise<ChannelAccount | undefined>
  /** A site's channels; those of no site ('') are the operator's own number. */
  of(siteId: string): Promise<ChannelAccount[]>
  /** Those of a shop that do not send, and why. */
  paused(siteId: string): Promise<SiteAnswer['pausedChannels']>
  /** Every shop's, for who looks after them by the clock. */
  all(): Promise<ChannelAccount[]>
  /** Opens what a channel's secrets were sealed as; each use is logged (T74). @throws RelayError not_found */
  secrets(id: string, purpose: SecretPurpose): Promise<ChannelSecrets>
  /** Keeps that the network found our callback to be ours. */
  shaken(id: string): Promise<void>
  /** @throws RelayError already_exists when the number or page is connected, here or at another shop */
  add(channel: NewChannel): Promise<ChannelAccount>
  /** Keeps when a channel was last heard of, and tells its members' screens every few seconds at most. */
  heardOf(tx: WriteTx, channelId: string, siteId: string): Promise<void>
  /**
   * Notes what is wrong with a channel and alerts its owner, once for each trouble, inside an open
   * transaction. What is to be sent waits from then on, unless the trouble does not stand in its way.
   */
  pause(tx: WriteTx, channel: ChannelAccount, trouble: ChannelTrouble): Promise<void>
  /** Lets a channel send again where what kept it from that is among these, inside an open transaction. */
  mend(tx: WriteTx, channel: ChannelAccount, codes: readonly ChannelTroubleCode[]): Promise<void>
  /** Its trouble is mended: what waited leaves now. */
  resume(tx: WriteTx, channel: ChannelAccount): Promise<void>
  /** What is known of a channel besides. @throws RelayError not_found */
  settings(id: string): Promise<ChannelSettings & { createdAt: number; webhookAt?: number }>
  /** Notes what became known of it; what is undefined goes. */
  note(tx: WriteTx, channel: ChannelAccount, known: Known): Promise<void>
  /** Puts other secrets in the place of a channel's, tried out before. */
  renew(
    tx: WriteTx,
    channel: ChannelAccount,
    secrets: Partial<Pick<ChannelSecrets, 'token' | 'appSecret'>>,
  ): Promise<void>
  /** Forgets a channel and its secrets; what was said over it stays. */
  remove(tx: WriteTx, channel: ChannelAccount): Promise<void>
  /** How shoppers of these conversations are reached elsewhere, by conversation. */
  threads(siteId: string, of: Row<'conversations'>[]): Promise<Map<string, ChannelThread>>
}

type Unset<T> = { [K in keyof T]?: T[K] | undefined }
/** What became known, or what to make of what was. */
type Known = Unset<ChannelSettings> | ((now: ChannelSettings) => Unset<ChannelSettings>)

export function createChannelService(deps: {
  db: Database
  writer: Writer
  config: Pick<Config, 'serviceWhatsapp' | 'secretKey'>
  log: Logger
}): ChannelService {
  const { db, writer, config, log } = deps
  const sealKey = deriveKey(config.secretKey, 'columns')
  const ownNumber =
    config.serviceWhatsapp && serviceNumber(config.serviceWhatsapp, config.secretKey)

  async function row(id: string): Promise<Row<'channels'>> {
    const found = await findChannel(db.read, id)
    if (!found) throw notFound('This channel')
    return found
  }

  const service: ChannelService = {
    async byId(id) {
      const found = await service.find(id)
      if (!found) throw notFound('This channel')
      return found
    },
    async find(id) {
      if (ownNumber && id === SERVICE_CHANNEL) return ownNumber.account
      const found = await findChannel(db.read, id)
      return found && toAccount(found)
    },
    async byExternal(kind, externalId) {
      const found = await findChannelByExternal(db.read, kind, externalId)
      return found && toAccount(found)
    },
    async of(siteId) {
      if (siteId === '') return ownNumber ? [ownNumber.account] : []
      return (await findChannelsOf(db.read, siteId)).map(toAccount)
    },
    async paused(siteId) {
      const all = (await findChannelsOf(db.read, siteId)).map(toAccount)
      return all.flatMap(({ kind, state, trouble }) =>
        state === 'paused' && trouble ? [{ kind, code: trouble.code }] : [],
      )
    },
    all: async () => (await findAllChannels(db.read)).map(toAccount),
    async secrets(id, purpose) {
      if (ownNumber && id === SERVICE_CHANNEL) return ownNumber.secrets
      const sealed = await row(id)
      // Each webhook is one; what else opens them is rare.
      const level = purpose === 'webhook' ? 'debug' : 'info'
      log[level]({ channel: id, purpose }, 'the secrets of a channel were used')
      const open = (column: 'token' | 'app_secret' | 'verify_token') =>
        unseal(sealKey, sealed[column], place(id, column))
      // Opened when it is asked for: nobody needs all three.
      return {
        get token() {
          return open('token')
        },
        get appSecret() {
          return open('app_secret')
        },
        get verifyToken() {
          return open('verify_token')
        },
      }
    },
    add: (channel) =>
      writer.run(async (tx) => {
        if (await findChannelByExternal(tx.db, channel.kind, channel.externalId)) throw taken()
        const made = newRow(channel, sealKey, tx.now)
        await insertChannel(tx.db, made)
        // It has the id it had before, if it was connected before.
        await endWaiting(tx, pausedReason(made.id))
        siteChanged(tx, channel.siteId, 'channels')
        return toAccount(made)
      }),
    async heardOf(tx, channelId, siteId) {
      const isNews = await noteWebhook(tx.db, channelId, tx.now, tx.now - HEARD_EVERY)
      if (isNews) siteChanged(tx, siteId, 'channels')
    },
    async shaken(id) {
      if (id === SERVICE_CHANNEL) return
      const channel = await service.byId(id)
      await writer.run((tx) => service.note(tx, channel, { shakenAt: tx.now }))
    },
    async pause(tx, channel, trouble) {
      const now = await findChannel(tx.db, channel.id)
      if (!now || isToldOf(now, trouble)) return
      const state = MILD_TROUBLES.includes(trouble.code) ? now.state : 'paused'
      await updateChannel(tx.db, channel.id, { state, trouble: toJson(trouble) })
      await enqueue(tx, [channelAlertRow(channel, { code: trouble.code }, tx.now)])
      siteChanged(tx, channel.siteId, 'channels')
    },
    async mend(tx, channel, codes) {
      const now = await findChannel(tx.db, channel.id)
      const trouble = now && now.trouble !== null && (fromJson(now.trouble) as ChannelTrouble)
      if (trouble && codes.includes(trouble.code)) await service.resume(tx, channel)
    },
    async resume(tx, { id, siteId }) {
      await updateChannel(tx.db, id, { state: 'on', trouble: null })
      await endWaiting(tx, pausedReason(id))
      siteChanged(tx, siteId, 'channels')
    },
    async settings(id) {
      const { settings, webhook_at, created_at } = await row(id)
      return {
        ...(fromJson(settings) as ChannelSettings),
        createdAt: created_at,
        ...(webhook_at !== null && { webhookAt: webhook_at }),
      }
    },
    async note(tx, channel, known) {
      const now = await findChannel(tx.db, channel.id)
      if (!now) return
      const before = fromJson(now.settings) as ChannelSettings
      const settings = { ...before, ...(typeof known === 'function' ? known(before) : known) }
      await updateChannel(tx.db, channel.id, { settings: toJson(settings) })
      siteChanged(tx, channel.siteId, 'channels')
    },
    async renew(tx, { id, siteId }, { token, appSecret }) {
      await updateChannel(tx.db, id, {
        token: token && seal(sealKey, token, place(id, 'token')),
        app_secret: appSecret && seal(sealKey, appSecret, place(id, 'app_secret')),
      })
      siteChanged(tx, siteId, 'channels')
    },
    async remove(tx, { id, siteId }) {
      await deleteChannel(tx.db, id)
      siteChanged(tx, siteId, 'channels')
    },
    async threads(siteId, of) {
      if (of.length === 0) return new Map()
      const channelOf = new Map(of.map(({ id, channel }) => [id, channel]))
      const rows = await findThreadsOf(db.read, siteId, [...channelOf.keys()])
      return new Map(
        rows.map((thread) => [
          thread.conversation_id,
          toThread(thread, channelOf.get(thread.conversation_id)),
        ]),
      )
    },
  }
  return service
}

/** A paused channel's first trouble is the one to mend; others follow from it. */
function isToldOf(now: Row<'channels'>, trouble: ChannelTrouble): boolean {
  if (now.state === 'paused') return true
  return now.trouble !== null && (fromJson(now.trouble) as ChannelTrouble).code === trouble.code
}

/** The operator's number, which belongs to no site and stands in the settings alone. */
function serviceNumber(
  { numberId, businessId, token, appSecret }: NonNullable<Config['serviceWhatsapp']>,
  secretKey: Buffer,
): { account: ChannelAccount; secrets: ChannelSecrets } {
  const verifyToken = deriveKey(secretKey, 'service webhook').toString('base64url')
  return {
    account: {
      id: SERVICE_CHANNEL,
      siteId: '',
      kind: 'whatsapp',
      externalId: numberId,
      businessId,
      name: '',
      address: '',
      state: 'on',
      trouble: undefined,
    },
    secrets: { token, appSecret, verifyToken },
  }
}

/** Secrets open only for the channel and column they were sealed for. */
function place(channelId: string, column: string): string {
  return `${channelId} channels.${column}`
}

/** A number that is disconnected and connected again at the same shop finds its threads as they were. */
function idOf({ siteId, kind, externalId }: NewChannel): string {
  const hash = createHash('sha256').update(`${siteId} ${kind} ${externalId}`)
  return hash.digest('base64url').slice(0, 21)
}

function newRow(channel: NewChannel, sealKey: Buffer, now: number): Row<'channels'> {
  const id = idOf(channel)
  return {
    site_id: channel.siteId,
    id,
    kind: channel.kind,
    external_id: channel.externalId,
    business_id: channel.businessId,
    name: channel.name,
    address: channel.address,
    token: seal(sealKey, channel.token, place(id, 'token')),
    app_secret: seal(sealKey, channel.appSecret, place(id, 'app_secret')),
    verify_token: seal(sealKey, mintSecret(), place(id, 'verify_token')),
    state: 'on',
    trouble: null,
    settings: toJson({}),
    webhook_at: null,
    created_at: now,
  }
}

function taken(): RelayError {
  return new RelayError(
    'already_exists',
    'This number or page is already connected. Disconnect it there first, then connect it here.',
  )
}

function toAccount(row: Row<'channels'>): ChannelAccount {
  return {
    id: row.id,
    siteId: row.site_id,
    kind: row.kind,
    externalId: row.external_id,
    businessId: row.business_id,
    name: row.name,
    address: row.address,
    state: row.state,
    trouble: row.trouble === null ? undefined : (fromJson(row.trouble) as ChannelTrouble),
  }
}

type ThreadRow = Awaited<ReturnType<typeof findThreadsOf>>[number]

function toThread(row: ThreadRow, channel: string | undefined): ChannelThread {
  const kind = row.kind ?? (row.phone === null ? 'messenger' : 'whatsapp')
  const address = row.phone === null ? row.username : `+${row.phone}`
  const trouble = row.trouble === null ? undefined : (fromJson(row.trouble) as ChannelTrouble)
  return {
    channelId: row.channel_id,
    kind,
    ...(row.address !== null && { channelName: row.address }),
    ...(row.state !== null && { state: row.state }),
    ...(trouble && { trouble: trouble.code }),
    ...(address !== null && { address }),
    ...(row.window_until !== null && { windowUntil: row.window_until }),
    ...(kind === 'messenger' &&
      row.last_inbound_at !== null && { humanUntil: humanUntil(row.last_inbound_at) }),
    current: channel === kind,
  }
}
