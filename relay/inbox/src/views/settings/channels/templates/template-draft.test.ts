import { describe, expect, it } from 'vitest'
import { EMPTY, filled, nameOf, toDraft, variablesOf, withBlank } from './template-draft.ts'

describe('a template that is being written', () => {
  it('gets the name a network wants from its title', () => {
    expect(nameOf(' Je bestelling is onderwég! ')).toBe('je_bestelling_is_onderweg')
    expect(nameOf('24/7 hulp')).toBe('24_7_hulp')
  })

  it('has blanks that count on, each with an example', () => {
    const body = withBlank(withBlank('Hallo'))
    expect(body).toBe('Hallo {{1}} {{2}}')
    expect(variablesOf(`${body} {{1}}`)).toEqual(['1', '2'])
    expect(filled(body, { 1: 'Anna' })).toBe('Hallo Anna {{2}}')
  })

  it('is sent without what was left empty', () => {
    const form = {
      ...EMPTY,
      title: 'Welkom',
      body: 'Hallo {{1}}',
      examples: { 1: 'Anna', 2: 'oud' },
    }
    expect(toDraft({ ...form, buttons: ['Ja', ' ', ''] })).toEqual({
      name: 'welkom',
      language: 'nl',
      category: 'utility',
      body: 'Hallo {{1}}',
      examples: { 1: 'Anna' },
      buttons: ['Ja'],
    })
  })
})
