import { type ViewAnswer, type ViewEnd, type ViewRequest, viewEnd } from '@loods/protocol'
import { nanoid } from 'nanoid'
import * as v from 'valibot'
import { createVisits } from '../visitors/visits.ts'
import type { SimulatedShop } from './visit-log.ts'

/** What a page asks of the relay, answered at once and by the very code that answers shops' pages. */
export interface SimulatedRelay {
  view(request: ViewRequest): ViewAnswer
  leave(end: ViewEnd): void
}

const SITE = 'simulated'
const SHOPPER = { address: '', agent: '' }

export function createSimulatedRelay(shop: SimulatedShop, clock: () => number): SimulatedRelay {
  const visits = createVisits({ clock, onChange() {}, onEnd() {} })
  const { availability, online, waitSeconds, manners, triggers } = shop
  // Whatever the visit's number: all of its visits are held out, or none.
  const trials = triggers.map(({ id }) => ({
    id,
    version: 1,
    holdOut: Number(shop.heldOut.includes(id)),
  }))
  return {
    view({ viewId = nanoid(), trigger, ...request }) {
      const view = { ...request, viewId } as Parameters<typeof visits.view>[2]
      if (!visits.beat(SITE, viewId)) visits.view(SITE, SHOPPER, view, trials)
      const trial = trials.find(({ id }) => id === trigger?.id)
      if (trigger) visits.noteTrigger(SITE, viewId, trigger, trial)
      if (trigger?.did === 'shown') visits.notePrompt(SITE, viewId)
      const visit = visits.about(SITE, viewId)
      return {
        viewId,
        ...{ availability, online, team: [] },
        ...(waitSeconds !== undefined && { waitSeconds }),
        prompted: visits.prompts(SITE, viewId) >= manners.perVisit,
        heldOut: visits.heldOut(SITE, viewId, trials),
        ...(visit && { visit }),
      }
    },
    leave: (end) => visits.leave(SITE, v.parse(viewEnd, end)),
  }
}
