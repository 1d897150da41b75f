import { describe, expect, it } from 'vitest'
import { getAt, setAt } from './paths.ts'

describe('a value at a path', () => {
  const tree = { look: { color: '#0b4f6c', side: 'right' }, name: 'Lamp' }

  it('is read from inside, and undefined where there is nothing', () => {
    expect(getAt(tree, 'look.color')).toBe('#0b4f6c')
    expect(getAt(tree, 'texts.nl.greeting')).toBeUndefined()
  })

  it('is replaced without touching the original or its neighbours', () => {
    const next = setAt(tree, 'look.side', 'left')
    expect(next).toEqual({ look: { color: '#0b4f6c', side: 'left' }, name: 'Lamp' })
    expect(tree.look.side).toBe('right')
  })

  it('goes, when it is set to undefined', () => {
    expect(Object.keys(setAt(tree, 'look.side', undefined).look)).toEqual(['color'])
  })
})
