import { describe, expect, it } from 'vitest'
import type { Message } from './entities.ts'
import { previewOf } from './preview.ts'

const message: Message = {
  id: 'message-1',
  conversationId: 'conversation-1',
  seq: 3,
  ts: 9,
  audience: 'all',
  kind: 'text',
  author: { kind: 'visitor' },
  text: '',
  channel: 'whatsapp',
  rev: 1,
}
const file = (type: string) => ({ id: 'file', name: 'x', type, size: 1, url: '/x' })

describe(previewOf, () => {
  it.each([
    ['photo', { file: file('image/jpeg') }],
    ['sticker', { file: file('image/webp') }],
    ['photo', { file: file('image/webp'), channel: 'web' as const }],
    ['video', { file: file('video/mp4') }],
    ['file', { file: file('application/pdf') }],
    ['location', { detail: { kind: 'location' as const, latitude: 1, longitude: 2 } }],
    [
      'voice',
      { detail: { kind: 'media' as const, media: 'voice' as const, state: 'coming' as const } },
    ],
    ['withdrawn', { withdrawnAt: 5, file: file('image/jpeg') }],
  ])('calls it %s', (kind, over) => {
    expect(previewOf({ ...message, ...over }).kind).toBe(kind)
  })

  it('tells how long a voice note is', () => {
    const voice = { ...file('audio/ogg'), seconds: 12 }
    expect(previewOf({ ...message, file: voice })).toEqual({
      seq: 3,
      ts: 9,
      author: { kind: 'visitor' },
      kind: 'voice',
      text: '',
      seconds: 12,
    })
  })

  it('says what was chosen, and no card’s address', () => {
    const detail = { kind: 'choice' as const, title: 'Ja graag' }
    expect(previewOf({ ...message, detail }).text).toBe('Ja graag')
    const card = { kind: 'coupon' as const, code: 'X', title: 'X', url: 'https://x.example/' }
    expect(previewOf({ ...message, card, text: 'Korting\nhttps://x.example/' }).text).toBe(
      'Korting',
    )
  })
})
