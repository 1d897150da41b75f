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
  show(trigger: WidgetTrigger, answer: ViewAnswer): void
  /** The relay did not answer: it cannot help anybody now. */
  giveUp(): void
}

/** Offers help where manners allow it. `due`: triggers whose moment is now. */
export type Offer = (due: WidgetTrigger[]) => Promise<void>

/** What a page does with triggers whose moment has come, from the first of them on. */
export function createOffering(page: OfferPage): Offer {
  let busy = false
  /** Triggers this visit was told of, and those that show nothing in it. */
  const told = new Set<string>()
  const held = new Set<string>()

  async function offer(trigger: WidgetTrigger): Promise<void> {
    const address = page.address()
    const then = page.facts()
    await page.wait(trigger.delay ?? 0)
    const answer = await page.note(trigger, 'eligible')
    if (answer.resting?.includes(trigger.id)) return
    if (answer.heldOut?.includes(trigger.id)) {
      held.add(trigger.id)
      return
    }
    // What it waited for has been; whether it may speak is asked of this moment.
    const { open, wait_seconds } = page.facts()
    const now = { ...then, open, wait_seconds }
    if (address !== page.address()) return
    const suppressed = suppressionOf(trigger, now, page.moment())
    if (!suppressed) page.show(trigger, answer)
    await (suppressed ? page.note(trigger, 'suppressed', suppressed) : page.note(trigger, 'shown'))
  }

  return async (due) => {
    const may = due.filter(({ id }) => !held.has(id))
    const { trigger, suppressed } = choose(may, page.facts(), page.moment()) ?? {}
    if (!trigger || busy || (suppressed && told.has(trigger.id))) return
    told.add(trigger.id)
    busy = true
    const done = suppressed ? page.note(trigger, 'suppressed', suppressed) : offer(trigger)
    await done.catch(page.giveUp)
    busy = false
  }
}
