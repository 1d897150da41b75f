import { describe, expect, it } from 'vitest'
import { toPath } from './navigation.ts'
import { formatPath, parsePath } from './route.ts'

const SITE = 'aaaaaaaaaaaaaaaaaaaaa'
const CHAT = 'bbbbbbbbbbbbbbbbbbbbb'

describe(parsePath, () => {
  it.each([
    ['/', { route: { name: 'conversations' } }],
    [`/c/${CHAT}`, { route: { name: 'conversations', conversationId: CHAT } }],
    [
      `/${SITE}/c/${CHAT}`,
      { siteId: SITE, route: { name: 'conversations', conversationId: CHAT } },
    ],
    [`/c/${CHAT}/42`, { route: { name: 'conversations', conversationId: CHAT, seq: 42 } }],
    [`/c/${CHAT}/x`, { route: { name: 'conversations', conversationId: CHAT } }],
    ['/visitors', { route: { name: 'visitors' } }],
    ['/settings/team', { route: { name: 'settings', page: 'team' } }],
    ['/c/not-an-id', { route: { name: 'conversations' } }],
    ['/anything/else', { route: { name: 'conversations' } }],
  ])('reads %s', (path, place) => {
    expect(parsePath(path)).toEqual(place)
  })

  it('reads what formatPath wrote', () => {
    const place = { siteId: SITE, route: { name: 'conversations', conversationId: CHAT } } as const
    expect(parsePath(formatPath(place))).toEqual(place)
    const found = { route: { ...place.route, seq: 7 } }
    expect(parsePath(formatPath(found))).toEqual(found)
  })
})

describe(toPath, () => {
  it('understands the link in an alert', () => {
    expect(toPath(`site=${SITE}&conversation=${CHAT}`)).toBe(`/${SITE}/c/${CHAT}`)
  })

  it('takes no other part of the page for a place in the inbox', () => {
    expect(toPath('wpbody-content')).toBeUndefined()
  })

  it('leaves a path as it is', () => {
    expect(toPath('/settings')).toBe('/settings')
    expect(toPath('')).toBe('/')
  })
})
