import { DEFAULT_MANNERS, type WidgetTrigger } from '@loods/protocol/manners'
import { describe, expect, it } from 'vitest'
import { randomVisit } from './random-visits.ts'
import { seeded } from './seeded.ts'
import { simulate } from './simulate.ts'
import type { SimulatedShop, Step, VisitLog } from './visit-log.ts'

const opened: Step = { at: 0, do: 'open', path: '/lampen/noot', kind: 'product', fold: 20 }

function trigger(id: string, trigger: Partial<WidgetTrigger> = {}): WidgetTrigger {
  const when = { type: 'visible_seconds', seconds: 12 } as const
  return { id, page: '', text: 'Kan ik helpen?', when, ...trigger }
}

function visit(steps: Step[], shop: Partial<SimulatedShop> = {}): VisitLog {
  return {
    steps: [opened, ...steps],
    until: 60_000,
    device: 'desk',
    language: 'nl',
    shop: {
      triggers: [trigger('help')],
      manners: DEFAULT_MANNERS,
      availability: 'open',
      online: true,
      heldOut: [],
      ...shop,
    },
  }
}

async function told(log: VisitLog): Promise<string[]> {
  const decisions = await simulate(log)
  return decisions.map(({ at, id, did, why = '' }) => `${at / 1_000} ${id} ${did} ${why}`.trim())
}

describe('a simulated visit', () => {
  it('is offered help when the moment has come, once the page has settled', async () => {
    expect(await told(visit([]))).toEqual(['12.5 help eligible', '12.5 help shown'])
  })

  it('is offered nothing where it is held out, or the shopper has gone', async () => {
    expect(await told(visit([], { heldOut: ['help'] }))).toEqual(['12.5 help eligible'])
    const gone: Step = { ...opened, at: 10_000, path: '/weg' }
    expect(await told(visit([gone, { ...gone, at: 20_000 }]))).toEqual([
      '32.5 help eligible',
      '32.5 help shown',
    ])
  })

  it('says why a prompt kept still, and shows it when that is over', async () => {
    const typing: Step[] = [{ at: 11_000, do: 'type' }]
    expect(await told(visit(typing))).toEqual([
      '12.5 help suppressed typing',
      '21.5 help eligible',
      '21.5 help shown',
    ])
  })

  it('sees no prompt push another aside, nor the same one twice, where a visit gets two', async () => {
    const shop = {
      triggers: [trigger('help'), trigger('more')],
      manners: { ...DEFAULT_MANNERS, perVisit: 2 },
    }
    expect(await told(visit([], shop))).toEqual(['12.5 help eligible', '12.5 help shown'])
    const turned: Step = { ...opened, at: 30_000, path: '/lampen/eik', turned: true }
    expect(await told(visit([turned], shop))).toEqual([
      '12.5 help eligible',
      '12.5 help shown',
      '42.5 more eligible',
      '42.5 more shown',
    ])
  })

  it('is the same again for the same numbers', async () => {
    const start = Date.UTC(2026, 10, 22)
    const play = () => simulate(randomVisit(seeded(4), start), start)
    expect(await play()).toEqual(await play())
  })
})
