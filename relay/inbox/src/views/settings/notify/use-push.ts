import type { PushDevice } from '@loods/protocol'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { createPushBrowser, type DeviceState } from '../../../pwa/push-device.ts'
import { useSettings } from '../settings-context.ts'
import { type Loaded, useLoaded } from '../store/use-loaded.ts'

/** This browser and the member's other devices, as they take notifications. */
export interface Push {
  /** Undefined until the browser has told. */
  state: DeviceState | undefined
  devices: Loaded<PushDevice[]>
  busy: boolean
  /** Turning it on did not work for a reason outside the inbox. */
  failed: boolean
  turnOn(): Promise<void>
  turnOff(): Promise<void>
  remove(id: string): Promise<void>
}

export function usePush(): Push {
  const { api } = useSettings()
  const browser = useMemo(createPushBrowser, [])
  const devices = useLoaded(api.pushDevices)
  const [state, setState] = useState<DeviceState>()
  const [own, setOwn] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)

  const look = async () => setState(await browser.state())
  useEffect(() => void look(), [])

  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    setFailed(false)
    try {
      await work()
    } catch {
      setFailed(true)
    }
    setBusy(false)
    await Promise.all([look(), devices.reload()])
  }

  return {
    state,
    devices,
    busy,
    failed,
    turnOn: () =>
      attempt(async () => {
        const subscription = await browser.subscribe(await api.pushKey())
        if (subscription) setOwn((await api.addPushDevice(subscription)).id)
      }),
    turnOff: () =>
      attempt(async () => {
        await browser.unsubscribe()
        if (own) await api.removePushDevice(own)
      }),
    remove: (id) => attempt(() => api.removePushDevice(id)),
  }
}
