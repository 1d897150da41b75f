import { describe, expect, it } from 'vitest'
import { sampleConversation, sampleMessage, sampleReply } from '../../testing/samples.ts'
import { splitText, tipFor } from './coach.ts'

const contact = { ...sampleConversation().contact, name: 'Sanne Visser' }
const waiting = sampleConversation({ waitingSince: 0, contact })
const LONG = 'Dit is een zin van ongeveer vijftig tekens, ongeveer zo. '.repeat(6)

describe(tipFor, () => {
  it('offers to split a long text', () => {
    const tip = tipFor(LONG, waiting, [sampleReply()], 0)
    expect(tip).toMatchObject({ kind: 'split' })
  })

  it('reminds of the silence after 40 s, and not of one’s own typing', () => {
    const talk = [sampleReply({ seq: 1 }), sampleMessage({ seq: 2 })]
    expect(tipFor('', waiting, talk, 39_999)).toBeUndefined()
    expect(tipFor('', waiting, talk, 40_000)).toEqual({ kind: 'silence' })
    expect(tipFor('Even', waiting, talk, 40_000)).toBeUndefined()
  })

  it('offers the name in a first answer that does not have it', () => {
    const talk = [sampleMessage()]
    expect(tipFor('Ja hoor', waiting, talk, 0)).toEqual({ kind: 'name', name: 'Sanne' })
    expect(tipFor('Hoi sanne, ja', waiting, talk, 0)).toBeUndefined()
  })

  it('has nothing to say about a good short answer', () => {
    expect(tipFor('Ja hoor', waiting, [sampleReply()], 0)).toBeUndefined()
  })
})

describe(splitText, () => {
  it('cuts between sentences, loses no word, and keeps bubbles readable', () => {
    const parts = splitText(LONG)
    expect(parts.join(' ')).toBe(LONG.trim())
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(200)
  })

  it('keeps the writer’s own paragraphs', () => {
    expect(splitText('Een.\n\nTwee.')).toEqual(['Een.', 'Twee.'])
  })
})
