import type { Message } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import type { Thread } from '../conversation/thread.ts'
import { type Bubble, type Item, toItems } from './items.ts'

const NOON = new Date(2026, 10, 22, 12).getTime()
const DAY = 86_400_000

function said(seq: number, kind: 'visitor' | 'member', ts: number, name = 'Noor'): Message {
  return {
    id: `m${seq}`,
    conversationId: 'c',
    seq,
    ts,
    audience: 'all',
    kind: 'text',
    author: kind === 'member' ? { kind, name } : { kind },
    text: `${seq}`,
    rev: 1,
  }
}

function thread(...messages: Message[]): Thread {
  const marks = { visitorDelivered: 0, visitorRead: 0, membersDelivered: 2, membersRead: 1 }
  return { id: 'c', stream: 'e.c', n: 9, messages, more: false, marks, status: 'open' }
}

const types = (items: Item[]) => items.map(({ type }) => type)
const bubbles = (items: Item[]) => items.filter((item): item is Bubble => item.type === 'bubble')

describe('what the log shows', () => {
  it('names the day where it changes, and today only after another day', () => {
    const today = toItems(thread(said(1, 'member', NOON)), [], 0, NOON)
    expect(types(today)).toEqual(['bubble'])
    const both = toItems(
      thread(said(1, 'member', NOON - DAY), said(2, 'member', NOON)),
      [],
      0,
      NOON,
    )
    expect(types(both)).toEqual(['day', 'bubble', 'day', 'bubble'])
  })

  it('says name and time once for what one person said in a row', () => {
    const items = toItems(
      thread(
        said(1, 'member', NOON),
        said(2, 'member', NOON + 1),
        said(3, 'member', NOON + 2, 'Jan'),
      ),
      [],
      0,
      NOON,
    )
    expect(bubbles(items).map(({ last }) => last)).toEqual([false, true, true])
  })

  it('tells how far each own message came', () => {
    const mine = [1, 2, 3].map((seq) => said(seq, 'visitor', NOON))
    const items = toItems(thread(...mine), [{ cid: 'x', at: NOON, text: 'nieuw' }], 0, NOON)
    expect(bubbles(items).map(({ state }) => state)).toEqual([
      'read',
      'delivered',
      'sent',
      'sending',
    ])
  })

  it('marks where new begins, before the first of them that the shop said', () => {
    const all = [said(1, 'member', NOON), said(2, 'visitor', NOON), said(3, 'member', NOON)]
    expect(types(toItems(thread(...all), [], 1, NOON))).toEqual([
      'bubble',
      'bubble',
      'marker',
      'bubble',
    ])
    expect(types(toItems(thread(...all), [], 0, NOON))).not.toContain('marker')
  })

  it('keeps the key of an own message when the relay confirms it', () => {
    const local = toItems(undefined, [{ cid: 'x', at: NOON, text: 'a' }], 0, NOON)
    const confirmed = toItems(thread({ ...said(1, 'visitor', NOON), cid: 'x' }), [], 0, NOON)
    expect(confirmed[0]?.key).toBe(local[0]?.key)
  })
})
