import { describe, expect, it } from 'vitest'
import type { Unsent } from '../../store/outbox.ts'
import { sampleMessage, sampleReply } from '../../testing/samples.ts'
import { isMixed, layOut, type ThreadItem } from './thread-items.ts'

const MINUTE = 60_000
const NOON = new Date(2026, 10, 22, 12).getTime()
const at = (minutes: number) => NOON + minutes * MINUTE

function outline(items: ThreadItem[]): string[] {
  return items.map((item) => {
    if (item.kind === 'bubble') {
      return `${item.side}${item.first ? ' first' : ''}${item.last ? ' last' : ''}`
    }
    return item.kind
  })
}

describe(layOut, () => {
  it('puts what one person said in a row into one run', () => {
    const messages = [
      sampleMessage({ seq: 1, ts: at(0) }),
      sampleMessage({ seq: 2, ts: at(1) }),
      sampleReply({ seq: 3, ts: at(2) }),
    ]
    expect(outline(layOut(messages, [], undefined))).toEqual([
      'day',
      'visitor first',
      'visitor last',
      'member first last',
    ])
  })

  it('begins a new run after a pause, after another colleague and around a line', () => {
    const messages = [
      sampleReply({ seq: 1, ts: at(0) }),
      sampleReply({ seq: 2, ts: at(6) }),
      sampleReply({ seq: 3, ts: at(7) }, 'piet'),
      sampleMessage({ seq: 4, ts: at(7), kind: 'line' }),
      sampleReply({ seq: 5, ts: at(8) }, 'piet'),
    ]
    expect(outline(layOut(messages, [], undefined))).toEqual([
      'day',
      'member first last',
      'member first last',
      'member first last',
      'line',
      'member first last',
    ])
  })

  it('divides days, and marks what is new before its first message', () => {
    const messages = [
      sampleMessage({ seq: 1, ts: at(-24 * 60) }),
      sampleMessage({ seq: 2, ts: at(0) }),
    ]
    expect(outline(layOut(messages, [], 2))).toEqual([
      'day',
      'visitor first last',
      'day',
      'new',
      'visitor first last',
    ])
  })

  it('begins a new run where people go on over another channel', () => {
    const messages = [
      sampleMessage({ seq: 1, ts: at(0) }),
      sampleMessage({ seq: 2, ts: at(1), channel: 'whatsapp' }),
    ]
    expect(outline(layOut(messages, [], undefined)).slice(1)).toEqual([
      'visitor first last',
      'visitor first last',
    ])
    expect(isMixed(messages)).toBe(true)
    expect(isMixed(messages.slice(1))).toBe(false)
  })

  it('tells of a message within a run what the next one has not come to', () => {
    const states = ['read', 'read', 'sent', 'sent'] as const
    const messages = states.map((state, seq) =>
      sampleReply({ seq: seq + 1, ts: at(0), delivery: { state } }),
    )
    const told = layOut(messages, [], undefined).filter(
      (item) => item.kind === 'bubble' && item.told,
    )
    expect(told.map((item) => 'message' in item && item.message.seq)).toEqual([2, 4])
  })

  it('shows what is on its way at the end, until its echo is there', () => {
    const unsent = { cid: 'mine', state: 'sending', conversationId: '', at: 0 } as Unsent
    expect(outline(layOut([], [unsent], undefined))).toEqual(['unsent'])
    const echo = sampleReply({ seq: 1, cid: 'mine' })
    expect(outline(layOut([echo], [unsent], undefined))).toEqual(['day', 'member first last'])
  })
})
