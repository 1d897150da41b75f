/**
 * What our service worker uses of its surroundings. TypeScript's own types of workers and of pages
 * cannot be had together.
 */
export interface WorkerScope {
  readonly registration: ServiceWorkerRegistration
  readonly clients: Windows
  readonly navigator: { readonly language: string }
  skipWaiting(): Promise<void>
  addEventListener<T extends keyof WorkerEvents>(
    type: T,
    listener: (event: WorkerEvents[T]) => void,
  ): void
}

export interface Windows {
  matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<WindowClient[]>
  openWindow(path: string): Promise<unknown>
  claim(): Promise<void>
}

export interface WindowClient {
  readonly url: string
  readonly focused: boolean
  focus(): Promise<unknown>
  postMessage(message: unknown): void
}

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface WorkerEvents {
  install: WorkerEvent
  activate: WorkerEvent
  push: WorkerEvent & { data: { json(): unknown } | null }
  notificationclick: WorkerEvent & { notification: Notification }
  pushsubscriptionchange: WorkerEvent & { oldSubscription?: PushSubscription | null }
  fetch: WorkerEvent & { request: Request; respondWith(answer: Promise<Response>): void }
}
