import type { PushDevice, PushPayload, PushSubscribeRequest, PushTestAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { Database } from '../db/database.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Writer } from '../db/writer.ts'
import type { Egress } from '../egress/egress.ts'
import { pushRequest } from '../egress/push-request.ts'
import { notFound } from '../errors.ts'
import {
  findSubscriptions,
  removeSubscription,
  saveSubscription,
  updateSubscription,
} from './push.repository.ts'
import { checkEndpoint, hostsFor } from './push-hosts.ts'
import { readReceipt, writeReceipt } from './receipt.ts'
import { loadVapidKeys } from './vapid.ts'

/** Seconds a push service keeps an alert for a device that is off: later it would be old news. */
const TTL = 3_600
const TIMEOUT = 8_000

/** What a push service made of one message for one device. */
export type PushOutcome = PushTestAnswer['results'][number]

/** A message before it is addressed to a device. */
export type PushText = Omit<PushPayload, 'receipt'>

/** One person's devices and what to tell them. */
export interface PushTarget {
  accountId: string
  message: PushText
}

export interface PushReport {
  /** Devices these people have. */
  devices: number
  /** People of whom at least one device was reached. */
  reached: string[]
  accepted: number
  /** Whether trying again may reach a device that was not. */
  retryable: boolean
}

/** Members' devices that take alerts while no inbox is open. */
export interface PushService {
  publicKey(): Promise<string>
  /** @throws RelayError invalid for an address that is no push service's */
  subscribe(accountId: string, subscription: PushSubscribeRequest): Promise<PushDevice>
  devices(accountId: string): Promise<PushDevice[]>
  /** @throws RelayError not_found */
  unsubscribe(accountId: string, deviceId: string): Promise<void>
  /** Sends to every device of these people. Devices their service no longer knows are forgotten. */
  send(targets: PushTarget[]): Promise<PushReport>
  /** Sends a message to own devices, and tells what each push service answered. @throws RelayError not_found */
  test(
    accountId: string,
    deviceId: string | undefined,
    message: PushText,
  ): Promise<PushTestAnswer['results']>
  /** A device showed a notification. @throws RelayError not_found for a receipt that is not ours */
  shown(receipt: string): Promise<void>
}

export interface PushDeps {
  db: Database
  writer: Writer
  clock: () => number
  egress: Egress
  /** host:port pairs allowed besides the known push services. */
  allow: readonly string[]
  sealKey: Buffer
  receiptKey: Buffer
  vapidSubject: string
}

type Subscription = Row<'push_subscriptions'>

export function createPushService(deps: PushDeps): PushService {
  const { db, writer, clock } = deps
  let vapid: ReturnType<typeof loadVapidKeys> | undefined
  const keys = () => {
    vapid ??= loadVapidKeys(deps).catch((error: unknown) => {
      vapid = undefined
      throw error
    })
    return vapid
  }

  async function deliver(to: Subscription, message: PushText): Promise<PushOutcome> {
    const outcome = await post(to, { ...message, receipt: writeReceipt(deps.receiptKey, to.id) })
    await writer.run(async (tx) => {
      if (outcome.outcome === 'gone') await removeSubscription(tx.db, to.id)
      else await updateSubscription(tx.db, to.id, afterwards(to, outcome))
    })
    return outcome
  }

  async function post(to: Subscription, payload: PushPayload): Promise<PushOutcome> {
    const request = pushRequest({
      endpoint: to.endpoint,
      keys: fromJson(to.keys) as { p256dh: string; auth: string },
      payload: JSON.stringify(payload),
      ttl: TTL,
      topic: payload.tag,
      vapid: { ...(await keys()), subject: deps.vapidSubject },
    })
    const sentAt = clock()
    try {
      const answer = await deps.egress.request(request.url, {
        ...request,
        timeoutMs: TIMEOUT,
        maxBytes: 65_536,
        hosts: hostsFor(to.endpoint, deps.allow),
      })
      return { deviceId: to.id, sentAt, outcome: judge(answer.status), status: answer.status }
    } catch {
      // The egress module logs what it refused; to a member every such failure is the same.
      return { deviceId: to.id, sentAt, outcome: 'unreachable' }
    }
  }

  return {
    publicKey: async () => (await keys()).publicKey,
    async subscribe(accountId, { endpoint, keys: clientKeys, device }) {
      const service = checkEndpoint(endpoint, deps.allow)
      const row = await writer.run((tx) =>
        saveSubscription(tx.db, {
          id: nanoid(),
          account_id: accountId,
          endpoint,
          keys: toJson(clientKeys),
          device: device ?? service,
          created_at: tx.now,
          last_ok_at: null,
          last_shown_at: null,
          failures: 0,
        }),
      )
      return toDevice(row)
    },
    devices: async (accountId) => (await findSubscriptions(db.read, [accountId])).map(toDevice),
    async unsubscribe(accountId, deviceId) {
      const removed = await writer.run((tx) => removeSubscription(tx.db, deviceId, accountId))
      if (!removed) throw notFound('This device')
    },
    async send(targets) {
      const messages = new Map(targets.map(({ accountId, message }) => [accountId, message]))
      const devices = await findSubscriptions(db.read, [...messages.keys()])
      const sent = await Promise.all(
        devices.map(async (device) => ({
          accountId: device.account_id,
          result: await deliver(device, messages.get(device.account_id) as PushText),
        })),
      )
      return report(sent)
    },
    async test(accountId, deviceId, message) {
      const own = await findSubscriptions(db.read, [accountId])
      const chosen = deviceId === undefined ? own : own.filter(({ id }) => id === deviceId)
      if (chosen.length === 0) throw notFound('A device of yours that takes notifications')
      return Promise.all(chosen.map((device) => deliver(device, message)))
    },
    async shown(receipt) {
      const deviceId = readReceipt(deps.receiptKey, receipt)
      if (deviceId === undefined) throw notFound('This notification')
      await writer.run((tx) => updateSubscription(tx.db, deviceId, { last_shown_at: tx.now }))
    },
  }
}

/** What a status of a push service means for us (RFC 8030; 404 and 410: this subscription is over). */
function judge(status: number): PushOutcome['outcome'] {
  if (status >= 200 && status < 300) return 'accepted'
  if (status === 404 || status === 410) return 'gone'
  return status === 429 || status >= 500 ? 'unreachable' : 'refused'
}

function afterwards(to: Subscription, { outcome, sentAt }: PushOutcome): Partial<Subscription> {
  return outcome === 'accepted'
    ? { last_ok_at: sentAt, failures: 0 }
    : { failures: to.failures + 1 }
}

function report(sent: Array<{ accountId: string; result: PushOutcome }>): PushReport {
  const accepted = sent.filter(({ result }) => result.outcome === 'accepted')
  return {
    devices: sent.length,
    reached: [...new Set(accepted.map(({ accountId }) => accountId))],
    accepted: accepted.length,
    retryable: sent.some(({ result }) => result.outcome === 'unreachable'),
  }
}

function toDevice(row: Subscription): PushDevice {
  return {
    id: row.id,
    device: row.device,
    service: new URL(row.endpoint).hostname,
    createdAt: row.created_at,
    ...(row.last_ok_at !== null && { lastOkAt: row.last_ok_at }),
    ...(row.last_shown_at !== null && { lastShownAt: row.last_shown_at }),
  }
}
