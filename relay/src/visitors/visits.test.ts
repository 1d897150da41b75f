import type { LiveVisit, TriggerNote } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MemberPrincipal } from '../http/principal.ts'
import type { SeenView, VisitRecord } from '../insights/visit-record.ts'
import { createVisits, type View, type ViewEnd, type Visits } from './visits.ts'

const MINUTE = 60_000
const phone = { address: '203.0.113.7', agent: 'Phone' }
const desk = { address: '203.0.113.7', agent: 'Desk' }

let now: number
let visits: Visits
let changed: string[]
let ended: VisitRecord<SeenView>[]

beforeEach(() => {
  now = Date.UTC(2026, 10, 22, 23, 50)
  changed = []
  ended = []
  visits = createVisits({
    clock: () => now,
    onChange: (siteId) => changed.push(siteId),
    onEnd: (visit) => ended.push(visit),
  })
})

function view(path: string, more: Partial<View> = {}): View {
  return { viewId: nanoid(), page: { url: `https://lamp.example${path}` }, ...more }
}

function end({ viewId }: View, more: Partial<ViewEnd> = {}): ViewEnd {
  return { viewId, visible: 0, focused: 0, depth: 0, interactions: 0, ...more }
}

function paths(list: LiveVisit[]): string[] {
  return list.map((visit) => new URL(visit.page.url).pathname)
}

