import { describe, expect, it } from 'vitest'
import type { MessageUpdate } from '../channels/update.ts'
import { pickId, understand } from './understand.ts'

const from = (text: string, more: Partial<MessageUpdate> = {}): MessageUpdate => ({
  type: 'message',
  externalId: 'wamid.1',
  person: { phone: '31612340001' },
  sentAt: 0,
  content: { text },
  ...more,
})

describe(understand, () => {
  it.each([
    ['/close', 'close', ''],
    ['/Sluit', 'close', ''],
    ['/note belt morgen terug', 'note', 'belt morgen terug'],
    ['/notitie  twee\nregels', 'note', 'twee\nregels'],
    ['/wie', 'who', ''],
    ['/weg', 'away', ''],
    ['/terug', 'back', ''],
    ['/help', 'help', ''],
    ['Stop.', 'stop', ''],
  ])('takes %s for a command', (text, command, rest) => {
    expect(understand(from(text))).toEqual({ kind: 'command', command, text: rest })
  })

  it('takes a stop that quotes a chat for words to its shopper', () => {
    const quoting = from('stop', { quote: { externalId: 'wamid.0' } })
    expect(understand(quoting)).toEqual({ kind: 'reply', text: 'stop' })
  })

  it('says which word it does not know, also one that every object has', () => {
    expect(understand(from('/fly away'))).toEqual({ kind: 'no_command', word: 'fly' })
    expect(understand(from('/constructor'))).toEqual({ kind: 'no_command', word: 'constructor' })
  })

  it('knows its own rows and buttons again', () => {
    const row = pickId('q7-_x', 'V1StGXR8_Z5jdHi6B-myT')
    expect(understand(from('', { pressed: row }))).toEqual({
      kind: 'picked',
      key: 'q7-_x',
      conversationId: 'V1StGXR8_Z5jdHi6B-myT',
    })
    expect(understand(from('', { pressed: 'anything' }))).toEqual({ kind: 'pressed' })
  })

  it('passes a photo on with its words, and says of a poll that it cannot', () => {
    const media = { kind: 'image', id: '1' } as const
    const photo = from('', { content: { text: 'Zo', media } })
    expect(understand(photo)).toEqual({ kind: 'reply', text: 'Zo', media })
    const poll = from('', { content: { detail: { kind: 'unsupported', what: 'poll' } } })
    expect(understand(poll)).toEqual({ kind: 'unsupported' })
  })
})
