import type { TriggerNote, ViewAnswer } from './api/widget.ts'
import type { Facts } from './conditions.ts'
import { choose, type Moment, suppressionOf, type WidgetTrigger } from './manners.ts'

/** What offering help needs of the page it happens on: a browser's, or one the simulator plays. */
export interface OfferPage {
  facts(): Facts
  moment(): Moment
  /** Another address is another page. */
  address(): string
  /** Resolves after so many seconds. */
  wait(seconds: number): Promise<void>
  /** Tells the relay what became of a trigger. */
  note(trigger: WidgetTrigger, did: TriggerNote['did'], why?: string): Promise<ViewAnswer>
  /** A prompt stands there still. */
  showing(): boolean
  show(trigger: WidgetTrigger, answer: ViewAnswer): void
  /** The relay did not answer: it cannot help anybody now. */
  giveUp(): void
}

/** Offers help where manners allow it. `due`: triggers whose moment is now. */
export type Offer = (due: WidgetTrigger[]) => Promise<void>

/** What a page does with triggers whose moment has come, from the first of them on. */
export function createOffering(page: OfferPage): Offer {
  let busy = false
  /** Triggers the relay was told of on this page, and those that show nothing on it, or nothing more. */
  const told = new Set<string>()
  const done = new Set<string>()

  async function offer(trigger: WidgetTrigger): Promise<void> {
    const address = page.address()
    const then = page.facts()
    await page.wait(trigger.delay ?? 0)
    const answer = await page.note(trigger, 'eligible')
    if (answer.resting?.includes(trigger.id)) return
    if (answer.heldOut?.includes(trigger.id)) {
      done.add(trigger.id)
      return
    }
    // What it waited for has been; whether it may speak is asked of this moment.
    const { open, wait_seconds } = page.facts()
    const now = { ...then, open, wait_seconds }
    if (address !== page.address()) return
    const suppressed = suppressionOf(trigger, now, page.moment())
    if (!suppressed) {
      done.add(trigger.id)
      page.show(trigger, answer)
    }
    await (suppressed ? page.note(trigger, 'suppressed', suppressed) : page.note(trigger, 'shown'))
  }

  return async (due) => {
    if (busy || page.showing()) return
    const may = due.filter(({ id }) => !done.has(id))
    const { trigger, suppressed } = choose(may, page.facts(), page.moment()) ?? {}
    if (!trigger || (suppressed && told.has(trigger.id))) return
    told.add(trigger.id)
    busy = true
    const noted = suppressed ? page.note(trigger, 'suppressed', suppressed) : offer(trigger)
    await noted.catch(page.giveUp)
    busy = false
  }
}
