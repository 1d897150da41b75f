import type { Template } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import {
  blanksOf,
  EMPTY,
  filled,
  mayChange,
  nameOf,
  toDraft,
  toForm,
  withBlank,
} from './template-draft.ts'

describe('a template that is being written', () => {
  it('gets the name a network wants from its title', () => {
    expect(nameOf(' Je bestelling is onderwég! ')).toBe('je_bestelling_is_onderweg')
    expect(nameOf('24/7 hulp')).toBe('24_7_hulp')
  })

  it('has blanks that count on, each with an example', () => {
    const body = withBlank(withBlank('Hallo'))
    expect(body).toBe('Hallo {{1}} {{2}}')
    expect(blanksOf(`${body} {{1}}`).map(({ key }) => key)).toEqual(['1', '2'])
    expect(filled(body, { 1: 'Anna' })).toBe('Hallo Anna {{2}}')
    expect(filled('Over {{1}}', { 1: 'Anna', header_1: 'lampen' }, true)).toBe('Over lampen')
  })

  it('is sent without what was left empty', () => {
    const form = {
      ...EMPTY,
      title: 'Welkom',
      body: 'Hallo {{1}}',
      examples: { 1: 'Anna', 2: 'oud' },
    }
    const buttons = [
      { type: 'quick_reply' as const, text: ' Ja ', url: 'https://left.example' },
      { type: 'url' as const, text: '', url: '' },
    ]
    expect(toDraft({ ...form, buttons })).toEqual({
      name: 'welkom',
      language: 'nl',
      category: 'utility',
      body: 'Hallo {{1}}',
      examples: { 1: 'Anna' },
      buttons: [{ type: 'quick_reply', text: 'Ja' }],
    })
  })

  it('comes back as it was written, with its examples, also where it was refused', () => {
    const template: Template = {
      id: 'a',
      channelId: 'b',
      name: 'lamp_klaar',
      language: 'nl',
      category: 'utility',
      status: 'rejected',
      header: 'Bestelling {{header_1}}',
      body: 'Hallo {{1}}, hij staat klaar.',
      buttons: [{ type: 'url', text: 'Bekijk', url: 'https://a.example' }],
      variables: ['header_1', '1'],
      examples: { header_1: '1042', 1: 'Anna' },
      wordsOnly: true,
      usable: false,
      updatedAt: 1,
    }
    expect(mayChange(template)).toBe(true)
    expect(toDraft(toForm(template))).toEqual({
      name: 'lamp_klaar',
      language: 'nl',
      category: 'utility',
      header: 'Bestelling {{1}}',
      body: 'Hallo {{1}}, hij staat klaar.',
      examples: { header_1: '1042', 1: 'Anna' },
      buttons: [{ type: 'url', text: 'Bekijk', url: 'https://a.example' }],
    })
    expect(mayChange({ ...template, status: 'pending' })).toBe(false)
    expect(mayChange({ ...template, buttons: [{ type: 'phone_number', text: 'Bel' }] })).toBe(false)
  })
})