describe('who is on the pages now', () => {
  it('is told by visit, with the newest page and how many there were', () => {
    const first = view('/', { referrer: 'https://search.example/' })
    visits.view('site', phone, first)
    const begun = now
    now += MINUTE
    visits.leave('site', end(first))
    expect(visits.list('site')).toEqual([])
    visits.view('site', phone, view('/lampen/noot', { device: 'phone' }))
    visits.view('site', desk, view('/cart'))
    expect(visits.list('site')).toMatchObject([
      {
        pages: 2,
        since: begun,
        pageSince: now,
        device: 'phone',
        referrer: 'https://search.example/',
      },
      { pages: 1, since: now },
    ])
    expect(paths(visits.list('site'))).toEqual(['/lampen/noot', '/cart'])
    expect(visits.list('other')).toEqual([])
  })

  it('says who of them chats from the beat that tells it', () => {
    const open = view('/')
    visits.view('site', phone, open)
    changed.length = 0
    for (const _ of [1, 2]) visits.beat('site', open.viewId, 'conversation')
    expect(visits.list('site')[0]?.conversationId).toBe('conversation')
    expect(changed).toEqual(['site'])
  })

  it('keeps a page while it beats, and lets go of it when it stops', () => {
    const open = view('/')
    visits.view('site', phone, open)
    for (let i = 0; i < 4; i += 1) {
      now += 30_000
      expect(visits.beat('site', open.viewId)).toBe(true)
      visits.sweep()
    }
    now += 75_000
    visits.sweep()
    expect(visits.list('site')).toEqual([])
    expect(changed).toHaveLength(2)
  })

  it('knows a page again that was out of sight for a while', () => {
    const open = view('/')
    visits.view('site', phone, open)
    now += 10 * MINUTE
    visits.sweep()
    expect(visits.beat('site', open.viewId)).toBe(true)
    expect(visits.list('site')).toMatchObject([{ pages: 1 }])
    expect(changed).toHaveLength(3)
  })

  it('is one visit over midnight, and another one after half an hour away', () => {
    visits.view('site', phone, view('/'))
    now += 20 * MINUTE
    visits.view('site', phone, view('/cart'))
    expect(visits.list('site')).toMatchObject([{ pages: 2 }])
    now += 31 * MINUTE
    visits.sweep()
    visits.view('site', phone, view('/'))
    expect(visits.list('site')).toMatchObject([{ pages: 1 }])
  })

  it('cannot be told the same browser a day later, nor at another shop', () => {
    visits.view('site', phone, view('/'))
    const [before] = visits.list('site')
    visits.view('other', phone, view('/'))
    expect(visits.list('other')[0]?.id).not.toBe(before?.id)
    expect(JSON.stringify(visits.list('site'))).not.toContain('203.0.113.7')
  })

  it('lets nobody end or beat a view of another shop, or take another’s view over', () => {
    const open = view('/')
    visits.view('site', phone, open)
    visits.leave('other', end(open))
    expect(visits.beat('other', open.viewId)).toBe(false)
    visits.view('site', desk, { ...view('/cart'), viewId: open.viewId })
    expect(paths(visits.list('site'))).toEqual(['/'])
  })

  it('stays within bounds however many pages are told of', () => {
    for (let i = 0; i < 6_000; i += 1) {
      visits.view('site', { address: `10.0.${i >> 8}.${i & 255}`, agent: '' }, view(`/${i}`))
    }
    for (let i = 0; i < 50; i += 1) visits.view('site', phone, view(`/x${i}`))
    expect(visits.list('site')).toHaveLength(200)
    now += 40 * MINUTE
    visits.sweep()
    visits.view('site', phone, view('/'))
    expect(visits.list('site')).toHaveLength(1)
  })

  it('tells a page of the visit it belongs to: pages, seconds of the others, and where it came from', () => {
    const first = view('/', {
      page: { url: 'https://lamp.example/?utm_source=brief&q=lamp' },
      referrer: 'https://search.example/',
    })
    const next = view('/lamp')
    visits.view('site', phone, first)
    visits.leave('site', end(first, { visible: 21_400 }))
    visits.view('site', phone, next)
    expect(visits.about('site', next.viewId)).toEqual({
      pages: 2,
      seconds: 21,
      kinds: { other: [1, 21] },
      returns: 0,
      referrer: 'https://search.example/',
      utm: 'utm_source=brief',
    })
    visits.leave('site', end(next, { visible: 5_000, hidden: true, addedToCart: true }))
    expect(visits.about('site', next.viewId)).toMatchObject({ seconds: 21 })
    expect(visits.about('site', next.viewId)?.added).toBeUndefined()
    const last = view('/cart')
    visits.view('site', phone, last)
    expect(visits.about('site', last.viewId)).toMatchObject({
      added: true,
      kinds: { other: [2, 26] },
    })
    expect(visits.about('other', next.viewId)).toBeUndefined()
  })

  it('counts the coupons that were refused on the other pages of a visit, however often a page tells of its own', () => {
    const pages = [view('/cart'), view('/cart'), view('/checkout')]
    for (const page of pages) {
      visits.view('site', phone, page)
      visits.leave('site', end(page, { couponsFailed: 1, hidden: true }))
      visits.leave('site', end(page, { couponsFailed: 1 }))
    }
    const last = view('/checkout')
    visits.view('site', phone, last)
    expect(visits.about('site', last.viewId)).toMatchObject({
      happened: Array(3).fill('coupon_failed'),
    })
    visits.leave('site', end(last, { couponsFailed: 2, hidden: true }))
    expect(visits.about('site', last.viewId)).toMatchObject({
      happened: Array(3).fill('coupon_failed'),
    })
  })

  it('counts going back and forth between two pages, until another one comes between', () => {
    const returns = ['/a', '/b', '/b', '/a', '/b', '/c', '/b'].map((path) => {
      const page = view(path)
      visits.view('site', phone, page)
      return visits.about('site', page.viewId)?.returns
    })
    expect(returns).toEqual([0, 0, 0, 1, 2, 0, 1])
  })

  it('counts the prompts shown for the pages of this visit, and of no other', () => {
    const first = view('/lampen/noot')
    const next = view('/cart')
    const other = view('/lampen/noot')
    visits.view('site', phone, first)
    visits.notePrompt('site', first.viewId)
    visits.view('site', phone, next)
    visits.view('site', desk, other)
    expect(visits.prompts('site', next.viewId)).toBe(1)
    expect(visits.prompts('site', other.viewId)).toBe(0)
    expect(visits.prompts('other', next.viewId)).toBe(0)
  })
})

