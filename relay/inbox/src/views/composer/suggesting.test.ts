import type { CannedReply, Member } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { cannedFor, membersFor, mentionsIn, replace, wantedAt } from './suggesting.ts'

const reply = (shortcut: string, text: string, language?: 'nl' | 'en'): CannedReply => ({
  id: shortcut,
  shortcut,
  text,
  ...(language && { language }),
})
const member = (id: string, name: string): Member => ({
  id,
  name,
  email: '',
  role: 'agent',
  createdAt: 0,
})

describe(wantedAt, () => {
  it('looks for a canned reply after a slash at the beginning of a word', () => {
    expect(wantedAt('/bez', 4, false)).toEqual({ kind: 'canned', query: 'bez', from: 0, to: 4 })
    expect(wantedAt('Hoi /bez', 8, false)).toMatchObject({ query: 'bez', from: 4 })
  })

  it.each(['en/of', 'https://a', '1/2', 'Hoi'])('leaves %s alone', (text) => {
    expect(wantedAt(text, text.length, false)).toBeUndefined()
  })

  it('looks for a colleague in notes only', () => {
    expect(wantedAt('@no', 3, true)).toMatchObject({ kind: 'mention', query: 'no' })
    expect(wantedAt('@no', 3, false)).toBeUndefined()
  })
})

describe(cannedFor, () => {
  const replies = [
    reply('retour', 'Je kunt 30 dagen retourneren.'),
    reply('levertijd', 'Hoi {name}! Morgen in huis, retour gratis.'),
    reply('returns', 'You can return it.', 'en'),
  ]

  it('puts shortcuts before texts, and fills in the first name', () => {
    expect(cannedFor(replies, 'ret', 'nl', 'Sanne Visser')).toEqual([
      { key: 'retour', label: '/retour', text: 'Je kunt 30 dagen retourneren.' },
      { key: 'levertijd', label: '/levertijd', text: 'Hoi Sanne! Morgen in huis, retour gratis.' },
    ])
  })

  it('offers every language while the shopper’s is not known', () => {
    expect(cannedFor(replies, 'returns', undefined, undefined)).toHaveLength(1)
  })
})

describe('mentions', () => {
  const team = [member('1', 'Noor Jansen'), member('2', 'Piet')]

  it('finds colleagues by any of their names', () => {
    expect(membersFor(team, 'jan').map(({ text }) => text)).toEqual(['@Noor Jansen '])
  })

  it('names those a note calls', () => {
    expect(mentionsIn('@Noor Jansen, klopt dit? piet niet', team)).toEqual(['1'])
  })
})

describe(replace, () => {
  it('puts the choice in the place of what was typed, with the cursor behind it', () => {
    expect(replace('Hoi /bez daar', { from: 4, to: 8 }, 'Morgen.')).toEqual({
      text: 'Hoi Morgen. daar',
      cursor: 11,
    })
  })
})
