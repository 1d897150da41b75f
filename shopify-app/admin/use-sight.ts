import { useEffect, useState } from 'preact/hooks'
import { type PageContext, readSight } from './page-context.ts'
import type { Sight } from './sight.ts'

/** Milliseconds between looks: whoever switches the chat on beside this page sees it here. */
const LOOK_AGAIN = 4_000

export interface Looking {
  sight: Sight | undefined
  /** Why the last look failed. */
  error: unknown
  now: number
  look(): Promise<void>
}

/** Looks how the chat in the shop is doing, again and again while somebody sees the page. */
export function useSight(context: PageContext, known?: Sight): Looking {
  const [sight, setSight] = useState(known)
  const [error, setError] = useState<unknown>()
  const [now, setNow] = useState(Date.now())

  async function look(): Promise<void> {
    try {
      setSight(await readSight(context))
      setError(undefined)
    } catch (failure) {
      setError(failure)
    }
  }

  useEffect(() => {
    const see = () => {
      if (!document.hidden) void look()
    }
    const looks = setInterval(see, LOOK_AGAIN)
    const ticks = setInterval(() => setNow(Date.now()), 1_000)
    document.addEventListener('visibilitychange', see)
    if (!known) see()
    return () => {
      clearInterval(looks)
      clearInterval(ticks)
      document.removeEventListener('visibilitychange', see)
    }
  }, [])

  return { sight, error, now: Math.max(now, Date.now()), look }
}