describe('a visit that is over', () => {
  const over = () => {
    now += 45 * MINUTE
    visits.sweep()
    now += 31 * MINUTE
    visits.sweep()
    return ended
  }

  it('is told once, with what happened on each of its pages', () => {
    const lamp = view('/lamp', {
      page: { url: 'https://lamp.example/lamp?utm=1', kind: 'product' },
      referrer: 'https://search.example/?q=lamp',
      device: 'phone',
    })
    visits.view('site', phone, lamp)
    now += 10_000
    visits.leave('site', end(lamp, { visible: 9_000, focused: 8_000, depth: 60, interactions: 3 }))
    const thanks = view('/ok', { order: 'o'.repeat(43) })
    visits.view('site', phone, thanks)
    expect(over()).toHaveLength(1)
    expect(ended[0]).toMatchObject({
      siteId: 'site',
      device: 'phone',
      referrer: 'search.example',
      orders: ['o'.repeat(43)],
      views: [
        {
          path: '/lamp',
          kind: 'product',
          visibleMs: 9_000,
          focusedMs: 8_000,
          depth: 0.6,
          interactions: 3,
        },
        { path: '/ok', kind: 'thank-you' },
      ],
    })
    expect(over()).toHaveLength(1)
  })

  it('says nothing of who it was', () => {
    visits.view('site', phone, view('/'))
    expect(JSON.stringify(over())).not.toMatch(/203\.0\.113\.7|Phone/)
    expect(ended[0]?.id).not.toBe(visits.list('site')[0]?.id)
  })

  it('goes by beats where a page could not say how long it was looked at', () => {
    const open = view('/')
    visits.view('site', phone, open)
    for (const _ of [1, 2]) {
      now += 30_000
      visits.beat('site', open.viewId)
    }
    now += 20 * MINUTE
    visits.beat('site', open.viewId)
    expect(over()[0]?.views[0]?.visibleMs).toBe(90_000)
  })

  it('hears of the end of a page that never beat, because no member was there', () => {
    const open = view('/')
    visits.view('site', phone, open)
    now += 20 * MINUTE
    visits.sweep()
    visits.leave('site', end(open, { visible: 400_000 }))
    expect(over()[0]?.views[0]?.visibleMs).toBe(400_000)
  })

  it('takes the larger numbers when a page tells of its end twice, in any order', () => {
    const open = view('/')
    visits.view('site', phone, open)
    visits.leave('site', end(open, { visible: 5_000, interactions: 4, hidden: true }))
    visits.leave('site', end(open, { visible: 2_000, interactions: 1, hidden: true }))
    expect(over()[0]?.views[0]).toMatchObject({ visibleMs: 5_000, interactions: 4 })
  })

  it('is not one of a browser that a member of the shop answers from', () => {
    visits.noteMember('site', desk)
    visits.view('site', desk, view('/'))
    visits.view('site', phone, view('/lamp'))
    expect(over().map(({ views }) => views[0]?.path)).toEqual(['/lamp'])
  })

  it('is told of when the relay stops, too', () => {
    visits.view('site', phone, view('/'))
    visits.endAll()
    expect(ended).toHaveLength(1)
    expect(visits.list('site')).toEqual([])
  })

  it('ends when the same browser comes back after half an hour', () => {
    visits.view('site', phone, view('/'))
    now += 31 * MINUTE
    visits.view('site', phone, view('/'))
    expect(ended).toHaveLength(1)
  })
})

