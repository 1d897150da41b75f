import { listen } from '../embed/events.ts'
import { readPage } from '../embed/page.ts'
import { seePage } from '../embed/see-page.ts'
import type { Embed, Following, Tracked } from '../host.ts'
import { createMeasure } from './measure.ts'

/** Milliseconds between two beats of a page that is looked at. */
const BEAT_EVERY = 30_000

/** Tells the relay of each page of the visit: that it is open, still looked at, and what happened on it. */
export function follow(embed: Embed): Following {
  const { element, tracked } = embed
  const measure = createMeasure(element)
  let online = false
  /** Place of this page's first event. */
  let first = 0
  const events = () => tracked.slice(first).map(({ name }) => name)

  async function see(): Promise<void> {
    try {
      const answer = await seePage(embed)
      online = answer.online
      await embed.hear?.(answer)
    } catch {
      // A relay that does not answer hears of the next page.
    }
  }

  async function tell(hidden?: boolean): Promise<void> {
    const { viewId } = embed
    const addedToCart = events().includes('add_to_cart')
    const couponsFailed = events().filter((name) => name === 'coupon_failed').length
    const end = { viewId, ...measure.read(), addedToCart, couponsFailed, hidden }
    // What it answers is nothing.
    if (viewId) await embed.ask('views/leave', end).catch(() => {})
  }

  function leave(): Promise<void> {
    const told = tell()
    embed.viewId = undefined
    first = tracked.length
    measure.reset()
    return told
  }

  for (const name of readPage().happened ?? []) tracked.push({ name, at: performance.now() })
  setInterval(() => online && !document.hidden && void see(), BEAT_EVERY)
  addEventListener('pagehide', () => void leave())
  addEventListener('visibilitychange', () => document.hidden && void tell(true))
  listen(element, 'track', (told) => (told as Tracked).name === 'order' && void see())
  // The next page hears of the visit what this one had to tell.
  listen(element, 'page', () => void leave().then(see))
  void see()
  return { measured: measure.read, events }
}
