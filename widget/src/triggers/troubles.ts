import { SECRET } from './moment.ts'

/** Clicks that close to each other, in pixels and milliseconds, are one burst of them. */
const RAGE = { clicks: 3, distance: 30, time: 1_000 }
/** Milliseconds in a field that was left as it was found. */
const HESITATION = 3_000

const FIELD = 'input,select,textarea'

/** How often something went wrong on this page. Kinds, never values. */
export interface Troubles {
  rage_clicks: number
  field_errors: number
  hesitation: number
}

/** What this part exports: `watchTroubles`. It counts on `troubles`, which another page replaces. */
export type WatchTroubles = (own: HTMLElement, troubles: () => Troubles) => void

export const watchTroubles: WatchTroubles = (own, troubles) => {
  const errors = new WeakMap<EventTarget, number>()
  let burst: MouseEvent[] = []
  let found = { value: '', at: 0 }

  const on = <E extends Event>(name: string, heard: (event: E, target: HTMLInputElement) => void) =>
    addEventListener(
      name,
      (event) => {
        const target = event.target as HTMLInputElement
        if (target !== own && !target.matches?.(SECRET)) heard(event as E, target)
      },
      { capture: true, passive: true },
    )

  on<MouseEvent>('click', (event) => {
    const near = ({ timeStamp, clientX, clientY }: MouseEvent) =>
      event.timeStamp - timeStamp <= RAGE.time &&
      Math.hypot(event.clientX - clientX, event.clientY - clientY) <= RAGE.distance
    burst = [...burst.filter(near), event]
    if (burst.length === RAGE.clicks) troubles().rage_clicks += 1
  })
  on('invalid', (_, field) => {
    const times = (errors.get(field) ?? 0) + 1
    errors.set(field, times)
    troubles().field_errors = Math.max(troubles().field_errors, times)
  })
  on('focusin', ({ timeStamp }, { value }) => {
    found = { value, at: timeStamp }
  })
  on('focusout', ({ timeStamp }, field) => {
    if (!field.matches?.(FIELD)) return
    if (field.value === found.value && timeStamp - found.at > HESITATION) troubles().hesitation += 1
  })
}
