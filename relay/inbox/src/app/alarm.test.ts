import { describe, expect, it } from 'vitest'
import { sampleConversation } from '../testing/samples.ts'
import { dueRing } from './alarm.ts'

const waiting = sampleConversation({ waitingSince: 10_000, unread: 1 })

function ringsAt(moments: number[], conversation = waiting): number[] {
  const rung = new Map<string, number>()
  return moments.filter((now) => dueRing([conversation], now, rung))
}

describe(dueRing, () => {
  it('rings at once, at 20 s, and each minute until somebody opens it', () => {
    const seconds = Array.from({ length: 200 }, (_, second) => 10_000 + second * 1_000)
    expect(ringsAt(seconds)).toEqual([10_000, 30_000, 70_000, 130_000, 190_000])
  })

  it('rings at once and each hour where nobody looks at a screen while they wait', () => {
    const moments = Array.from({ length: 20 }, (_, count) => 10_000 + count * 600_000)
    const rung = ringsAt(moments, { ...waiting, channel: 'whatsapp' })
    expect(rung).toEqual([10_000, 3_610_000, 7_210_000, 10_810_000])
  })

  it('is silent once somebody has read', () => {
    expect(ringsAt([10_000], { ...waiting, unread: 0 })).toEqual([])
  })

  it('is silent about what nobody waits for', () => {
    const { waitingSince: _, ...answered } = waiting
    expect(ringsAt([10_000], answered)).toEqual([])
  })

  it('does not make up for rings it slept through', () => {
    expect(ringsAt([58_000, 100_000, 3_600_000 + 66_000])).toEqual([])
  })

  it('rings anew when the same shopper waits again', () => {
    const rung = new Map<string, number>()
    dueRing([waiting], 10_000, rung)
    expect(dueRing([{ ...waiting, waitingSince: 90_000 }], 90_000, rung)).toBe(true)
  })
})
