import { describe, expect, it } from 'vitest'
import { isOn } from './themes.ts'

const NOTICE = '/*\n * IMPORTANT: The contents of this file are auto-generated.\n */\n'
const OURS = 'shopify://apps/loods/blocks/chat/f7769b10-c6a4-5b3f-a1ce-14a705074182'

/** A theme's settings with some app embeds in it. */
function settings(...blocks: { type: string; disabled?: boolean }[]): string {
  return NOTICE + JSON.stringify({ current: { blocks: { ...blocks } } })
}

describe('whether the chat is on in a theme', () => {
  it('is what its settings say of our block', () => {
    expect(isOn(settings({ type: OURS, disabled: false }))).toBe(true)
    expect(isOn(settings({ type: OURS }))).toBe(true)
    expect(isOn(settings({ type: OURS, disabled: true }))).toBe(false)
  })

  it('is not what another app’s block of that name is', () => {
    const other = OURS.replace('/loods/', '/praatje/')
    expect(isOn(settings({ type: other }, { type: OURS, disabled: true }))).toBe(false)
  })

  it.each(['', NOTICE, '{"current":"Default"}', '{"current":{}}'])(
    'is off where nothing of it stands there (%j)',
    (text) => {
      expect(isOn(text)).toBe(false)
    },
  )
})
