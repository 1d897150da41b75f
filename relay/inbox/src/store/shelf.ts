import { type ReadonlySignal, signal } from '@preact/signals'

/** Something of the shop that is fetched when it is first wanted, and again after it changed. */
export interface Shelf<T> {
  /** Undefined until it is here; asking for it fetches it. */
  readonly value: T | undefined
  /** Fetches anew what was wanted before. */
  refresh(): void
}

export function createShelf<T>(load: () => Promise<T>): Shelf<T> {
  const held = signal<T>()
  let wanted = false

  function fetchNow(): void {
    wanted = true
    load()
      .then((value) => {
        held.value = value
      })
      // Asked for again when it is next shown.
      .catch(() => {
        wanted = false
      })
  }

  return {
    get value() {
      if (!wanted) fetchNow()
      return (held as ReadonlySignal<T | undefined>).value
    },
    refresh() {
      if (wanted) fetchNow()
    },
  }
}