describe('a trigger in a visit', () => {
  const doubt = { id: 'doubt', version: 3, holdOut: 0.5 }
  const ended = (): VisitRecord<SeenView>[] => {
    visits.endAll()
    return over
  }
  let over: VisitRecord<SeenView>[]

  beforeEach(() => {
    over = []
    visits = createVisits({ clock: () => now, onChange() {}, onEnd: (visit) => over.push(visit) })
  })

  it('is in the same arm on every page, as the page is told', () => {
    const arms = Array.from({ length: 40 }, (_, n) => {
      const from = { address: `10.0.0.${n}`, agent: '' }
      const [first, next] = [view('/'), view('/cart')]
      visits.view('site', from, first)
      visits.view('site', from, next)
      const told = visits.heldOut('site', first.viewId, [doubt])
      expect(visits.heldOut('site', next.viewId, [doubt])).toEqual(told)
      return told.length
    })
    expect(new Set(arms)).toEqual(new Set([0, 1]))
  })

  it('is written down from the moment it was eligible, once, with what became of it', () => {
    const open = view('/')
    visits.view('site', phone, open)
    const note = (did: TriggerNote['did'], why?: string) =>
      visits.noteTrigger('site', open.viewId, { id: 'doubt', did, why }, { ...doubt, holdOut: 0 })
    note('shown')
    expect(ended()[0]?.exposures).toEqual([])
    visits.view('site', phone, open)
    note('suppressed', 'typing')
    note('eligible')
    note('shown')
    note('accepted')
    visits.beat('site', open.viewId, 'conversation')
    expect(ended()[1]?.exposures).toEqual([
      expect.objectContaining({
        triggerId: 'doubt',
        version: 3,
        at: now,
        closed: false,
        accepted: true,
        replied: true,
      }),
    ])
    expect(over[1]?.exposures[0]).not.toHaveProperty('suppressed')
  })

  it('keeps the reason why nothing was shown', () => {
    const open = view('/')
    visits.view('site', phone, open)
    const note = { id: 'doubt', did: 'suppressed', why: 'cart' } as const
    visits.noteTrigger('site', open.viewId, note, doubt)
    expect(ended()[0]?.exposures).toMatchObject([{ suppressed: 'cart', accepted: false }])
  })

  it('says that the shopper had gone where its moment came and nothing was shown', () => {
    const open = view('/')
    visits.view('site', phone, open)
    const always = { ...doubt, holdOut: 0 }
    visits.noteTrigger('site', open.viewId, { id: 'doubt', did: 'eligible' }, always)
    expect(ended()[0]?.exposures).toMatchObject([{ arm: 'offered', suppressed: 'gone' }])
  })

  it('is not eligible any more once it rests, and what it had shown is still answered', () => {
    const open = view('/')
    visits.view('site', phone, open)
    const cart = { ...doubt, id: 'cart', holdOut: 0 }
    visits.noteTrigger('site', open.viewId, { id: 'cart', did: 'eligible' }, cart)
    visits.noteTrigger('site', open.viewId, { id: 'cart', did: 'shown' })
    visits.noteTrigger('site', open.viewId, { id: 'cart', did: 'closed' })
    visits.noteTrigger('site', open.viewId, { id: 'doubt', did: 'eligible' })
    expect(ended()[0]?.exposures).toMatchObject([{ triggerId: 'cart', closed: true }])
    expect(over[0]?.exposures[0]).not.toHaveProperty('suppressed')
  })

  it('leaves a page untouched only where it shows nothing', () => {
    for (let n = 0; n < 40; n += 1) {
      visits.view('site', { address: `10.0.0.${n}`, agent: '' }, view('/'), [doubt])
    }
    const untouched = ended().map(({ views }) => views[0]?.untouched)
    expect(new Set(untouched)).toEqual(new Set([true, false]))
    visits.view('site', phone, view('/'), [])
    expect(ended().at(-1)?.views[0]?.untouched).toBe(true)
  })

  it('leaves no page untouched that comes after a prompt', () => {
    const first = view('/')
    visits.view('site', phone, first)
    visits.notePrompt('site', first.viewId)
    visits.view('site', phone, view('/lampen'))
    expect(ended()[0]?.views.map(({ untouched }) => untouched)).toEqual([true, false])
  })

  it('leaves neither the page of an invitation untouched nor those after it, and says so', () => {
    const [first, second] = [view('/'), view('/lampen')]
    visits.view('site', phone, first)
    visits.view('site', phone, second)
    const by = { siteId: 'site', memberId: 'noor', name: 'Noor' } as MemberPrincipal
    visits.invite('site', visits.list('site')[0]?.id ?? '', { by, text: 'Hulp?' }, 1)
    const { id = '' } = visits.takeInvitation('site', second.viewId) ?? {}
    // A page of another shop, or of another visit, says nothing of it.
    expect(visits.noteInvitation('other', second.viewId, { id, did: 'shown' })).toBe(false)
    visits.noteInvitation('site', second.viewId, { id, did: 'shown' })
    visits.view('site', phone, view('/cart'))
    const [visit] = ended()
    expect(visit?.invited).toBe(true)
    expect(visit?.views.map(({ untouched }) => untouched)).toEqual([true, false, false])
  })
})
