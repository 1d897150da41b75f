import type { LiveVisit } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { beforeEach, describe, expect, it } from 'vitest'
import { createVisits, type View, type Visits } from './visits.ts'

const MINUTE = 60_000
const phone = { address: '203.0.113.7', agent: 'Phone' }
const desk = { address: '203.0.113.7', agent: 'Desk' }

let now: number
let visits: Visits
let changed: string[]

beforeEach(() => {
  now = Date.UTC(2026, 10, 22, 23, 50)
  changed = []
  visits = createVisits(
    () => now,
    (siteId) => changed.push(siteId),
  )
})

function view(path: string, more: Partial<View> = {}): View {
  return { viewId: nanoid(), page: { url: `https://lamp.example${path}` }, ...more }
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
    visits.leave('site', first.viewId)
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
    expect(visits.beat('site', open.viewId)).toBe(false)
    expect(changed).toHaveLength(2)
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
    visits.leave('other', open.viewId)
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

  it('remembers that a prompt was shown for the pages of this visit, and of no other', () => {
    const first = view('/lampen/noot')
    const next = view('/cart')
    const other = view('/lampen/noot')
    visits.view('site', phone, first)
    visits.notePrompt('site', first.viewId)
    visits.view('site', phone, next)
    visits.view('site', desk, other)
    expect(visits.wasPrompted('site', next.viewId)).toBe(true)
    expect(visits.wasPrompted('site', other.viewId)).toBe(false)
    expect(visits.wasPrompted('other', next.viewId)).toBe(false)
  })
})
