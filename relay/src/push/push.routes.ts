import {
  id,
  notificationSettings,
  pushDevice,
  pushDevicesAnswer,
  pushKeyAnswer,
  pushReceipt,
  pushSubscribeRequest,
  pushTestAnswer,
  pushTestRequest,
} from '@loods/protocol'
import * as v from 'valibot'
import type { NotificationChoices } from '../accounts/notification-choices.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { PushService } from './push.service.ts'
import { testText } from './push-text.ts'

export interface PushRouteDeps {
  push: PushService
  limits: Limits
  notifications: NotificationChoices
}

/** What a member's browser calls to be alerted while no inbox is open. */
export function pushRoutes(deps: PushRouteDeps): Route[] {
  return [...deviceRoutes(deps), ...testRoutes(deps), ...settingRoutes(deps)]
}

function deviceRoutes({ push }: PushRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/push/key',
      policy: 'account',
      summary: 'The key a browser subscribes to notifications with',
      response: pushKeyAnswer,
      handle: async () => ({ publicKey: await push.publicKey() }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/push/devices',
      policy: 'account',
      summary: 'Your devices that take notifications, and how they have been doing',
      response: pushDevicesAnswer,
      handle: async ({ principal }) => ({ devices: await push.devices(principal.accountId) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/push/devices',
      policy: 'account',
      summary: 'Let this browser take notifications',
      body: pushSubscribeRequest,
      response: pushDevice,
      handle: ({ principal, body }) => push.subscribe(principal.accountId, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/push/devices/:deviceId',
      policy: 'account',
      summary: 'Send no notifications to this device any more',
      params: v.object({ deviceId: id }),
      async handle({ principal, params }) {
        await push.unsubscribe(principal.accountId, params.deviceId)
        return undefined
      },
    }),
  ]
}

function testRoutes({ push, limits, notifications }: PushRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/push/test',
      policy: 'account',
      summary: 'Send yourself a notification, and read what the push service answered',
      body: pushTestRequest,
      response: pushTestAnswer,
      async handle({ principal, body }) {
        await limits.pushTest(principal.accountId)
        const text = testText(await notifications.language(principal.accountId))
        return { results: await push.test(principal.accountId, body.deviceId, text) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/push/receipts',
      policy: 'public',
      summary: 'A service worker says that it showed a notification',
      body: pushReceipt,
      async handle({ body, address }) {
        await limits.publicCall(address)
        await push.shown(body.receipt)
        return undefined
      },
    }),
  ]
}

function settingRoutes({ notifications }: PushRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/me/notifications',
      policy: 'account',
      summary: 'How you hear that somebody waits',
      response: notificationSettings,
      handle: ({ principal }) => notifications.read(principal.accountId),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/me/notifications',
      policy: 'account',
      summary: 'Choose how you hear that somebody waits',
      body: notificationSettings,
      response: notificationSettings,
      async handle({ principal, body }) {
        await notifications.save(principal.accountId, body)
        return body
      },
    }),
  ]
}
