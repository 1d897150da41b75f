import { CHANNEL_WINDOW } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { sampleConversation, sampleMessage, sampleReply } from '../testing/samples.ts'
import { later, withChangedMessage, withMarks, withMessage } from './conversation-changes.ts'

const quiet = sampleConversation({ lastSeq: 4 })

describe(withMessage, () => {
  it('starts the clock at the first message nobody answered', () => {
    const first = withMessage(quiet, sampleMessage({ seq: 5, ts: 100 }))
    const second = withMessage(first, sampleMessage({ seq: 6, ts: 900 }))
    expect(second).toMatchObject({ waitingSince: 100, unread: 2, lastMessageAt: 900, lastSeq: 6 })
  })

  it('stops the clock at an answer, and not at a note', () => {
    const waiting = withMessage(quiet, sampleMessage({ seq: 5 }))
    const noted = withMessage(waiting, sampleReply({ seq: 6, kind: 'note' }))
    expect(noted.waitingSince).toBe(5_000)
    expect(withMessage(noted, sampleReply({ seq: 7 }))).not.toHaveProperty('waitingSince')
  })

  it('opens a conversation that was put off or finished', () => {
    const snoozed = sampleConversation({ status: 'snoozed', snoozedUntil: 9, closedAt: 3 })
    const after = withMessage(snoozed, sampleMessage({ seq: 5 }))
    expect(after.status).toBe('open')
    expect(after).not.toHaveProperty('snoozedUntil')
    expect(after).not.toHaveProperty('closedAt')
  })

  it('opens the window anew by what came over a channel, and knows where the shopper writes now', () => {
    const thread = { channelId: 'number', kind: 'whatsapp' as const, windowUntil: 5, current: true }
    const chat = sampleConversation({ lastSeq: 4, channel: 'whatsapp', thread })
    const over = withMessage(
      chat,
      sampleMessage({ seq: 5, ts: 9_000, sentAt: 8_000, channel: 'whatsapp' }),
    )
    expect(over.thread).toEqual({ ...thread, windowUntil: 8_000 + CHANNEL_WINDOW })
    const back = withMessage(over, sampleMessage({ seq: 6 }))
    expect(back).toMatchObject({ channel: 'web', thread: { ...over.thread, current: false } })
    expect(withMessage(over, sampleReply({ seq: 6 })).thread).toEqual(over.thread)
  })

  it('changes nothing for a message it already counted', () => {
    expect(withMessage(quiet, sampleMessage({ seq: 4 }))).toBe(quiet)
  })

  it('counts a quiet line without making it the last word', () => {
    const line = sampleMessage({ seq: 5, kind: 'line', author: { kind: 'system' } })
    expect(withMessage(quiet, line)).toEqual({ ...quiet, lastSeq: 5 })
  })
})

describe(later, () => {
  it('refuses an answer that is older than what events have told', () => {
    const known = sampleConversation({ lastSeq: 9, rev: 3 })
    expect(later(known, sampleConversation({ lastSeq: 8, rev: 3 }))).toBe(known)
    expect(later(known, sampleConversation({ lastSeq: 9, rev: 2 }))).toBe(known)
  })

  it('takes a newer one, and never lowers a mark', () => {
    const marks = { visitorDelivered: 4, visitorRead: 4, membersDelivered: 4, membersRead: 4 }
    const known = sampleConversation({ marks })
    const came = sampleConversation({ status: 'closed', rev: 2 })
    expect(later(known, came)).toEqual({ ...came, marks })
  })
})

describe(withMarks, () => {
  it('takes the relay’s count of what is unread', () => {
    const marks = { ...quiet.marks, membersRead: 2 }
    expect(withMarks({ ...quiet, unread: 3 }, marks, 1)).toMatchObject({ unread: 1, marks })
  })
})

describe(withChangedMessage, () => {
  it('changes the preview only when the last message was changed', () => {
    const after = withMessage(quiet, sampleMessage({ seq: 5, text: 'typo' }))
    const corrected = sampleMessage({ seq: 5, text: 'right' })
    expect(withChangedMessage(after, corrected).lastMessage?.text).toBe('right')
    expect(withChangedMessage(after, sampleMessage({ seq: 3 }))).toBe(after)
  })
})
