import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const tokens = read('../../../relay/protocol/look/tokens.css')
const css = read('./prompt.css')

/** Value of a token under a selector of the token file. */
function token(selector: string, name: string): string {
  const block = tokens.slice(tokens.indexOf(selector))
  return new RegExp(`--lo-${name}: (.+);`).exec(block)?.[1] ?? `no ${name}`
}

function rule(selector: string): string {
  const at = css.indexOf(`\n${selector} {`)
  return css.slice(at, css.indexOf('}', at))
}

describe('the prompt’s colours are those of the token file', () => {
  it.each([
    ['.prompt', 'background', ':root', 'paper'],
    ['.prompt', 'color', ':root', 'ink'],
    ['.prompt', 'box-shadow', ':root', 'shadow'],
    ['.prompt.dark', 'background', "[data-theme='dark']", 'paper'],
    ['.prompt.dark', 'color', "[data-theme='dark']", 'ink'],
    ['.prompt.dark', 'box-shadow', "[data-theme='dark']", 'shadow'],
    ['.prompt i', 'background', ':root', 'flag'],
    ['.prompt i', 'color', ':root', 'on-flag'],
  ])('%s: %s', (selector, property, where, name) => {
    expect(rule(selector)).toContain(`  ${property}: ${token(where, name)};`)
  })
})
