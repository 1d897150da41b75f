import type { ViewAnswer } from '@loods/protocol'
import { listen } from '../embed/events.ts'
import { seePage } from '../embed/see-page.ts'
import type { Embed } from '../host.ts'
import { createMeasure, type Measure } from './measure.ts'

/** Milliseconds between two beats of a page that is looked at. */
const BEAT_EVERY = 30_000

/** Tells the relay of each page of the visit: that it is open, still looked at, and what happened on it. */
export function follow(embed: Embed, hear: (answer: ViewAnswer) => void): Measure {
  const { element } = embed
  const measure = createMeasure(element)
  let online = false
  let addedToCart = false

  async function see(): Promise<void> {
    try {
      const answer = await seePage(embed)
      online = answer.online
      hear(answer)
    } catch {
      // A relay that does not answer hears of the next page.
    }
  }

  function tell(hidden?: boolean): void {
    const { viewId } = embed
    const end = { viewId, ...measure.read(), addedToCart, hidden }
    // What it answers is nothing.
    if (viewId) embed.ask('views/leave', end).catch(() => {})
  }

  function leave(): void {
    tell()
    embed.viewId = undefined
    addedToCart = false
    measure.reset()
  }

  listen(element, 'track', (told) => {
    addedToCart ||= (told as { name: string }).name === 'add_to_cart'
  })
  setInterval(() => online && !document.hidden && void see(), BEAT_EVERY)
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', () => document.hidden && tell(true))
  listen(element, 'page', () => {
    leave()
    void see()
  })
  void see()
  return measure
}
