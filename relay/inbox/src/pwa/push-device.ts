import type { PushSubscribeRequest } from '@loods/protocol'

/** Whether this browser can take notifications, and does. */
export type DeviceState = 'unsupported' | 'denied' | 'off' | 'on'

/** This browser as a device that takes notifications. */
export interface PushBrowser {
  state(): Promise<DeviceState>
  /**
   * Asks the member and the browser; must begin with a press of a button.
   * @returns undefined when the member said no @throws when the push service cannot be reached
   */
  subscribe(publicKey: string): Promise<PushSubscribeRequest | undefined>
  unsubscribe(): Promise<void>
}

export function createPushBrowser(): PushBrowser {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  const supported = Boolean(workers) && 'PushManager' in globalThis && 'Notification' in globalThis

  async function current(): Promise<PushSubscription | undefined> {
    const registration = await workers?.getRegistration('/inbox')
    return (await registration?.pushManager.getSubscription()) ?? undefined
  }

  return {
    async state() {
      if (!supported || !(await workers?.getRegistration('/inbox'))) return 'unsupported'
      if (Notification.permission === 'denied') return 'denied'
      return Notification.permission === 'granted' && (await current()) ? 'on' : 'off'
    },
    async subscribe(publicKey) {
      if ((await Notification.requestPermission()) !== 'granted') return undefined
      const registration = await workers?.ready
      const subscription = await registration?.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: publicKey,
      })
      const { endpoint, keys } = subscription?.toJSON() ?? {}
      if (!endpoint || !keys?.p256dh || !keys.auth) return undefined
      return {
        endpoint,
        keys: { p256dh: keys.p256dh, auth: keys.auth },
        device: deviceName(navigator.userAgent),
      }
    },
    async unsubscribe() {
      await (await current())?.unsubscribe()
    },
  }
}

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** A name to know a device by, such as "Chrome, Android". @param userAgent what the browser says of itself */
export function deviceName(userAgent: string): string {
  const find = (list: [RegExp, string][]) => list.find(([fits]) => fits.test(userAgent))?.[1]
  return [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(', ') || 'Browser'
}
