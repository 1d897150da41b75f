import { channelCard, channelTroubleCode, failureCode } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { words as en } from './en.ts'
import { words as nl } from './nl.ts'

describe.each([
  ['nl', nl],
  ['en', en],
])('what a thread says in %s', (_, words) => {
  it.each(failureCode.options)('says why a message did not arrive: %s', (code) => {
    expect(words.failures[code]).toMatch(/^[A-Z].*\.$/)
  })

  it.each(channelTroubleCode.options)('says what keeps a channel from working: %s', (code) => {
    const { why, text } = words.troubles[code]
    expect(text).toMatch(/^[A-Z].*\.$/)
    expect(words.paused.why('WhatsApp', why)).toMatch(/^[A-Z][^.]*[^.:]\.$/)
  })

  it('says of every kind of file that it is coming, and why it is not', () => {
    const media = channelCard.options.find(({ entries }) => entries.kind.literal === 'media')
    const { media: kinds, state } = (media as unknown as { entries: Record<string, Picklist> })
      .entries
    for (const kind of kinds?.options ?? []) expect(words.media.kinds).toHaveProperty(kind)
    for (const each of state?.options ?? []) expect(words.media).toHaveProperty(each)
    expect(state?.options).toContain('coming')
  })

  it('has no exclamation marks', () => {
    expect(JSON.stringify(words)).not.toContain('!')
  })
})

interface Picklist {
  options: string[]
}
