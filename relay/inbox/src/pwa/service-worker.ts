import type { PushPayload, PushSubscribeRequest, TokenAnswer } from '@loods/protocol'
import type { WorkerMessage } from './messages.ts'
import { offlinePage } from './offline-page.ts'
import type { WindowClient, WorkerScope } from './worker-scope.ts'

const scope = self as unknown as WorkerScope

/** Shows alerts when no inbox is open. It keeps nothing: what is on screen always comes from the relay. */
scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
scope.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(show(event.data.json() as PushPayload))
})
scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open((event.notification.data as { path?: string }).path ?? '/inbox'))
})
scope.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(subscribeAgain(event.oldSubscription ?? undefined))
})
scope.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return
  const { language } = scope.navigator
  event.respondWith(fetch(event.request).catch(() => offlinePage(language)))
})

/** Shows an alert, then says so to the relay and to open inboxes. */
async function show(payload: PushPayload): Promise<void> {
  const windows = await inboxes()
  await scope.registration.showNotification(payload.title, {
    body: payload.body,
    tag: payload.tag,
    icon: '/inbox/icons/192.png',
    badge: '/inbox/icons/badge-96.png',
    data: { path: payload.path },
    // The open inbox makes its own sound.
    silent: payload.kind !== 'test' && windows.some(({ focused }) => focused),
    ...{ renotify: true },
  })
  const { kind, receipt } = payload
  tell(windows, { type: 'loods:shown', kind, receipt, at: Date.now() })
  await post('/api/push/receipts', { receipt })
}

async function open(path: string): Promise<void> {
  const [inbox] = await inboxes()
  if (!inbox) {
    await scope.clients.openWindow(path)
    return
  }
  tell([inbox], { type: 'loods:open', path })
  await inbox.focus()
}

/** A browser may change a subscription by itself; the relay must know the new one. */
async function subscribeAgain(old: PushSubscription | undefined): Promise<void> {
  const key = old?.options.applicationServerKey
  if (!key) return
  const subscription = await scope.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  })
  const { token } = (await (await post('/api/session/token', {})).json()) as TokenAnswer
  await post('/api/push/devices', subscription.toJSON() as PushSubscribeRequest, token)
}

async function inboxes(): Promise<WindowClient[]> {
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return windows.filter(({ url }) => new URL(url).pathname === '/inbox')
}

function tell(windows: WindowClient[], message: WorkerMessage): void {
  for (const window of windows) window.postMessage(message)
}

function post(path: string, body: unknown, token?: string): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
}
