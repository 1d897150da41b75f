import type { SiteSettings } from '@loods/protocol'
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { getAt, setAt } from './paths.ts'

/** Where a field is: typed but not yet sent, on its way, kept, or refused (what was typed stays). */
export type FieldStatus =
  | { phase: 'same' }
  | { phase: 'typed' }
  | { phase: 'saving' }
  | { phase: 'saved' }
  | { phase: 'failed'; error: unknown }

/** What may be sent: null takes an optional setting away. */
export type SettingsChange = { [K in keyof SiteSettings]?: SiteSettings[K] | null }

/** A shop's settings while somebody changes them, each field on its own way to the relay. */
export interface SettingsDraft {
  /** What the screen shows: the kept settings with what was typed since. */
  values: ReadonlySignal<SiteSettings>
  status(path: string): FieldStatus
  /** Shows a value without sending it. */
  set(path: string, value: unknown): void
  /** Sends a field if it changed. Never rejects: the field's status tells. */
  save(path: string): Promise<void>
  /** Back to what the relay has. */
  undo(path: string): void
  /** Sends whatever was typed and not sent. */
  saveAll(): void
  /** What the relay has now, from this screen or another. */
  take(settings: SiteSettings): void
}

export function createSettingsDraft(
  initial: SiteSettings,
  send: (change: SettingsChange) => Promise<SiteSettings>,
): SettingsDraft {
  const kept = signal(initial)
  const typed = signal<ReadonlyMap<string, unknown>>(new Map())
  const statuses = signal<ReadonlyMap<string, FieldStatus>>(new Map())
  let sending: Promise<void> = Promise.resolve()
  /** The field on its way now: going back to what it was must be said, too. */
  let underWay: string | undefined

  const values = computed(() =>
    [...typed.value].reduce((all, [path, value]) => setAt(all, path, value), kept.value),
  )

  function mark(path: string, status: FieldStatus): void {
    statuses.value = new Map(statuses.peek()).set(path, status)
  }

  function forget(path: string): void {
    const rest = new Map(typed.peek())
    rest.delete(path)
    typed.value = rest
  }

  /** One at a time: fields of one object travel together and would overwrite each other. */
  async function sendField(path: string): Promise<void> {
    if (!typed.peek().has(path)) return
    const value = typed.peek().get(path)
    const key = path.split('.')[0] as keyof SiteSettings
    const changed = setAt(kept.peek(), path, value)[key] ?? null
    underWay = path
    try {
      kept.value = await send({ [key]: changed })
      if (!Object.is(typed.peek().get(path), value)) return
      forget(path)
      mark(path, { phase: 'saved' })
    } catch (error) {
      mark(path, { phase: 'failed', error })
    } finally {
      underWay = undefined
    }
  }

  return {
    values,
    status: (path) => statuses.value.get(path) ?? { phase: 'same' },
    set(path, value) {
      if (path !== underWay && Object.is(getAt(kept.peek(), path), value)) {
        forget(path)
        return mark(path, { phase: 'same' })
      }
      typed.value = new Map(typed.peek()).set(path, value)
      mark(path, { phase: 'typed' })
    },
    save(path) {
      if (!typed.peek().has(path)) return Promise.resolve()
      mark(path, { phase: 'saving' })
      sending = sending.then(() => sendField(path))
      return sending
    },
    undo(path) {
      forget(path)
      mark(path, { phase: 'same' })
    },
    saveAll() {
      for (const path of typed.peek().keys()) {
        if (statuses.peek().get(path)?.phase === 'typed') void this.save(path)
      }
    },
    take(settings) {
      kept.value = settings
    },
  }
}
