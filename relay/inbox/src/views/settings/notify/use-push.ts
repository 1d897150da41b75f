import type { PushDevice } from '@loods/protocol'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { type Loaded, useLoaded } from '../../../app/use-loaded.ts'
import { createPushBrowser, type DeviceState } from '../../../pwa/push-device.ts'
import { useSettings } from '../settings-context.ts'

/** Where this browser keeps which of the member's devices it is. */
const OWN_DEVICE = 'push-device'

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
  const { desk } = useInbox()
  const { api } = useSettings()
  const browser = useMemo(createPushBrowser, [])
  const devices = useLoaded(api.pushDevices)
  const [state, setState] = useState<DeviceState>()
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

  const own = desk.keep.read<string>(OWN_DEVICE)
  const known = devices.value?.some(({ id }) => id === own)

  return {
    // The browser may still hold what the relay has let go of: then it must be turned on again.
    state: state === 'on' && known === false ? 'off' : state,
    devices,
    busy,
    failed,
    turnOn: () =>
      attempt(async () => {
        const subscription = await browser.subscribe(await api.pushKey())
        if (!subscription) return
        desk.keep.write(OWN_DEVICE, (await api.addPushDevice(subscription)).id)
      }),
    turnOff: () =>
      attempt(async () => {
        await browser.unsubscribe()
        if (own) await api.removePushDevice(own)
        desk.keep.remove(OWN_DEVICE)
      }),
    remove: (id) => attempt(() => api.removePushDevice(id)),
  }
}
