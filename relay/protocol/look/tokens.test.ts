import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { look } from './tokens.ts'

type Tokens = Record<string, string>

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const light = tokensOf(':root,\n:host,\n[data-theme] {')
const dark = { ...light, ...tokensOf("[data-theme='dark'],\n:host([data-theme='dark']) {") }

function tokensOf(selector: string): Tokens {
  const start = css.indexOf(selector) + selector.length
  const block = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/(--lo-[\w-]+|color-scheme): (.+);/g)].map(pair))
}

function pair(match: RegExpMatchArray): [string, string] {
  return [(match[1] ?? '').replace('--lo-', ''), match[2] ?? '']
}

/** Relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2). */
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(tokens: Tokens, over: string, under: string): number {
  const [a, b] = [tokens[over] ?? '', tokens[under] ?? ''].map(luminance).sort((x, y) => y - x)
  return ((a ?? 0) + 0.05) / ((b ?? 0) + 0.05)
}

const text = [
  ...['paper', 'ground', 'bubble', 'sea-soft', 'flag-soft'].map((under) => ['ink', under]),
  ...['paper', 'ground', 'bubble'].map((under) => ['ink-2', under]),
  ...['paper', 'ground', 'sea-soft'].map((under) => ['sea', under]),
  ...['green', 'amber', 'red'].flatMap((signal) =>
    ['paper', 'ground', `${signal}-soft`].map((under) => [`${signal}-ink`, under]),
  ),
  ['on-sea', 'sea'],
  ['on-sea', 'sea-2'],
  ['on-flag', 'flag'],
] as [string, string][]

const shapes = [
  ...['edge', 'green', 'amber', 'red'].flatMap((over) => [
    [over, 'paper'],
    [over, 'ground'],
  ]),
] as [string, string][]

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s tokens', (_, tokens) => {
  it.each(text)('keep %s readable on %s (4.5:1)', (over, under) => {
    expect(contrast(tokens, over, under)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(shapes)('keep %s visible on %s (3:1)', (over, under) => {
    expect(contrast(tokens, over, under)).toBeGreaterThanOrEqual(3)
  })
})

describe('the token file', () => {
  it('gives the system’s dark exactly the colours of the chosen dark', () => {
    const auto = tokensOf("[data-theme='auto'],\n  :host([data-theme='auto']) {")
    expect({ ...light, ...auto }).toEqual(dark)
  })

  it('agrees with the colours TypeScript knows', () => {
    const known = ({ ground, paper, sea, 'on-sea': onSea }: Tokens) => ({
      ground,
      paper,
      sea,
      onSea,
    })
    expect(look).toEqual({ light: known(light), dark: known(dark) })
  })
})
