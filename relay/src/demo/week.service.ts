import type { DemoWeek, NewTrigger } from '@loods/protocol'
import { notFound, RelayError } from '../errors.ts'
import type { Insights } from '../insights/insights.ts'
import type { Logger } from '../logger.ts'
import { seeded } from '../simulator/seeded.ts'
import type { Site } from '../sites/site.service.ts'
import type { TriggerService } from '../triggers/trigger.service.ts'
import type { UnderWay } from '../under-way.ts'
import { DOUBTS_AFTER, HELD_OUT, simulatedWeek } from './shoppers.ts'

/** A week of shoppers nobody is, in the shop whose widget the demo shop carries. */
export interface DemoWeekService {
  /** @throws RelayError not_found: this shop has no demo */
  read(siteId: string): Promise<DemoWeek>
  /** Begins to make them; where they are already, nothing happens. */
  start(siteId: string): Promise<DemoWeek>
  /** Takes them away, and nothing of anybody who was there. */
  remove(siteId: string): Promise<DemoWeek>
}

export interface DemoWeekDeps {
  insights: Pick<Insights, 'ask'>
  triggers: Pick<TriggerService, 'add' | 'list' | 'remove'>
  /** The shop the demo shop belongs to; undefined where there is none. */
  demoSite(): Promise<Site | undefined>
  /** What visits foretell is learned anew. */
  learn(siteId: string): Promise<void>
  underWay: UnderWay
  /** The relay stops. */
  stopping: AbortSignal
  clock: () => number
  log: Logger
}

const SEED = 20_261_122

export function createDemoWeek(deps: DemoWeekDeps): DemoWeekService {
  const { insights, triggers, clock, log } = deps
  let running = false

  async function siteOf(siteId: string): Promise<Site> {
    const site = await deps.demoSite()
    if (site?.id !== siteId) throw notFound('A demo shop')
    return site
  }

  async function state(siteId: string): Promise<DemoWeek> {
    const simulated = await insights.ask('simulated', siteId)
    return { running, visits: simulated?.visits ?? 0, ...(simulated && { at: simulated.at }) }
  }

  async function make({ id: siteId, settings }: Site): Promise<void> {
    const { id, version } = await triggers.add(siteId, doubt(settings.language))
    const rules = settings.pageRules
    const week = simulatedWeek({
      ...{ siteId, trigger: { id, version }, rules, random: seeded(SEED), now: clock() },
    })
    // One batch after the other, so that reports asked meanwhile come in between.
    for (const batch of week) {
      if (deps.stopping.aborted) return
      await insights.ask('recordSimulated', batch)
    }
    await deps.learn(siteId)
  }

  return {
    async read(siteId) {
      await siteOf(siteId)
      return state(siteId)
    },
    async start(siteId) {
      const site = await siteOf(siteId)
      if (running || (await insights.ask('simulated', siteId))) return state(siteId)
      running = true
      const made = make(site)
        .catch((error: unknown) => log.warn({ error }, 'the simulated week was not made'))
        .finally(() => {
          running = false
        })
      void deps.underWay.track(made)
      return state(siteId)
    },
    async remove(siteId) {
      await siteOf(siteId)
      if (running) {
        throw new RelayError(
          'changed_meanwhile',
          'The shoppers are still being made. Try again in a moment.',
        )
      }
      const simulated = await insights.ask('simulated', siteId)
      if (!simulated) return state(siteId)
      await insights.ask('removeSimulated', siteId)
      const known = await triggers.list(siteId)
      if (known.some(({ id }) => id === simulated.triggerId)) {
        await triggers.remove(siteId, simulated.triggerId)
      }
      await deps.learn(siteId)
      return state(siteId)
    },
  }
}

/** The trigger those shoppers were offered, which says itself what it is. */
function doubt(language: Site['settings']['language']): NewTrigger {
  const say = (nl: string, en: string) => ({ nl, en })
  return {
    name: say('Twijfel bij een product (gesimuleerd)', 'Doubt about a product (simulated)')[
      language
    ],
    page: '/demo/*/product/*',
    pageKind: 'product',
    when: { type: 'visible_seconds', seconds: DOUBTS_AFTER },
    texts: say(
      'Twijfel je over {product|dit product}? Ik kijk graag even mee.',
      'Not sure about {product|this one}? I am happy to help.',
    ),
    variants: [{ texts: say('Een vraag? Vraag het gerust.', 'Any questions? Just ask.') }],
    holdOut: HELD_OUT,
    // Off, so that the pages it was on are proposed again.
    enabled: false,
  }
}
