import { describe, expect, it } from 'vitest'
import type { Unsent } from '../../store/outbox.ts'
import { sampleMessage, sampleReply } from '../../testing/samples.ts'
import { layOut, type ThreadItem } from './thread-items.ts'

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

  it('shows what is on its way at the end, until its echo is there', () => {
    const unsent = { cid: 'mine', state: 'sending', conversationId: '', at: 0 } as Unsent
    expect(outline(layOut([], [unsent], undefined))).toEqual(['unsent'])
    const echo = sampleReply({ seq: 1, cid: 'mine' })
    expect(outline(layOut([echo], [unsent], undefined))).toEqual(['day', 'member first last'])
  })
})
