import type { ChannelThread } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import type { Words } from '../../i18n/words.ts'
import { sampleConversation } from '../../testing/samples.ts'
import { leftWords, overOf, reachOf } from './window.ts'
import { words as en } from './words/en.ts'
import { words as nl } from './words/nl.ts'

const HOUR = 3_600_000
const thread: ChannelThread = {
  channelId: 'number',
  kind: 'whatsapp',
  state: 'on',
  windowUntil: 24 * HOUR,
  current: true,
}

describe(reachOf, () => {
  it('lets answer freely until the window closes, and marks its last two hours', () => {
    expect(reachOf(thread, 0)).toEqual({
      state: 'free',
      until: 24 * HOUR,
      left: 24 * HOUR,
      soon: false,
    })
    expect(reachOf(thread, 22 * HOUR + 1)).toMatchObject({ state: 'free', soon: true })
    expect(reachOf(thread, 24 * HOUR)).toEqual({ state: 'closed', never: false })
  })

  it('lets a person answer by hand for a while where the channel has such a time', () => {
    const messenger = { ...thread, kind: 'messenger' as const, humanUntil: 168 * HOUR }
    expect(reachOf(messenger, 30 * HOUR)).toEqual({ state: 'human', until: 168 * HOUR })
    expect(reachOf(messenger, 168 * HOUR)).toEqual({ state: 'closed', never: false })
  })

  it('tells who never wrote from who wrote too long ago', () => {
    const { windowUntil: _, ...unwritten } = thread
    expect(reachOf(unwritten, 5)).toEqual({ state: 'closed', never: true })
  })

  it('knows that a channel is no longer connected', () => {
    const { state: _, ...gone } = thread
    expect(reachOf(gone, 0)).toEqual({ state: 'gone' })
  })
})

describe(overOf, () => {
  it('is the channel the shopper wrote on last, and nothing on the shop’s own page', () => {
    const there = sampleConversation({ channel: 'whatsapp', thread })
    expect(overOf(there)).toBe(thread)
    const back = sampleConversation({ thread: { ...thread, current: false } })
    expect(overOf(back)).toBeUndefined()
  })

  it('is a channel that is gone where nothing tells any more which it was', () => {
    const over = overOf(sampleConversation({ channel: 'messenger' }))
    expect(over && reachOf(over, 0)).toEqual({ state: 'gone' })
  })
})

describe(leftWords, () => {
  it.each([
    [3 * HOUR + 10 * 60_000 + 59_000, '3 u 10 min', '3 h 10 min'],
    [59 * 60_000, '59 min', '59 min'],
    [59_000, 'minder dan een minuut', 'less than a minute'],
  ])('says %d as %s and %s', (left, dutch, english) => {
    expect(leftWords({ channel: nl } as Words, left)).toBe(dutch)
    expect(leftWords({ channel: en } as Words, left)).toBe(english)
  })
})
