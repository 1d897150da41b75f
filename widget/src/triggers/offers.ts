import type { TriggerNote, ViewAnswer, ViewRequest } from '@loods/protocol'
import type { Facts } from '@loods/protocol/conditions'
import {
  choose,
  DEFAULT_MANNERS,
  type Memory,
  type Moment,
  suppressionOf,
  type WidgetTrigger,
} from '@loods/protocol/manners'
import { listen } from '../embed/events.ts'
import type { Embed } from '../host.ts'
import { actedLately, noteAct, readMemory } from './memory.ts'
import { focused, isCovered, isTyping, SECRET } from './moment.ts'
import { showPrompt } from './prompt.ts'

/** Seconds after a key in which somebody still types. */
const TYPES = 10

export type SeeMore = Pick<ViewRequest, 'trigger'>

/** What the part that watches the page lends. */
export interface Watch {
  /** Where prompts go: in the page before there is one, so that a screen reader hears it come. */
  space: HTMLElement
  facts(): Facts
  answer(): ViewAnswer
  /** Asks the relay anew. */
  see(more?: SeeMore): Promise<ViewAnswer>
  /** Seconds since something was put in the cart; Infinity when nothing was. */
  secondsSinceCart(): number
}

/** Offers help where manners allow it. `due`: triggers whose moment is now. */
export type Offer = (due: WidgetTrigger[]) => Promise<void>

/** What this part exports: `createOffer`. */
export type CreateOffer = (embed: Embed, watch: Watch) => Offer

export const createOffer: CreateOffer = (
  embed,
  { space, facts, answer, see, secondsSinceCart },
) => {
  const { config, element, siteKey } = embed
  const manners = { ...DEFAULT_MANNERS, ...config.manners }
  let acted = embed.opened ?? false
  let busy = false
  /** Triggers this visit was told of, and those that show nothing in it. */
  const told = new Set<string>()
  const held = new Set<string>()

  function moment(): Moment {
    const field = focused()
    const memory = readMemory(siteKey)
    return {
      now: Date.now(),
      memory,
      acted: acted || actedLately(memory),
      prompted: answer().prompted ?? false,
      hidden: document.hidden || Boolean(element.hidden),
      paying: field.matches(SECRET),
      typing: isTyping(field) && Number(facts().idle_seconds) < TYPES,
      covered: isCovered(element),
      secondsSinceCart: secondsSinceCart(),
      manners,
    }
  }

  function act(note: (memory: Memory) => void): void {
    acted = true
    noteAct(siteKey, note)
    space.replaceChildren()
  }

  const note = (id: string, did: TriggerNote['did'], why?: string) =>
    see({ trigger: { id, did, why } })

  async function offer(trigger: WidgetTrigger): Promise<void> {
    const { href } = location
    const then = facts()
    await new Promise((resolve) => setTimeout(resolve, (trigger.delay ?? 0) * 1_000))
    const { online, team, heldOut } = await note(trigger.id, 'eligible')
    if (heldOut?.includes(trigger.id)) {
      held.add(trigger.id)
      return
    }
    // What it waited for has been; whether it may speak is asked of this moment.
    const now = { ...then, open: facts().open, wait_seconds: facts().wait_seconds }
    if (href !== location.href || suppressionOf(trigger, now, moment())) return
    // Whoever is there comes first; the name of somebody who is not would promise too much.
    showPrompt(embed, space, trigger, online ? team[0]?.name : undefined, (taken) => {
      act(({ closed, accepted }) => {
        if (taken) accepted.push(Date.now())
        else closed[trigger.id] = Date.now()
      })
      note(trigger.id, taken ? 'accepted' : 'closed').catch(() => {})
    })
    await note(trigger.id, 'shown')
  }

  listen(element, 'open', () => {
    space.replaceChildren()
    acted = true
  })
  return async (due) => {
    const may = due.filter(({ id }) => !held.has(id))
    const { trigger, suppressed } = choose(may, facts(), moment()) ?? {}
    if (!trigger || busy || (suppressed && told.has(trigger.id))) return
    told.add(trigger.id)
    busy = true
    // A relay that does not answer cannot help anybody now.
    await (suppressed ? note(trigger.id, 'suppressed', suppressed) : offer(trigger)).catch(() => {
      acted = true
    })
    busy = false
  }
}
