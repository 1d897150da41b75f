import { describe, expect, it } from 'vitest'
import { fillPrompt, promptVariables } from './prompt-text.ts'

describe('the text of a prompt', () => {
  it.each([
    ['Twijfel je over {product}?', { product: 'Noot' }, 'Twijfel je over Noot?'],
    ['Twijfel je over {product|de maat}?', {}, 'Twijfel je over de maat?'],
    ['Hoi {name}, kan ik helpen?', {}, 'Hoi, kan ik helpen?'],
    ['Hoi {name|daar}, kan ik helpen?', { name: 'Jo' }, 'Hoi Jo, kan ik helpen?'],
    ['{cart} in je mandje', { cart: '€ 12,50' }, '€ 12,50 in je mandje'],
    ['Dit {blijft} staan', { name: 'Jo' }, 'Dit {blijft} staan'],
  ])('%j with %j is %j', (text, known, filled) => {
    expect(fillPrompt(text, known)).toBe(filled)
  })

  it('never takes what stands in a value for a variable', () => {
    expect(fillPrompt('{product}', { product: '{name} $& $1', name: 'Jo' })).toBe('{name} $& $1')
  })

  it('says a cart’s total in its own currency, and nothing of what the page did not say', () => {
    const cart = { lines: [], total: 59.9, currency: 'USD' }
    expect(promptVariables({ cart, product: { title: 'Noot' } }, 'en')).toEqual({
      product: 'Noot',
      cart: '$59.90',
    })
    expect(promptVariables({}, 'nl')).toEqual({})
  })
})
