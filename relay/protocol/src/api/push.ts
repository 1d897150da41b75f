import * as v from 'valibot'
import { id, timestamp } from '../ids.ts'
import { lineText } from '../text.ts'

const key = v.pipe(v.string(), v.maxLength(200), v.regex(/^[\w-]+={0,2}$/))

/** The application server key a browser subscribes with. */
export const pushKeyAnswer = v.object({ publicKey: v.string() })

/** `PushSubscription.toJSON()` of the browser, and a name for this device. */
export const pushSubscribeRequest = v.strictObject({
  endpoint: v.pipe(v.string(), v.maxLength(1_000), v.url()),
  expirationTime: v.optional(v.nullable(v.number())),
  keys: v.strictObject({ p256dh: key, auth: key }),
  device: v.optional(lineText(80)),
})
export type PushSubscribeRequest = v.InferOutput<typeof pushSubscribeRequest>

/** One device of a member that takes alerts, and how it has been doing. */
export const pushDevice = v.object({
  id,
  device: v.string(),
  /** Host of the push service. */
  service: v.string(),
  createdAt: timestamp,
  /** When the push service last took an alert for it. */
  lastOkAt: v.optional(timestamp),
  /** When the device last showed one, as its service worker told. */
  lastShownAt: v.optional(timestamp),
})
export type PushDevice = v.InferOutput<typeof pushDevice>
export const pushDevicesAnswer = v.object({ devices: v.array(pushDevice) })
export type PushDevicesAnswer = v.InferOutput<typeof pushDevicesAnswer>

/** Leave the device out to try every one of yours. */
export const pushTestRequest = v.strictObject({ deviceId: v.optional(id) })

/** What the push service answered; `shown` of the device follows in the list of devices. */
export const pushTestAnswer = v.object({
  results: v.array(
    v.object({
      deviceId: id,
      sentAt: timestamp,
      outcome: v.picklist(['accepted', 'gone', 'refused', 'unreachable']),
      /** HTTP status of the push service; absent when it could not be reached. */
      status: v.optional(v.number()),
    }),
  ),
})
export type PushTestAnswer = v.InferOutput<typeof pushTestAnswer>

/** The service worker showed a notification: posts back what `PushPayload.receipt` held. */
export const pushReceipt = v.strictObject({ receipt: v.pipe(v.string(), v.maxLength(200)) })

/** What a service worker gets. Words are ready to show, in the member's language, as plain text. */
export interface PushPayload {
  kind: 'waiting' | 'lead' | 'channel' | 'test'
  title: string
  body: string
  /** Notifications of one tag replace each other. */
  tag: string
  /** Page of the inbox to open, such as /inbox#/SITE/c/CONVERSATION; absent for a test. */
  path?: string
  /** Post it to /api/push/receipts once shown. */
  receipt: string
}

/** How one person wants to hear that somebody waits. */
export const notificationSettings = v.strictObject({
  push: v.boolean(),
  /** Show the shopper's words in a push; off shows only which page somebody waits on. */
  pushText: v.boolean(),
  email: v.boolean(),
  /** Sound in an open inbox. */
  sound: v.boolean(),
})
export type NotificationSettings = v.InferOutput<typeof notificationSettings>

export const DEFAULT_NOTIFICATIONS: NotificationSettings = {
  push: true,
  pushText: false,
  email: true,
  sound: true,
}
