import { expect, it } from 'vitest'
import { ownWords } from './own-words.ts'

it('leaves out of a message what its detail shows, and nothing else', () => {
  const items = [
    { id: 'NOOT', quantity: 2 },
    { id: 'KAP', quantity: 1 },
  ]
  const order = { kind: 'order' as const, items }
  expect(ownWords({ text: 'Graag voor vrijdag\n2 × NOOT\n1 × KAP', detail: order })).toBe(
    'Graag voor vrijdag',
  )
  expect(ownWords({ text: '2 × NOOT\n1 × KAP', detail: order })).toBe('')
  expect(ownWords({ text: 'Iets anders', detail: order })).toBe('Iets anders')
  const form = { kind: 'choice' as const, title: 'Sent', fields: { maat: 'L' } }
  expect(ownWords({ text: 'L', detail: form })).toBe('')
  const chosen = { kind: 'choice' as const, title: 'Ja' }
  expect(ownWords({ text: 'Ja', detail: chosen })).toBe('')
  expect(ownWords({ text: 'Ja, graag', detail: chosen })).toBe('Ja, graag')
  const ad = { kind: 'referral' as const, title: 'Herfstactie' }
  expect(ownWords({ text: 'Hoi', detail: ad })).toBe('Hoi')
})
