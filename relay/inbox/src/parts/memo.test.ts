import { type Component, type ComponentClass, h } from 'preact'
import { expect, it } from 'vitest'
import { memo } from './memo.ts'

interface Props {
  text: string
  quoted?: object | undefined
}

it('draws anew what was given another value, and nothing else', () => {
  const Kept = memo((props: Props) => h('p', null, props.text)) as ComponentClass<Props>
  const quoted = {}
  const kept: Component<Props> = new Kept({ text: 'Past dit?', quoted })
  kept.props = { text: 'Past dit?', quoted }
  const isDrawnWith = (next: Props) => kept.shouldComponentUpdate?.(next, {}, undefined)
  expect(isDrawnWith({ text: 'Past dit?', quoted })).toBe(false)
  expect(isDrawnWith({ text: 'Past dat?', quoted })).toBe(true)
  expect(isDrawnWith({ text: 'Past dit?', quoted: {} })).toBe(true)
  expect(isDrawnWith({ text: 'Past dit?' })).toBe(true)
})
