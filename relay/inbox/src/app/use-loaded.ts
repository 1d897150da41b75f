import { useEffect, useState } from 'preact/hooks'
import { useInbox } from './context.ts'

export interface Loaded<T> {
  value: T | undefined
  /** Set when the last try failed; an older value stays. */
  error: unknown
  reload(): Promise<void>
  /** Shows a value at once, before the relay tells of it. */
  put(value: T): void
}

/**
 * Something the relay keeps, fetched when it is shown and again when it changes elsewhere.
 * @param load asks the relay @param what the kind of change that makes it old
 */
export function useLoaded<T>(load: () => Promise<T>, what?: string): Loaded<T> {
  const { desk } = useInbox()
  const [value, put] = useState<T>()
  const [error, setError] = useState<unknown>()
  const changes = what === undefined ? 0 : desk.changesOf(what)

  async function reload(): Promise<void> {
    try {
      put(await load())
      setError(undefined)
    } catch (failure) {
      setError(failure)
    }
  }

  useEffect(() => void reload(), [changes])
  return { value, error, reload, put: (next) => put(() => next) }
}
