import type { ViewAnswer, ViewRequest } from '@loods/protocol'
import type { Facts } from '@loods/protocol/conditions'
import type { Memory } from '@loods/protocol/manners'
import { createOffering, type Offer, type OfferPage } from '@loods/protocol/offering'
import { listen } from '../embed/events.ts'
import type { Embed } from '../host.ts'
import { noteAct } from './memory.ts'
import { showPrompt } from './prompt.ts'
import { readMoment } from './read-moment.ts'

export type SeeMore = Pick<ViewRequest, 'trigger'>

/** What the part that watches the page lends. */
export interface Watch {
  /** Where prompts go: in the page before there is one, so that a screen reader hears it come. */
  space: HTMLElement
  facts(): Facts
  answer(): ViewAnswer | undefined
  /** Asks the relay anew. */
  see(more?: SeeMore): Promise<ViewAnswer>
  /** Seconds since something was put in the cart; Infinity when nothing was. */
  secondsSinceCart(): number
}

/** What this part exports: `createOffer`. */
export type CreateOffer = (embed: Embed, watch: Watch) => Offer

export const createOffer: CreateOffer = (embed, watch) => {
  const { space, facts, see } = watch
  const { element, siteKey } = embed
  let acted = embed.opened ?? false

  const moment = () => readMoment(embed, watch, acted)

  function act(note: (memory: Memory) => void): void {
    acted = true
    noteAct(siteKey, note)
    space.replaceChildren()
  }

  const note: OfferPage['note'] = ({ id, version }, did, why) =>
    see({ trigger: { id, version, did, why } })

  const show: OfferPage['show'] = (trigger, { online, team, variants }) => {
    const variant = variants?.[trigger.id]
    const said = { ...trigger, ...trigger.variants?.[Number(variant) - 1], variant }
    // Whoever is there comes first; the name of somebody who is not would promise too much.
    const { from } = trigger.invitation ?? { from: online ? team[0]?.name : undefined }
    showPrompt(embed, space, said, from, (taken) => {
      act(({ closed, accepted }) => {
        if (taken) accepted.push(Date.now())
        else closed[trigger.id] = Date.now()
      })
      note(trigger, taken ? 'accepted' : 'closed').catch(() => {})
    })
  }

  listen(element, 'open', () => {
    space.replaceChildren()
    acted = true
  })
  return createOffering({
    facts,
    moment,
    note,
    showing: () => Boolean(space.firstChild),
    show,
    address: () => location.href,
    wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000)),
    giveUp() {
      acted = true
    },
  })
}
