import { equalSecrets } from '../../crypto/secrets.ts'
import { orderedId } from '../../db/ordered-id.ts'
import type { Row } from '../../db/schema.ts'
import type { Command, Writer } from '../../db/writer.ts'
import { RelayError } from '../../errors.ts'
import type { Metrics } from '../../health/metrics.ts'
import type { ChannelService } from '../channel.service.ts'
import { isSigned } from './signature.ts'
import { insertWebhooks } from './webhook.repository.ts'

/** What a network asks before it sends anything. */
export interface Handshake {
  mode: string | undefined
  challenge: string | undefined
  verifyToken: string | undefined
}

/** The door networks knock at: lets in what is signed and keeps it as it came. */
export interface WebhookIntake {
  /** @returns the challenge @throws RelayError forbidden, or not_found for a channel that is not here */
  shakeHands(channelId: string, asked: Handshake): Promise<string>
  /**
   * Resolves once what came is committed.
   * @param bytes exactly what came, before anything was read from it
   * @throws RelayError unauthorized, not_found
   */
  receive(channelId: string, bytes: Buffer, signature: string | undefined): Promise<void>
}

export function createWebhookIntake(deps: {
  writer: Writer
  clock: () => number
  channels: ChannelService
  metrics: Metrics
  /** Called after each commit. */
  onStored: () => void
}): WebhookIntake {
  const { writer, clock, channels, metrics, onStored } = deps
  const store = storeCommand(channels)
  let last = 0

  /** Milliseconds, each later than the one before: what came first in one of them is first in order. */
  function nextPlace(): number {
    last = Math.max(clock(), last + 1)
    return last
  }

  return {
    async shakeHands(channelId, { mode, challenge = '', verifyToken = '' }) {
      const secrets = await channels.secrets(channelId, 'webhook')
      const isRight = mode === 'subscribe' && equalSecrets(verifyToken, secrets.verifyToken)
      // What is not a plain word would be somebody else's text on our page.
      if (isRight && /^[\w-]{1,128}$/.test(challenge)) {
        await channels.shaken(channelId)
        return challenge
      }
      throw new RelayError(
        'forbidden',
        'The verify token is not that of this channel. Copy it anew from the settings.',
      )
    },
    async receive(channelId, bytes, signature) {
      const { siteId } = await channels.byId(channelId)
      const { appSecret } = await channels.secrets(channelId, 'webhook')
      if (!isSigned(bytes, signature, appSecret)) {
        metrics.webhooks.inc({ outcome: 'unsigned' })
        throw unsigned()
      }
      await writer.submit(store, {
        ...rowOf(bytes, clock()),
        id: orderedId(nextPlace()),
        site_id: siteId,
        channel_id: channelId,
      })
      metrics.webhooks.inc({ outcome: 'stored' })
      onStored()
    },
  }
}

function unsigned(): RelayError {
  return new RelayError(
    'unauthorized',
    'X-Hub-Signature-256 is missing, or was not made with this channel’s app secret. Nothing was kept.',
  )
}

function storeCommand(channels: ChannelService): Command<Row<'webhooks'>, void> {
  return {
    name: 'store webhooks',
    async run(tx, rows) {
      await insertWebhooks(tx.db, rows)
      const siteOf = new Map(rows.map((row) => [row.channel_id, row.site_id]))
      for (const [channelId, siteId] of siteOf) await channels.heardOf(tx, channelId, siteId)
      return rows.map(() => ({ ok: true, value: undefined }))
    },
  }
}

function rowOf(bytes: Buffer, now: number): Omit<Row<'webhooks'>, 'id' | 'site_id' | 'channel_id'> {
  return {
    // JSON has no bare NUL, and Postgres would not keep one.
    body: bytes.toString('utf8').replaceAll('\0', '\uFFFD'),
    state: 'pending',
    attempts: 0,
    next_at: now,
    error: null,
    received_at: now,
  }
}
