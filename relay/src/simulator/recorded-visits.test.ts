import type { SimulatedTrigger } from '@loods/protocol'
import { DEFAULT_MANNERS } from '@loods/protocol/manners'
import { describe, expect, it } from 'vitest'
import { type RecordedPage, type RecordedVisit, replayOf } from './recorded-visits.ts'

const lamp: RecordedPage = { pageId: 1, key: '/lampen/*', kind: 'product', seconds: 40, depth: 80 }
const checkout: RecordedPage = { ...lamp, pageId: 2, key: '/afrekenen', kind: 'checkout' }

function visit(...pages: Partial<RecordedPage>[]): RecordedVisit {
  return {
    device: 'phone',
    referrer: 'zoek.example',
    pages: pages.map((page) => ({ ...lamp, ...page })),
  }
}

function replay(when: SimulatedTrigger['when'], trigger: Partial<SimulatedTrigger> = {}) {
  return replayOf({ page: '', when, ...trigger }, DEFAULT_MANNERS)
}

describe('a trigger held against recorded visits', () => {
  it('speaks where somebody stayed long enough', () => {
    const { firstOn, unknown } = replay({ type: 'visible_seconds', seconds: 30 })
    expect(firstOn(visit({ seconds: 29 }, { pageId: 7, seconds: 31 }))?.pageId).toBe(7)
    expect(firstOn(visit({ seconds: 29 }))).toBeUndefined()
    expect([...unknown]).toEqual([])
  })

  it('keeps still in the first seconds of a visit, as pages do', () => {
    const { firstOn } = replay({ type: 'visible_seconds', seconds: 2 })
    expect(firstOn(visit({ seconds: 9 }))).toBeUndefined()
    expect(firstOn(visit({ seconds: 9 }, { seconds: 3 }))).toBeDefined()
  })

  it('keeps still where the shopper had left before its delay was over', () => {
    const when = { type: 'visible_seconds', seconds: 30 } as const
    expect(replay(when, { delay: 10 }).firstOn(visit({ seconds: 40 }))).toBeDefined()
    expect(replay(when, { delay: 11 }).firstOn(visit({ seconds: 40 }))).toBeUndefined()
  })

  it.each([
    [{ type: 'scroll_depth', min: 80 }, true],
    [{ type: 'scroll_depth', min: 81 }, false],
    [{ type: 'scroll_depth', max: 20 }, true],
    [{ type: 'pages', min: 2 }, false],
    [{ type: 'device', is: 'phone' }, true],
    [{ type: 'referrer', contains: 'zoek' }, true],
    [{ type: 'page_kind', is: 'cart' }, false],
    [{ type: 'page', contains: 'lampen' }, true],
  ] as const)('%j holds: %s', (when, speaks) => {
    const { firstOn, unknown } = replay(when)
    expect(Boolean(firstOn(visit({ seconds: 60 })))).toBe(speaks)
    expect([...unknown]).toEqual([])
  })

  it('knows who goes back and forth', () => {
    const { firstOn } = replay({ type: 'back_and_forth', min: 2 })
    const [one, other] = [{ key: '/een' }, { key: '/twee' }]
    expect(firstOn(visit(one, other, one, other))).toMatchObject(other)
    expect(firstOn(visit(one, other, one, { key: '/drie' }))).toBeUndefined()
  })

  it.each([
    [{ type: 'exit_intent' }, true],
    [{ all: [{ type: 'exit_intent' }, { type: 'pages', min: 2 }] }, false],
    [
      {
        any: [
          { type: 'pages', min: 2 },
          { type: 'cart_value', min: 50 },
        ],
      },
      true,
    ],
    [{ none: [{ type: 'logged_in' }] }, true],
    [{ none: [{ type: 'logged_in' }, { type: 'device', is: 'phone' }] }, false],
  ] as const)('counts as met what records do not tell, and says so: %j', (when, speaks) => {
    const { firstOn, unknown } = replay(structuredClone(when) as SimulatedTrigger['when'])
    expect(Boolean(firstOn(visit({})))).toBe(speaks)
    expect(unknown.size).toBe(1)
  })

  it('in the checkout speaks only for what may tell that somebody is stuck', () => {
    const seconds = { type: 'visible_seconds', seconds: 20 } as const
    expect(replay(seconds).firstOn(visit(checkout))).toBeUndefined()
    const stuck = replay({ all: [seconds, { type: 'field_errors', min: 2 }] })
    expect(stuck.firstOn(visit(checkout))).toBeDefined()
  })

  it('does not know of a page that is counted together with others', () => {
    const when = { type: 'visible_seconds', seconds: 20 } as const
    const { firstOn, unknown } = replay(when, { page: '/lampen/noot' })
    expect(firstOn(visit({ key: '/stoelen/*' }))).toBeUndefined()
    expect([...unknown]).toEqual([])
    expect(firstOn(visit({}))).toBeDefined()
    expect([...unknown]).toEqual(['page'])
  })
})
