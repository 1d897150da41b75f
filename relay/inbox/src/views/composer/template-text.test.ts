import type { Template } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { byName, fill, matching, piecesOf, suggestedValues, textOf } from './template-text.ts'

const update: Template = {
  id: 'order-nl',
  channelId: 'number',
  name: 'order_update',
  language: 'nl',
  category: 'utility',
  status: 'approved',
  body: 'Hoi {{1}}, je bestelling {{2}} is onderweg.',
  buttons: [],
  variables: ['1', '2'],
  examples: {},
  wordsOnly: true,
  usable: true,
  updatedAt: 0,
}
const english = { ...update, id: 'order-en', language: 'en_US', body: 'Hi {{1}}, on its way.' }
const other = { ...update, id: 'other', name: 'still_there', body: 'Nog een vraag?' }

describe(piecesOf, () => {
  it('takes words and variables apart, wherever these stand', () => {
    expect(piecesOf('{{1}}, hoi {{ naam }}', { naam: 'Anna' })).toEqual([
      { name: '1', value: '' },
      { text: ', hoi ' },
      { name: 'naam', value: 'Anna' },
    ])
  })
})

describe(fill, () => {
  it('puts values in and leaves what is empty to be seen', () => {
    expect(fill(update.body, { 1: 'Anna' })).toBe('Hoi Anna, je bestelling {{2}} is onderweg.')
  })

  it('puts values in as they are, also those that look like variables', () => {
    expect(fill('{{1}} {{2}}', { 1: '{{2}}', 2: '$&' })).toBe('{{2}} $&')
  })
})

describe(textOf, () => {
  it('has the header above the body', () => {
    expect(textOf({ ...other, header: 'Dag {{1}}' }, { 1: 'Anna' })).toBe(
      'Dag Anna\nNog een vraag?',
    )
  })

  it('knows the numbers of a header from those of the body', () => {
    const both = { ...update, header: 'Dag {{1}}', variables: ['header_1', '1', '2'] }
    expect(textOf(both, { header_1: 'Anna', 1: 'A', 2: '1042' })).toBe(
      'Dag Anna\nHoi A, je bestelling 1042 is onderweg.',
    )
    expect(suggestedValues(both, 'Anna')).toEqual({ header_1: 'Anna', 1: 'Anna' })
  })
})

describe(suggestedValues, () => {
  it('gives the first name where somebody is greeted, or where a variable is called so', () => {
    expect(suggestedValues(update, 'Anna de Vries')).toEqual({ 1: 'Anna' })
    const named = { ...other, body: 'Over {{klantnaam}}', variables: ['klantnaam'] }
    expect(suggestedValues(named, 'Anna de Vries')).toEqual({ klantnaam: 'Anna' })
  })

  it('guesses nothing where no name is known or nobody is greeted', () => {
    expect(suggestedValues(update, undefined)).toEqual({})
    expect(suggestedValues({ ...update, body: 'Bestelling {{1}}' }, 'Anna')).toEqual({})
  })
})

describe(matching, () => {
  it('finds by words of the name and the text, and only what can be sent', () => {
    const all = [update, other, { ...other, id: 'x', status: 'paused' as const }]
    expect(matching(all, 'ORDER onderweg').map(({ id }) => id)).toEqual(['order-nl'])
    expect(matching([...all, { ...update, id: 'y', usable: false }], '')).toHaveLength(2)
  })
})

describe(byName, () => {
  it('shows each once, in the shopper’s language where there is such', () => {
    const all = [update, english, other]
    expect(byName(all, 'en').map(({ id }) => id)).toEqual(['order-en', 'other'])
    expect(byName(all, 'de').map(({ id }) => id)).toEqual(['order-nl', 'other'])
  })
})
