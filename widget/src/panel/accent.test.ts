import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accentColors, contrast, type Theme } from './accent.ts'

const PAPER = { light: '#ffffff', dark: '#102234' }

const color = fc
  .integer({ min: 0, max: 0xffffff })
  .map((n) => `#${n.toString(16).padStart(6, '0')}`)
const theme = fc.constantFrom<Theme>('light', 'dark')

function long(short: string): string {
  return short.length === 4 ? `#${[...short.slice(1)].map((c) => c + c).join('')}` : short
}

describe('the merchant’s colour', () => {
  it('carries readable text, and is readable as text, whatever it is', () => {
    fc.assert(
      fc.property(color, theme, (given, on) => {
        const colors = accentColors(given, on)
        const [fill, text, ink] = ['--lo-sea', '--lo-on-sea', '--lo-sea-ink'].map((name) =>
          long(colors[name] ?? ''),
        )
        expect(contrast(fill ?? '', text ?? '')).toBeGreaterThanOrEqual(4.5)
        expect(contrast(ink ?? '', PAPER[on])).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  it('stays as it was set where it needs no help', () => {
    expect(accentColors('#0b4f6c', 'light')).toEqual({
      '--lo-sea': '#0b4f6c',
      '--lo-on-sea': '#fff',
      '--lo-sea-ink': '#0b4f6c',
    })
  })
})

describe('the panel’s other colours', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
  const values = (css: string) => [...css.matchAll(/(--lo-[\w-]+): ([^;]+);/g)]
  const known = new Set(
    values(read('../../../relay/protocol/look/tokens.css')).map(
      ([, name, value]) => `${name} ${value}`,
    ),
  )

  it('are those of the shared tokens', () => {
    const own = values(read('./panel.css')).map(([, name, value]) => `${name} ${value}`)
    expect(own.length).toBeGreaterThan(15)
    expect(own.filter((value) => !known.has(value))).toEqual([])
  })
})
